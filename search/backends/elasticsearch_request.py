"""One search as Elasticsearch is asked: which stages run is settled by their first few hits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.conf import settings

from search.backends.elasticsearch_facets import KEPT, Choices, condition, limited, starred
from search.backends.elasticsearch_pages import WINDOW, ids_of, order_of
from search.backends.elasticsearch_queries import (
    EVERYTHING,
    Query,
    constant,
    every,
    exclusion_query,
    multiplied,
    some,
    stage_filter,
    tiers,
)
from search.criteria import SearchCriteria, Sort
from search.plan import FEW, RELATED, Plan, Stage

PATIENCE = 0.75  # of the time-out; then a shard hands in what it has, which is refused
RANK: Query = {"field_value_factor": {"field": "rank_factor", "missing": 1}}
STAR = 1e-5  # of the score of a stage: less than two different scores lie apart

Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """`stages` are those that ran and found something, in their order."""

    stages: tuple[Stage, ...]
    stage: str  # name of the last that ran
    pinned: tuple[int, ...]
    hits: tuple[int, ...]
    listed: int  # how many hits there are, without the pinned ones
    counted: Mapping[str, Any]
    related: tuple[int, ...] = ()

    @property
    def total(self) -> int:
        return self.listed + len(self.pinned)

    @property
    def is_partial(self) -> bool:
        """Every stage that found something does without some of the words."""
        return bool(self.stages) and all(stage.is_partial for stage in self.stages)


class Request:
    def __init__(self, criteria: SearchCriteria, plan: Plan, today: date) -> None:
        self.criteria, self.plan, self.today = criteria, plan, today
        self._choices = Choices(criteria, today)
        within = [condition(facet, [value], today) for facet, value in criteria.within]
        self._filters = [*within, *limited(plan.limits, today)]
        self._related_filters = [*within, *limited(plan.related_limits, today)]
        self._unwanted = [_with_ids(sorted(plan.hidden))] if plan.hidden else []
        self._unwanted += [exclusion_query(exclusion) for exclusion in plan.excluded]
        by_relevance = criteria.sort is Sort.RELEVANCE
        self._pinned = tuple(dict.fromkeys(plan.pinned)) if by_relevance else ()
        self.order = order_of(criteria.sort, criteria.language)
        # how many pinned goods meet the filters is not known yet: begin early enough for all
        page_start = (criteria.page - 1) * settings.SEARCH_PAGE_SIZE
        self._page_start = page_start
        self.start = max(0, page_start - len(self._pinned))
        self.size = page_start + settings.SEARCH_PAGE_SIZE - self.start
        self.is_deep = self.start + self.size > WINDOW

    def first_round(self) -> list[Query]:
        """The whole answer of the first stage, and the pinned goods."""
        asked = self._main(self.plan.stages[:1])
        if self._pinned:
            asked.append(self._pinned_query())
        return asked

    def read_first(self, answers: Sequence[Answer]) -> Found:
        stages = self.plan.stages[:1]
        pinned = self._read_pinned(answers[-1]) if self._pinned else ()
        return self._read_main(answers[:2], stages, stages[0].name if stages else "", pinned)

    def probes(self, answers: Sequence[Answer]) -> list[Query]:
        """A few hits of every stage, unless the first found so many that no other joins in."""
        if not self.plan.stages:
            return []
        of_first = 0 if self.plan.pinned else answers[1]["hits"]["total"]["value"]
        if any(stage.joins_in(of_first) for stage in self.plan.stages[1:]):
            return [self._probe(stage) for stage in self.plan.stages]
        return []

    def read_probes(self, found: Found, answers: Sequence[Answer]) -> Found:
        ids = [ids_of(answer["hits"]["hits"]) for answer in answers]
        name, useful = _that_run(self.plan.stages, ids)
        return replace(found, stages=useful, stage=name)

    def last_round(self, found: Found) -> list[Query]:
        """Empty where the first round said it all."""
        is_final = self._is_final(found)
        asked = [] if is_final else self._main(found.stages)
        if not is_final or found.total < FEW:
            asked += [self._related(stage, found.stages) for stage in self._related_stages]
        return asked

    def read_last(self, found: Found, answers: Sequence[Answer]) -> Found:
        if not self._is_final(found):
            found = self._read_main(answers[:2], found.stages, found.stage, found.pinned)
            answers = answers[2:]
        if found.total >= FEW:
            return found
        lists = [answer["hits"]["hits"] for answer in answers]
        return replace(found, related=_merged(self._related_stages, lists))

    @property
    def _related_stages(self) -> tuple[Stage, ...]:
        is_first = self.criteria.page == 1 and self.criteria.sort is Sort.RELEVANCE
        return self.plan.related if is_first and self.plan.stages else ()

    def _is_final(self, found: Found) -> bool:
        return found.stages in ((), self.plan.stages[:1])

    def page(self, found: Found, rest: Sequence[int]) -> list[int]:
        """The page's ids, from the hits that stand at `start`."""
        pinned = found.pinned[self._page_start : self._page_start + settings.SEARCH_PAGE_SIZE]
        skipped = max(0, self._page_start - len(found.pinned)) - self.start
        return [*pinned, *rest[skipped:]][: settings.SEARCH_PAGE_SIZE]

    def list_query(self, stages: Sequence[Stage]) -> Query:
        """What the list consists of: the words' hits, narrowed by the reader's choices."""
        words = self._words(stages)
        unwanted = [_with_ids(self._pinned)] if self._pinned else []
        narrowed = {"bool": {"filter": self._choices.without(), "must_not": unwanted}}
        return {
            "query": self._based(words),
            **({"post_filter": narrowed} if self.criteria.active_facets or unwanted else {}),
        }

    def _words(self, stages: Sequence[Stage]) -> Query:
        if not self.plan.stages:
            if self.criteria.sort is not Sort.RELEVANCE:
                return EVERYTHING
            best = starred(EVERYTHING, self.today, unit=1.0, mode="replace")
            return multiplied(best, self._boosts()) if self.plan.boosts else best
        found = self._scored(stages)
        if self.plan.pinned:
            return some([found, constant(_with_ids(self.plan.pinned), 0)])
        return found

    def _scored(self, stages: Sequence[Stage]) -> Query:
        """Stars decide between equal scores."""
        found = tiers(stages, [RANK, *self._boosts()])
        return starred(found, self.today, unit=STAR, mode="sum")

    def _boosts(self) -> list[Query]:
        return [
            {"filter": condition(boost.facet, [boost.value], self.today), "weight": boost.factor}
            for boost in self.plan.boosts
        ]

    def _based(self, query: Query, *, narrowed: bool = False) -> Query:
        filters = [*self._filters, *(self._choices.without() if narrowed else ())]
        return {"bool": {"must": [query], "filter": filters, "must_not": self._unwanted}}

    def _main(self, stages: Sequence[Stage]) -> list[Query]:
        """The page and the counts, apart: they are found side by side, the counts without any
        scores, and Elasticsearch remembers them until the index changes."""
        window = {"size": 0} if self.is_deep else {"from": self.start, "size": self.size}
        order = {"sort": list(self.order), "track_total_hits": False}
        return [{**bare_hits(), **self.list_query(stages), **window, **order}, self._counts(stages)]

    def _counts(self, stages: Sequence[Stage]) -> Query:
        found = [stage_filter(stage) for stage in stages]
        if self.plan.stages and self.plan.pinned:
            found.append(_with_ids(self.plan.pinned))
        words = some(found) if self.plan.stages else EVERYTHING
        return {
            "query": {"constant_score": {"filter": self._based(words)}},
            "aggs": self._choices.aggregations(),
            "size": 0,
            "track_total_hits": self._most_filled,
            "timeout": patience(),
        }

    def _read_main(
        self,
        answers: Sequence[Answer],
        stages: Sequence[Stage],
        stage: str,
        pinned: tuple[int, ...],
    ) -> Found:
        page, counted = answers[0]["hits"]["hits"], answers[1]["aggregations"]
        listed = counted[KEPT]["doc_count"] - len(pinned)
        return Found(tuple(stages), stage, pinned, tuple(ids_of(page)), listed, counted)

    @property
    def _most_filled(self) -> int:
        return max((stage.fills_to for stage in self.plan.stages), default=1)

    def _probe(self, stage: Stage) -> Query:
        """A few hits, or all of them: enough to know whether the next stages join in."""
        return {
            **bare_hits(),
            "query": {"constant_score": {"filter": self._based(stage_filter(stage))}},
            "docvalue_fields": ["id"],
            "sort": ["_doc"],
            "size": self._most_filled,
            "track_total_hits": False,
        }

    def _pinned_query(self) -> Query:
        return {
            **bare_hits(),
            "query": self._based(_with_ids(self._pinned), narrowed=True),
            "sort": ["id"],
            "size": len(self._pinned),
        }

    def _read_pinned(self, answer: Answer) -> tuple[int, ...]:
        found = set(ids_of(answer["hits"]["hits"]))
        return tuple(product_id for product_id in self._pinned if product_id in found)

    def _related(self, stage: Stage, main: Sequence[Stage]) -> Query:
        shown = [stage_filter(of_list) for of_list in main]
        if self.plan.pinned:
            shown.append(_with_ids(self.plan.pinned))
        filters = [*self._related_filters, *self._choices.without()]
        unwanted = [*self._unwanted, every([some(shown), *self._filters])]
        scored = self._scored([stage])
        return {
            **bare_hits(),
            "query": {"bool": {"must": [scored], "filter": filters, "must_not": unwanted}},
            "sort": list(order_of(Sort.RELEVANCE, self.criteria.language)),
            "size": RELATED,
            "track_total_hits": False,
        }


def bare_hits() -> Query:
    """Sort values are enough."""
    return {"stored_fields": "_none_", "timeout": patience()}


def patience() -> str:
    return f"{settings.ELASTICSEARCH_TIMEOUT * PATIENCE * 1000:.0f}ms"


def _with_ids(ids: Sequence[int]) -> Query:
    return {"terms": {"id": list(ids)}}


def _that_run(
    stages: Sequence[Stage], probes: Sequence[Sequence[int]]
) -> tuple[str, tuple[Stage, ...]]:
    """The name of the last stage that runs, and the stages that find something."""
    name, useful, found = "", [], set[int]()
    for stage, ids in zip(stages, probes, strict=True):
        if not stage.joins_in(len(found)):
            continue
        name = stage.name
        if ids:
            useful.append(stage)
            found.update(ids)
    return name, tuple(useful)


def _merged(
    stages: Sequence[Stage], lists: Sequence[Sequence[Mapping[str, Any]]]
) -> tuple[int, ...]:
    """Stage after stage until RELATED are found, then what can be had first."""
    available: dict[int, bool] = {}
    for stage, hits in zip(stages, lists, strict=True):
        if len(available) >= RELATED or (stage.is_last_resort and available):
            break
        for hit in hits:
            available.setdefault(int(hit["sort"][-1]), bool(hit["sort"][0]))
    ordered = sorted(available, key=lambda product_id: not available[product_id])
    return tuple(ordered[:RELATED])
