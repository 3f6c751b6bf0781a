"""One search of the embedded engine: the plan's hits, the reader's choices, one page of ids."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial, reduce
from operator import or_

from django.conf import settings

from search.backends.base import SearchResult
from search.backends.bitmaps import Bits, FacetTable
from search.backends.fts5_counts import Counts, count
from search.backends.fts5_filters import Condition, Filters, order_by
from search.backends.fts5_match import Hit, Matcher, Scores, run_stages
from search.criteria import SearchCriteria, Sort
from search.plan import FEW, RELATED, Limits, Plan, Stage

PINNED = -1  # tier of goods that staff put first


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the index, as all parts of a search see it."""

    connection: sqlite3.Connection
    table: FacetTable
    codes: Mapping[tuple[str, str], int]
    values: Mapping[str, Sequence[str]]


class Search:
    """Built for one request."""

    def __init__(
        self,
        snapshot: Snapshot,
        matcher: Matcher,
        criteria: SearchCriteria,
        plan: Plan,
        today: date,
    ) -> None:
        self.snapshot = snapshot
        self.matcher = matcher
        self.criteria = criteria
        self.plan = plan
        self.today = today
        self.hidden = self._hidden()
        self.allowed = self._allowed(plan.limits)
        self.filters = Filters(criteria, today, dict(snapshot.codes))

    def result(self, engine: str) -> SearchResult:
        hits, stage = self._hits()
        within = self.allowed if hits is None else self._bits(hits)
        counts = count(self.snapshot.table, self.criteria, self.snapshot.values, within)
        ids = self._page(hits, counts)
        related = self._related(hits or {}, counts)
        return SearchResult(
            ids,
            counts.total,
            counts.facets,
            engine,
            partial=bool(counts.total) and self._is_partial(hits or {}),
            dropped=counts.dropped,
            related=related,
            stage=stage,
            prices=counts.prices,
        )

    def _allowed(self, limits: Limits) -> Bits:
        """Within the page's subject and what the query itself limits; without hidden goods."""
        table = self.snapshot.table
        allowed = limited(table, limits)
        for facet, value in self.criteria.within:
            allowed &= table.bits(facet, [value])
        return allowed.without(table.with_ids(self.hidden)) if self.hidden else allowed

    def _hidden(self) -> frozenset[int]:
        """What staff hid for these words, and what the query does not want."""
        excluded = map(self.matcher.excluded, self.plan.excluded)
        ids = self.plan.hidden.union(*excluded)
        return frozenset(pk for pk in ids if pk in self.snapshot.table.positions)

    def _hits(self) -> tuple[dict[int, Hit] | None, str]:
        """None when the plan asks for no words: everything that is allowed."""
        if not self.plan.stages:
            if not self.plan.pinned:
                return None, ""
            hits = dict.fromkeys(self.snapshot.table.ids(self.allowed), Hit(0, 0.0))
            return {**hits, **self._pinned()}, ""
        hits, stage = run_stages(self.plan.stages, partial(self._run, self.allowed))
        return {**hits, **self._pinned()}, stage

    def _is_partial(self, hits: Mapping[int, Hit]) -> bool:
        """Every stage that found something does without some of the words."""
        useful = {hit.tier for hit in hits.values()} - {PINNED}
        stages = [stage for tier, stage in enumerate(self.plan.stages) if tier in useful]
        return bool(stages) and all(stage.is_partial for stage in stages)

    def _run(self, within: Bits, stage: Stage, but: Iterable[int]) -> Scores:
        scores = self.matcher.run(stage, but)
        allowed = within.contains(self.snapshot.table.positions)
        return {pk: score for pk, score in scores.items() if allowed(pk)}

    def _pinned(self) -> dict[int, Hit]:
        allowed = self.allowed.contains(self.snapshot.table.positions)
        return {
            pk: Hit(PINNED, float(-place))
            for place, pk in enumerate(self.plan.pinned)
            if allowed(pk)
        }

    def _bits(self, hits: Iterable[int]) -> Bits:
        return self.snapshot.table.with_ids(hits)

    def _page(self, hits: Mapping[int, Hit] | None, counts: Counts) -> list[int]:
        size = settings.SEARCH_PAGE_SIZE
        start = (self.criteria.page - 1) * size
        if hits is not None:
            found = counts.found.contains(self.snapshot.table.positions)
            self._keep((pk, hit) for pk, hit in hits.items() if found(pk))
            return self._ordered("temp.hit h JOIN product p ON p.id = h.id", "1", [], size, start)
        conditions = [*self._limits(), *self.filters.all]
        where = " AND ".join(condition.sql for condition in conditions) or "1"
        values = [value for condition in conditions for value in condition.parameters]
        return self._ordered("product p", where, values, size, start)

    def _keep(self, hits: Iterable[tuple[int, Hit]]) -> None:
        connection = self.snapshot.connection
        connection.execute(
            "CREATE TEMP TABLE IF NOT EXISTS hit (id INTEGER PRIMARY KEY, tier INTEGER, score REAL)"
        )
        connection.execute("DELETE FROM hit")
        rows = ((pk, hit.tier, hit.score) for pk, hit in hits)
        connection.executemany("INSERT INTO hit VALUES (?, ?, ?)", rows)

    def _ordered(
        self, source: str, where: str, values: list[object], size: int, start: int
    ) -> list[int]:
        boosts = self.filters.boosts(self.plan.boosts)
        order = order_by(
            self.criteria, self.filters.today, boosts.sql, has_words=source != "product p"
        )
        sql = f"SELECT p.id FROM {source} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608
        parameters = [*values, *(boosts.parameters if boosts.sql in order else ()), size, start]
        return [row[0] for row in self.snapshot.connection.execute(sql, parameters)]

    def _limits(self) -> list[Condition]:
        """The same as `_allowed`, for goods that are read from the table itself."""
        conditions = self.filters.limits(self.plan.limits)
        if self.hidden:
            hidden = ", ".join(str(int(pk)) for pk in sorted(self.hidden))
            conditions.append(Condition(f"p.id NOT IN ({hidden})", ()))
        return conditions

    def _related(self, hits: Mapping[int, Hit], counts: Counts) -> list[int]:
        wanted = self.criteria.page == 1 and self.criteria.sort is Sort.RELEVANCE
        if not self.plan.related or not wanted or counts.total >= FEW:
            return []
        chosen = counts.chosen.contains(self.snapshot.table.positions)
        within = self._allowed(self.plan.related_limits)

        def run(stage: Stage, but: Iterable[int]) -> Scores:
            scores = self._run(within, stage, [*but, *hits])
            return {pk: score for pk, score in scores.items() if chosen(pk)}

        found, _name = run_stages(self.plan.related, run, RELATED)
        self._keep(found.items())
        return self._ordered("temp.hit h JOIN product p ON p.id = h.id", "1", [], RELATED, 0)


def limited(table: FacetTable, limits: Limits) -> Bits:
    """Documents that meet what the query says about stars and prices."""
    allowed = Bits.all(table.size)
    if limits.stars:
        values = [str(number) for number in limits.stars]
        either = map(partial(table.bits, values=values), ("stars", "reported"))
        allowed &= reduce(or_, either)
    if limits.price_min is not None or limits.price_max is not None:
        allowed &= table.priced(limits.price_min, limits.price_max)
    return allowed
