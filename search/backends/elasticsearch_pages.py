"""The order of a list, and pages of it at any depth.

Elasticsearch hands out the first WINDOW hits by number. Beyond them a page is reached by
`search_after`: in hops of WINDOW hits, each continuing after the last, from whichever end of the
list is nearer. Where the hops ended is remembered for a minute, so that the next page is one hop.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.core.cache import cache

from search.backends.elasticsearch_queries import Query
from search.criteria import Sort

WINDOW = 10_000  # hits, Elasticsearch's default index.max_result_window
REMEMBERED = 60  # seconds

Order = Sequence[Mapping[str, Mapping[str, str]]]
Ask = Callable[[Query], Sequence[Mapping[str, Any]]]


def order_of(sort: Sort, language: str) -> Order:
    """Out of stock last, then as asked, then by id: the same goods always come alike."""
    name = "sort_en" if language == "en" else "sort_vi"
    newest = _by("created", "desc")
    chosen = {
        Sort.RELEVANCE: [_by("_score", "desc"), newest],
        Sort.NEWEST: [newest],
        Sort.PRICE: [_by("price", "asc", missing="_last")],
        Sort.PRICE_DESCENDING: [_by("price", "desc", missing="_last")],
        Sort.NAME: [_by(name, "asc")],
    }[sort]
    return [_by("is_available", "desc"), *chosen, _by("id", "desc")]


def _by(field: str, order: str, **more: str) -> Mapping[str, Mapping[str, str]]:
    return {field: {"order": order, **more}}


def reversed_order(order: Order) -> Order:
    flipped = {"asc": "desc", "desc": "asc", "_last": "_first"}
    return [
        {field: {name: flipped[value] for name, value in how.items()} for field, how in by.items()}
        for by in order
    ]


@dataclass(frozen=True, slots=True)
class DeepPage:
    """Hits `start` to `start + size` of `total`, where `from` no longer reaches."""

    query: Query  # with its post_filter
    order: Order
    total: int

    def ids(self, ask: Ask, start: int, size: int) -> list[int]:
        end = min(start + size, self.total)
        if end <= start:
            return []
        if start <= self.total - end:
            return ids_of(self._after(ask, self.order, start, end - start))
        from_end = self._after(ask, reversed_order(self.order), self.total - end, end - start)
        return ids_of(from_end)[::-1]

    def _after(self, ask: Ask, order: Order, start: int, size: int) -> Sequence[Mapping[str, Any]]:
        place, after = self._nearest(order, start)
        while place < start:
            step = min(WINDOW, start - place)
            hits = ask(self._body(order, step, after))
            if len(hits) < step:
                return []  # goods left the list since they were counted
            place, after = place + step, hits[-1]["sort"]
            cache.set(self._key(order, place), after, REMEMBERED)
        return ask(self._body(order, size, after))

    def _nearest(self, order: Order, start: int) -> tuple[int, list[Any] | None]:
        """The last remembered place at or before `start`: hops of WINDOW, then the rest."""
        places = [start, *range(start // WINDOW * WINDOW, 0, -WINDOW)]
        found = cache.get_many([self._key(order, place) for place in places])
        for place in places:
            if (after := found.get(self._key(order, place))) is not None:
                return place, after
        return 0, None

    def _key(self, order: Order, place: int) -> str:
        text = json.dumps([self.query, order], sort_keys=True)
        return f"search-place-{place}-{blake2b(text.encode(), digest_size=16).hexdigest()}"

    def _body(self, order: Order, size: int, after: list[Any] | None) -> Query:
        more = {"search_after": after} if after is not None else {}
        body = {"size": size, "sort": list(order), "track_total_hits": False}
        return {**self.query, **body, **more, "stored_fields": "_none_"}


def ids_of(hits: Sequence[Mapping[str, Any]]) -> list[int]:
    """From the last sort value, which is the id in every order but that of the index itself."""
    return [int(hit["fields"]["id"][0] if "fields" in hit else hit["sort"][-1]) for hit in hits]
