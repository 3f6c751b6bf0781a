"""Filters, and disjunctive counts: OR inside a facet, AND across, each counted without itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from search.backends.base import FacetValue
from search.backends.elasticsearch_queries import EVERYTHING, Query, every, some
from search.backends.facet_values import in_order
from search.criteria import (
    BUDGETS,
    CHOICES,
    FACETS,
    FLAGS,
    PRICE_STEPS,
    REPORTED,
    STARS,
    SearchCriteria,
    budget_value,
)
from search.plan import Limits

DATED = ("stars", "reported")
TERMS = tuple(facet for facet in CHOICES if facet not in DATED)
# Values of one facet in an answer, most goods first; exact on any number of shards up to there.
# A page shows 30, and a chosen one always comes along.
MOST_VALUES = 200
KEPT = "kept"  # the group with every choice of the reader


def condition(facet: str, values: Iterable[str], today: date) -> Query:
    """Goods with any of the values."""
    if facet in FLAGS:
        return {"term": {facet: True}}
    if facet == "price":
        return some([_budget(value) for value in sorted(values)])
    if facet in DATED:
        return some([_dated(facet, value, today) for value in sorted(values)])
    return {"terms": {facet: sorted(values)}}


def _dated(facet: str, value: str, today: date) -> Query:
    if value == "candidate_five":
        return {"term": {"candidate_five": True}}
    running = {"range": {f"{facet}_until": {"gte": today.isoformat()}}}
    return every([{"term": {facet: int(value)}}, running])


def _budget(value: str) -> Query:
    """ "200000-500000", as budget_value writes it."""
    low, _dash, high = value.partition("-")
    return priced(int(low) if low else None, int(high) if high else None)


def priced(low: int | None, high: int | None) -> Query:
    """Both ends included; goods without a price have none."""
    bounds = {"gte": low, "lte": high}
    return {"range": {"price": {k: v for k, v in bounds.items() if v is not None}}}


def limited(limits: Limits, today: date) -> list[Query]:
    found = []
    if limits.stars:
        values = [str(number) for number in limits.stars]
        found.append(some([condition(facet, values, today) for facet in DATED]))
    if limits.price_min is not None or limits.price_max is not None:
        found.append(priced(limits.price_min, limits.price_max))
    return found


@dataclass(frozen=True, slots=True)
class Choices:
    """The reader's own filters, by facet."""

    criteria: SearchCriteria
    today: date

    def without(self, facet: str = "") -> list[Query]:
        return [self._query(active) for active in self.criteria.active_facets if active != facet]

    def _query(self, facet: str) -> Query:
        if facet == "price":
            return priced(self.criteria.price_min, self.criteria.price_max)
        return condition(facet, self.criteria.selected(facet), self.today)

    def aggregations(self) -> dict[str, Query]:
        """KEPT counts the facets without a choice; each of the others has a group of its own."""
        active = self.criteria.active_facets
        groups = {KEPT: [facet for facet in FACETS if facet not in active]}
        groups |= {facet: [facet] for facet in active}
        return {
            name: {"filter": every(self.without(name)), "aggs": self._counts(facets)}
            for name, facets in groups.items()
        }

    def _counts(self, facets: Iterable[str]) -> dict[str, Query]:
        found: dict[str, Query] = {}
        for facet in facets:
            chosen = sorted(self.criteria.selected(facet))
            if facet in TERMS:
                found[facet] = {"terms": {"field": facet, "size": MOST_VALUES}}
                if chosen:
                    values = {value: {"term": {facet: value}} for value in chosen}
                    found["chosen"] = {"filters": {"filters": values}}
            elif facet == "price":
                found |= self._price_counts()
            else:
                values = self._fixed_values(facet)
                found[facet] = {"filters": {"filters": values}}
        return found

    def _fixed_values(self, facet: str) -> dict[str, Query]:
        if facet in FLAGS:
            return {"1": condition(facet, (), self.today)}
        values = STARS if facet == "stars" else REPORTED
        return {value: _dated(facet, value, self.today) for value in values}

    def _price_counts(self) -> dict[str, Query]:
        own = (self.criteria.price_min, self.criteria.price_max)
        ranges = [*BUDGETS, *([] if own in BUDGETS or own == (None, None) else [own])]
        bars = zip((None, *PRICE_STEPS), (*PRICE_STEPS, None), strict=True)
        # a bar's lower end belongs to the bar before it
        steps = [(None if low is None else low + 1, high) for low, high in bars]
        return {"price": _ranges(ranges), "prices": _ranges(steps)}


def _ranges(bounds: Iterable[tuple[int | None, int | None]]) -> Query:
    """Elasticsearch leaves the upper end out; dong are whole."""
    ranges = []
    for low, high in bounds:
        ends = {"from": low, "to": None if high is None else high + 1}
        known = {end: value for end, value in ends.items() if value is not None}
        ranges.append({"key": budget_value(low, high), **known})
    return {"range": {"field": "price", "ranges": ranges, "keyed": True}}


@dataclass(frozen=True, slots=True)
class Counts:
    facets: Mapping[str, Sequence[FacetValue]]
    dropped: Mapping[str, int]
    prices: Sequence[int]


def read_counts(
    found: Mapping[str, Any], criteria: SearchCriteria, known: Mapping[str, Iterable[str]]
) -> Counts:
    """`known` are all values of the index, for those that nothing here has."""
    active = criteria.active_facets
    groups = {facet: found[facet if facet in active else KEPT] for facet in FACETS}
    bars = groups["price"]["prices"]["buckets"]
    return Counts(
        {facet: _values(facet, groups[facet], criteria, known) for facet in FACETS},
        {facet: groups[facet]["doc_count"] for facet in active},
        [bars[key]["doc_count"] for key in _bar_keys()],
    )


def _bar_keys() -> list[str]:
    bars = zip((None, *PRICE_STEPS), (*PRICE_STEPS, None), strict=True)
    return [budget_value(None if low is None else low + 1, high) for low, high in bars]


def _values(
    facet: str,
    group: Mapping[str, Any],
    criteria: SearchCriteria,
    known: Mapping[str, Iterable[str]],
) -> list[FacetValue]:
    chosen = criteria.selected(facet)
    if facet in TERMS:
        counted = group[facet]
        tally = {bucket["key"]: bucket["doc_count"] for bucket in counted["buckets"]}
        buckets = group["chosen"]["buckets"] if chosen else {}
        tally |= {value: bucket["doc_count"] for value, bucket in buckets.items()}
        # beyond MOST_VALUES a missing value is rare, not unknown: it has no count to show
        idle = () if counted["sum_other_doc_count"] else known.get(facet, ())
        values = in_order(facet, tally, chosen, {*tally, *idle})
    else:
        buckets = group[facet]["buckets"]
        tally = {value: bucket["doc_count"] for value, bucket in buckets.items()}
        values = in_order(facet, tally, chosen, tally)
    return [FacetValue(value, tally.get(value, 0), value in chosen) for value in values]


def known_values() -> dict[str, Query]:
    return {facet: {"terms": {"field": facet, "size": MOST_VALUES}} for facet in TERMS}


def read_known(found: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {facet: tuple(bucket["key"] for bucket in found[facet]["buckets"]) for facet in TERMS}


def starred(query: Query, today: date, *, unit: float, mode: str) -> Query:
    """Scores with the stars that hold today, each worth `unit`, 0 where there are none; `mode` says
    what becomes of the query's own score ("sum", "replace")."""
    functions: list[Query] = [
        {
            "filter": {"range": {f"{facet}_until": {"gte": today.isoformat()}}},
            "field_value_factor": {"field": facet, "factor": unit, "missing": 0},
        }
        for facet in DATED
    ]
    none: Query = {"filter": EVERYTHING, "weight": 0}
    parts = {"query": query, "functions": [*functions, none]}
    return {"function_score": {**parts, "score_mode": "max", "boost_mode": mode}}
