"""The engine of a large shop: Elasticsearch 9, its core alone, without scripts or plugins."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Generic, TypeVar

from django.conf import settings

from search.backends.base import (
    Health,
    Late,
    Offer,
    SearchResult,
    Suggestion,
    WordCounts,
    in_turn,
    nothing_late,
)
from search.backends.elasticsearch_client import Cluster, reading, whole
from search.backends.elasticsearch_documents import schema
from search.backends.elasticsearch_facets import known_values, read_counts, read_known
from search.backends.elasticsearch_index import Index
from search.backends.elasticsearch_pages import DeepPage
from search.backends.elasticsearch_queries import Query, tiers
from search.backends.elasticsearch_request import RANK, Request, patience
from search.criteria import SearchCriteria
from search.documents import ProductDocument
from search.exceptions import BackendUnavailable, IndexMissing, ShardsGone
from search.plan import Plan, Stage

KEPT = 60.0  # seconds; what a process remembers of the index
WORDS_AT_ONCE = 10_000

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """A value that is read again when it is older than KEPT seconds; threads share it.

    While it stays equal it stays the same object.
    """

    def __init__(self, read: Callable[[], Value]) -> None:
        self._read = read
        self._lock = threading.Lock()
        self._kept: tuple[float, Value] | None = None
        self._is_stale = True

    def now(self) -> Value:
        with self._lock:
            if self._kept is None or self._is_stale or time.monotonic() - self._kept[0] > KEPT:
                self._is_stale = False
                value = self._read()
                if self._kept is not None and self._kept[1] == value:
                    value = self._kept[1]
                self._kept = (time.monotonic(), value)
            return self._kept[1]

    def forget(self) -> None:
        self._is_stale = True


class ElasticsearchBackend:
    name = "elasticsearch"

    def __init__(self, alias: str = "") -> None:
        self.cluster = Cluster()
        self.index = Index(self.cluster, alias or f"{settings.ELASTICSEARCH_PREFIX}-products")
        self._known = Kept(self._read_known)
        self._words = Kept(self._read_words)

    def search(self, criteria: SearchCriteria, plan: Plan, today: date) -> SearchResult:
        """One round trip where the first stage finds enough, else up to three; deep pages more."""
        known = self._known.now()
        request = Request(criteria, plan, today)
        answers = self._ask(request.first_round())
        with reading():
            found = request.read_first(answers)
            probes = request.probes(answers)
        if probes:
            answers = self._ask(probes)
            with reading():
                found = request.read_probes(found, answers)
        if last := request.last_round(found):
            answers = self._ask(last)
            with reading():
                found = request.read_last(found, answers)
        if not found.total:
            self._count_or_refuse()
        hits: Sequence[int] = found.hits
        if request.is_deep:
            deep = DeepPage(request.list_query(found.stages), request.order, found.listed)
            hits = deep.ids(self._hits, request.start, request.size)
        with reading():
            counts = read_counts(found.counted, criteria, known)
        return SearchResult(
            request.page(found, hits),
            found.total,
            counts.facets,
            self.name,
            partial=found.is_partial and bool(found.total),
            dropped=counts.dropped,
            related=found.related,
            stage=found.stage,
            prices=counts.prices,
        )

    def suggest(self, stages: Sequence[Stage], language: str, limit: int) -> Sequence[Suggestion]:
        """One round trip for all stages."""
        self._known.now()  # refuses an index of another schema
        if not stages:
            return ()
        answers = self._ask([self._suggestions(stage, limit) for stage in stages])
        with reading():
            named = [_named(answer["hits"]["hits"], language) for answer in answers]
        if not any(named):
            self._count_or_refuse()
        return in_turn(lambda stage: named[stages.index(stage)], stages, limit)

    def _suggestions(self, stage: Stage, limit: int) -> Query:
        return {
            "query": tiers([stage], [RANK]),
            "sort": [{"is_available": "desc"}, {"_score": "desc"}, {"id": "desc"}],
            "size": limit,
            "_source": ["name", "name_en"],
            "track_total_hits": False,
            "timeout": patience(),
        }

    def vocabulary(self) -> WordCounts:
        return self._words.now()

    def upsert(self, documents: Iterable[ProductDocument]) -> None:
        self.index.upsert(documents)
        self._known.forget()

    def delete(self, ids: Iterable[int]) -> None:
        self.index.delete(ids)
        self._known.forget()

    def rebuild(self, documents: Iterable[ProductDocument], late: Late = nothing_late) -> int:
        written = self.index.rebuild(documents, late)
        self._known.forget()
        self._words.forget()
        return written

    def drop(self) -> None:
        """The index goes; for scratch ones."""
        self.index.drop()

    def digests(self) -> Mapping[int, str]:
        return {pk: str(values["digest"]) for pk, values in self.index.scan("digest")}

    def offers(self) -> Mapping[int, Offer]:
        rows = self.index.scan("in_stock", "is_available", "price")
        return {pk: Offer(v["in_stock"], v["is_available"], v.get("price")) for pk, v in rows}

    def health(self) -> Health:
        try:
            self._known.forget()
            self._known.now()
            return Health(self.name, ready=True, documents=self._count_or_refuse())
        except BackendUnavailable as error:
            return Health(self.name, ready=False, documents=0, detail=str(error))

    def _ask(self, bodies: Sequence[Query]) -> Sequence[Mapping[str, Any]]:
        """One round trip. Asked again when the index was replaced while it was read."""
        try:
            return self._ask_once(bodies)
        except (IndexMissing, ShardsGone):
            return self._ask_once(bodies)

    def _ask_once(self, bodies: Sequence[Query]) -> Sequence[Mapping[str, Any]]:
        searches = [part for body in bodies for part in ({}, body)]
        with self.cluster.asking() as client:
            answer = client.msearch(index=self.index.alias, searches=searches)
            with reading():
                answers = [whole(each) for each in answer["responses"]]
                if len(answers) != len(bodies):
                    raise IndexError(f"{len(answers)} answers to {len(bodies)} searches")
        return answers

    def _hits(self, body: Query) -> Sequence[Mapping[str, Any]]:
        with reading():
            hits: Sequence[Mapping[str, Any]] = self._ask([body])[0]["hits"]["hits"]
        return hits

    def _count_or_refuse(self) -> int:
        """A shop has goods: an index without any was never filled."""
        with self.cluster.asking() as client:
            answer = client.count(index=self.index.alias)
            with reading():
                count = int(whole(answer.body)["count"])
        if not count:
            raise IndexMissing("the index is empty")
        return count

    def _read_known(self) -> Mapping[str, Iterable[str]]:
        """All values of the facets. Raises BackendUnavailable for an index that is not ours."""
        with self.cluster.asking() as client:
            indices = client.indices.get_mapping(index=self.index.alias).body
        with reading():
            for index, found in indices.items():
                theirs = found["mappings"].get("_meta", {}).get("schema")
                if theirs != schema():
                    raise BackendUnavailable(f"{index} has schema {theirs}, not {schema()}")
        body = {"size": 0, "aggs": known_values(), "timeout": patience()}
        answer = self._ask([body])[0]
        with reading():
            return read_known(answer["aggregations"])

    def _read_words(self) -> WordCounts:
        return WordCounts(
            written=dict(self._counts_of("vocabulary_written")),
            bare=dict(self._counts_of("vocabulary_bare")),
        )

    def _counts_of(self, field: str) -> Iterator[tuple[str, int]]:
        after: Mapping[str, Any] | None = None
        while True:
            words: dict[str, Any] = {
                "size": WORDS_AT_ONCE,
                "sources": [{"word": {"terms": {"field": field}}}],
                **({"after": after} if after else {}),
            }
            with self.cluster.asking() as client:
                aggs = {"words": {"composite": words}}
                answer = client.search(index=self.index.alias, size=0, aggs=aggs)
                with reading():
                    found = whole(answer.body)["aggregations"]["words"]
            with reading():
                yield from ((each["key"]["word"], each["doc_count"]) for each in found["buckets"])
                after = found.get("after_key")
            if len(found["buckets"]) < WORDS_AT_ONCE:
                return


def _named(hits: Iterable[Mapping[str, Any]], language: str) -> list[Suggestion]:
    names = [(hit["sort"][-1], hit["_source"]) for hit in hits]
    return [
        Suggestion(pk, (name["name_en"] if language == "en" else "") or name["name"])
        for pk, name in names
    ]
