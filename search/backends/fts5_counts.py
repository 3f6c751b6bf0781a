"""Disjunctive facet counts: OR inside a facet, AND across, each facet counted without itself."""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import and_

from search.backends.base import FacetValue
from search.backends.bitmaps import Bits, FacetTable, FacetTableBuilder
from search.backends.facet_values import in_order
from search.backends.fts5_filters import COLUMNS, LISTS
from search.criteria import BUDGETS, FACETS, PRICE_STEPS, SearchCriteria, budget_value

PRICE_BAR = "price_bar"  # a facet of the histogram alone

_LOAD = f"""
SELECT id, price, stars * (stars_until >= :today), candidate_five,
    reported * (reported_until >= :today), giftable, in_stock,
    {", ".join([*COLUMNS.values(), *LISTS.values()])}
FROM product
"""  # noqa: S608  column names of ours


@dataclass(frozen=True, slots=True)
class Counts:
    """`found` meets everything; `chosen` only what the reader chose."""

    total: int
    facets: Mapping[str, Sequence[FacetValue]]
    dropped: Mapping[str, int]
    prices: Sequence[int]
    found: Bits
    chosen: Bits


def load_table(connection: sqlite3.Connection, today: int) -> FacetTable:
    """`today` is an ordinal day: stars beyond their term are not among the values."""
    names = dict(connection.execute("SELECT id, value FROM term"))
    builder = FacetTableBuilder()
    for product_id, price, *row in connection.execute(_LOAD, {"today": today}):
        prices = _price_values_of(price)
        builder.add(product_id, chain(_values_of(row, names), prices), price)
    return builder.build((*FACETS, PRICE_BAR))


def _price_values_of(price: int | None) -> Iterator[tuple[str, str]]:
    if price is None:
        return
    for low, high in BUDGETS:
        if (low or 0) <= price and (high is None or price <= high):
            yield "price", budget_value(low, high)
    yield PRICE_BAR, str(bisect_left(PRICE_STEPS, price))


def _values_of(row: list[object], names: Mapping[int, str]) -> Iterator[tuple[str, str]]:
    stars, candidate, reported, giftable, in_stock, *others = row
    if stars:
        yield "stars", str(stars)
    if candidate:
        yield "stars", "candidate_five"
    if reported:
        yield "reported", str(reported)
    if giftable:
        yield "giftable", "1"
    if in_stock:
        yield "in_stock", "1"
    for facet, codes in zip((*COLUMNS, *LISTS), others, strict=True):
        for code in str(codes).split(","):
            if code and code != "0":
                yield facet, names[int(code)]


def count(
    table: FacetTable,
    criteria: SearchCriteria,
    known: Mapping[str, Sequence[str]],
    start: Bits,
) -> Counts:
    """`start` are the documents that the plan finds within the page's subject."""
    everything = Bits.all(table.size)
    chosen = {facet: _chosen(table, criteria, facet) for facet in criteria.active_facets}
    found = reduce(and_, chosen.values(), start)
    facets: dict[str, Sequence[FacetValue]] = {}
    dropped: dict[str, int] = {}
    for facet in FACETS:
        others = found
        if facet in chosen:
            kept = (bits for other, bits in chosen.items() if other != facet)
            others = reduce(and_, kept, start)
            dropped[facet] = len(others)
        facets[facet] = _values(table, criteria, facet, known, others)
        if facet == "price":
            prices = _bars(table, others)
    every_choice = reduce(and_, chosen.values(), everything)
    return Counts(len(found), facets, dropped, prices, found, every_choice)


def _bars(table: FacetTable, others: Bits) -> list[int]:
    """The price histogram: how many documents lie above one step and not above the next."""
    postings = table.postings[PRICE_BAR]
    return [others.count(postings.get(str(bar), ())) for bar in range(len(PRICE_STEPS) + 1)]


def _chosen(table: FacetTable, criteria: SearchCriteria, facet: str) -> Bits:
    if facet == "price":
        return table.priced(criteria.price_min, criteria.price_max)
    return table.bits(facet, criteria.selected(facet))


def _values(
    table: FacetTable,
    criteria: SearchCriteria,
    facet: str,
    known: Mapping[str, Sequence[str]],
    others: Bits,
) -> list[FacetValue]:
    tally = {value: others.count(found) for value, found in table.postings[facet].items()}
    selected = criteria.selected(facet)
    if facet == "price" and selected - tally.keys():  # a range of the reader's own
        own = table.priced(criteria.price_min, criteria.price_max)
        tally |= {value: others.count(own) for value in selected}
    return [
        FacetValue(value, tally.get(value, 0), value in selected)
        for value in in_order(facet, tally, selected, known.get(facet, ()))
    ]
