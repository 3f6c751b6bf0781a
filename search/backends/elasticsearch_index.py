"""The index behind its alias: written, replaced whole, and read from end to end.

`<prefix>-products` is the alias that readers use, `<prefix>-products-next` that of an index being
filled. Every write goes to both. A rebuild writes version 1 and everyone else version 2, and a
lower version never replaces a higher one, also not a deletion: so whatever is written while a
rebuild runs wins over what the rebuild had read before, with no lock and no clock.
"""

import re
import secrets
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from typing import Any, NamedTuple

from django.utils import timezone

from search.backends.base import Late, nothing_late
from search.backends.elasticsearch_client import Cluster, whole
from search.backends.elasticsearch_documents import index_settings, mapping, source_of
from search.documents import BATCH, ProductDocument
from search.exceptions import BackendUnavailable, IndexMissing

WRITE_TIMEOUT = 30.0  # seconds, of one batch
SENDERS = 2  # batches under way at once; Python prepares the next meanwhile
REBUILT, CHANGED = 1, 2  # versions
TOMBSTONES = "1h"  # deletions are remembered that long while an index is filled
ATTEMPTS = 4  # to hand over a batch to a busy cluster
PAUSE = 0.5  # seconds before the second attempt, then twice as long each time
SCANNED = 10_000  # hits read at once

Operations = list[Mapping[str, Any]]
Changes = Sequence[tuple[int, Mapping[str, Any] | None]]  # ids and what to keep of them: None, out


class Target(NamedTuple):
    """Documents go through the alias, so that none makes an index where it is gone.

    Deletions name the index: one with a version makes an index even where an alias is required.
    """

    alias: str
    name: str


class Index:
    def __init__(self, cluster: Cluster, alias: str) -> None:
        self.cluster = cluster
        self.alias = alias
        self.next = f"{self.alias}-next"
        self._own = re.compile(rf"{re.escape(self.alias)}-\d{{14}}-[0-9a-f]{{6}}")

    def upsert(self, documents: Iterable[ProductDocument]) -> None:
        rest = iter(documents)
        while batch := list(islice(rest, BATCH)):
            self._change(_upserts(batch))

    def delete(self, ids: Iterable[int]) -> None:
        rest = iter(ids)
        while batch := list(islice(rest, BATCH)):
            self._change(_deletions(batch))

    def _change(self, changes: Changes) -> None:
        with self.cluster.asking(WRITE_TIMEOUT) as client:
            # an index that is not there yet will be filled from what is in the database now
            names = f"{self.next},{self.alias}"
            found = client.options(ignore_status=404).indices.get_alias(name=names).body
        targets = [
            Target(alias, index)
            for alias in (self.next, self.alias)
            for index, of_index in found.items()
            if index not in ("error", "status") and alias in of_index["aliases"]
        ]
        self._write(targets, changes)
        if self.alias not in (target.alias for target in targets):
            raise IndexMissing(f"there is no index {self.alias}")

    def _write(self, targets: Sequence[Target], changes: Changes) -> None:
        operations = [
            part
            for target in targets
            for product_id, source in changes
            for part in _operation(target, product_id, source, CHANGED)
        ]
        if operations:
            with self.cluster.asking(WRITE_TIMEOUT) as client:
                answer = client.bulk(operations=operations, refresh=True, require_alias=True)
                _refuse_failures(answer["items"])

    def rebuild(self, documents: Iterable[ProductDocument], late: Late = nothing_late) -> int:
        """Two at once: the later one takes over, the earlier ends with an error."""
        self._remove_left_over()
        index = self._create()
        try:
            with _Filling(self.cluster, Target(_filling(index), index)) as filling:
                filling.take(documents)
            for correction in late():
                changes = [*_upserts(correction.documents), *_deletions(correction.gone)]
                self._write([Target(_filling(index), index)], changes)
            self._check(index, filling.written)
            self._publish(index)
        except BaseException:
            with suppress(BackendUnavailable):
                self._remove(index)
            raise
        return filling.written

    def _remove_left_over(self) -> None:
        """Indices of killed rebuilds, and of one that is overtaken."""
        with self.cluster.asking(WRITE_TIMEOUT) as client:
            found = client.indices.get_alias(index=f"{self.alias}-*").body
        for index, of_index in found.items():
            if self._own.fullmatch(index) and self.alias not in of_index["aliases"]:
                with suppress(IndexMissing):  # published meanwhile
                    if _filling(index) in of_index["aliases"]:
                        self._stop_filling(index)
                    self._remove(index)

    def _stop_filling(self, index: str) -> None:
        """Its rebuild can neither write nor publish any more. IndexMissing: it has published."""
        alias = {"index": index, "alias": _filling(index), "must_exist": True}
        with self.cluster.asking(WRITE_TIMEOUT) as client:
            client.indices.update_aliases(actions=[{"remove": alias}])

    def _remove(self, index: str) -> None:
        with self.cluster.asking(WRITE_TIMEOUT) as client:
            client.indices.delete(index=index)

    def drop(self) -> None:
        """With everything in it, and whatever a rebuild left behind."""
        with self.cluster.asking(WRITE_TIMEOUT) as client:
            found = client.indices.get_alias(index=f"{self.alias}-*").body
        for index in filter(self._own.fullmatch, found):
            self._remove(index)

    def _create(self) -> str:
        index = f"{self.alias}-{timezone.now():%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
        filling = {"number_of_replicas": 0, "refresh_interval": "-1", "gc_deletes": TOMBSTONES}
        with self.cluster.asking(WRITE_TIMEOUT) as client:
            client.indices.create(
                index=index,
                mappings=mapping(),
                settings={**index_settings(), **filling, "translog.durability": "async"},
                # a write index: Elasticsearch refuses a second one of the same alias
                aliases={self.next: {"is_write_index": True}, _filling(index): {}},
            )
        return index

    def _check(self, index: str, written: int) -> None:
        """As many documents as were handed in, give or take what others wrote meanwhile."""
        with self.cluster.asking(WRITE_TIMEOUT) as client:
            client.indices.refresh(index=index)
            found = int(whole(client.count(index=index).body)["count"])
            stats = client.indices.stats(index=index, metric="indexing")["_all"]["primaries"]
        others, gone = stats["indexing"]["index_total"] - written, stats["indexing"]["delete_total"]
        if not written - gone <= found <= written + max(others, 0):
            raise BackendUnavailable(f"{index} has {found} documents, not {written}")

    def _publish(self, index: str) -> None:
        replicas = index_settings()["number_of_replicas"]
        defaults = dict.fromkeys(("refresh_interval", "gc_deletes", "translog.durability"))
        moves: list[Mapping[str, Any]] = [
            {"add": {"index": index, "alias": self.alias, "is_write_index": True}},
            {"remove": {"index": index, "alias": self.next}},
            {"remove": {"index": index, "alias": _filling(index), "must_exist": True}},
        ]
        with self.cluster.asking(WRITE_TIMEOUT) as client:
            client.indices.put_settings(
                index=index, settings={**defaults, "number_of_replicas": replicas}
            )
            old: list[str] = []
            if client.indices.exists_alias(name=self.alias):
                old = [str(name) for name in client.indices.get_alias(name=self.alias).body]
            moves += [{"remove": {"index": name, "alias": self.alias}} for name in old]
            client.indices.update_aliases(actions=moves)
        for name in old:
            self._remove(name)

    def scan(self, *fields: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
        """Id and doc values of every document."""
        after: list[Any] | None = None
        while True:
            with self.cluster.asking(WRITE_TIMEOUT) as client:
                answer = client.search(
                    index=self.alias,
                    size=SCANNED,
                    sort=["id"],
                    stored_fields="_none_",
                    docvalue_fields=[{"field": name} for name in fields],
                    search_after=after,
                    track_total_hits=False,
                )
                hits = whole(answer.body)["hits"]["hits"]
            for hit in hits:
                values = hit.get("fields", {})
                yield int(hit["sort"][0]), {name: found[0] for name, found in values.items()}
            if len(hits) < SCANNED:
                return
            after = hits[-1]["sort"]


class _Filling:
    """Hands batches over by SENDERS threads; at most SENDERS + 1 of them are in memory."""

    def __init__(self, cluster: Cluster, target: Target) -> None:
        self._cluster, self._target = cluster, target
        self._pool = ThreadPoolExecutor(SENDERS, thread_name_prefix="search-rebuild")
        self._room = threading.BoundedSemaphore(SENDERS)
        self._sent: list[Future[None]] = []
        self.written = 0

    def __enter__(self) -> "_Filling":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=kind is not None)
        if kind is None:
            self._raise_failures()

    def take(self, documents: Iterable[ProductDocument]) -> None:
        """The database is read in this thread alone."""
        rest = iter(documents)
        while batch := list(islice(rest, BATCH)):
            operations: Operations = []
            for document in batch:
                operations += _operation(self._target, document.id, source_of(document), REBUILT)
            self._room.acquire()
            self._raise_failures()
            self._sent.append(self._pool.submit(self._send, operations))
            self.written += len(batch)

    def _raise_failures(self) -> None:
        for future in [future for future in self._sent if future.done()]:
            self._sent.remove(future)
            future.result()

    def _send(self, operations: Operations) -> None:
        try:
            for attempt in range(ATTEMPTS):
                with self._cluster.asking(WRITE_TIMEOUT) as client:
                    answer = client.bulk(operations=operations, require_alias=True)
                busy = any(_outcome(item)["status"] == 429 for item in answer["items"])
                if not busy or attempt == ATTEMPTS - 1:
                    break
                time.sleep(PAUSE * 2**attempt)
            # a conflict is a newer write that came first
            _refuse_failures(answer["items"], but=(409,))
        finally:
            self._room.release()


def _upserts(documents: Iterable[ProductDocument]) -> Changes:
    return [(document.id, source_of(document)) for document in documents]


def _deletions(ids: Iterable[int]) -> Changes:
    return [(product_id, None) for product_id in ids]


def _operation(
    target: Target, product_id: int, source: Mapping[str, Any] | None, version: int
) -> Operations:
    about = {"_id": str(product_id), "version": version, "version_type": "external_gte"}
    if source is None:
        return [{"delete": {"_index": target.name, **about}}]
    return [{"index": {"_index": target.alias, **about}}, source]


def _outcome(item: Mapping[str, Any]) -> Mapping[str, Any]:
    outcome: Mapping[str, Any] = next(iter(item.values()))
    return outcome


def _refuse_failures(items: Iterable[Mapping[str, Any]], but: Sequence[int] = ()) -> None:
    failed = [
        outcome
        for outcome in map(_outcome, items)
        if "error" in outcome and outcome["status"] not in but
    ]
    if not failed:
        return
    error = failed[0]["error"]
    said = f"{len(failed)} not written, the first ({failed[0]['_id']}): {error['type']}"
    if all(outcome["error"]["type"] == "index_not_found_exception" for outcome in failed):
        raise IndexMissing(f"there is no such index: {said}")
    raise BackendUnavailable(f"{said}: {error['reason']}")


def _filling(index: str) -> str:
    """The alias of an index that its rebuild alone writes to; it is gone when the index is."""
    return f"{index}-filling"
