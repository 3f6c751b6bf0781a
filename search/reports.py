"""What searches of a period tell: asked most, found nothing, found but not opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Avg, Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from search.models import SearchClick, SearchLog

PERIODS = (7, 30, 90)  # days
SHOWN = 50  # queries in a table
ENOUGH_SEARCHES = 5  # of a query, before that nobody opened anything means something


@dataclass(frozen=True, slots=True)
class Summary:
    searches: int
    zero: int
    opened: int

    @property
    def zero_percent(self) -> int:
        return percent(self.zero, self.searches)

    @property
    def opened_percent(self) -> int:
        return percent(self.opened, self.searches)


@dataclass(frozen=True, slots=True)
class QueryRow:
    query: str
    searches: int
    found: int  # goods, on the average
    opened_percent: int  # of the searches from which something was opened
    position: float | None  # of what was opened, on the average


@dataclass(frozen=True, slots=True)
class ZeroRow:
    query: str
    language: str
    searches: int
    related: int  # goods shown apart, at most
    last: datetime


def percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def searches_of(days: int, language: str) -> QuerySet[SearchLog]:
    """Those of the last days, in one language or, for "", in both."""
    found = SearchLog.objects.filter(created__gte=timezone.now() - timedelta(days=days))
    return found.filter(language=language) if language else found


def summary_of(searches: QuerySet[SearchLog]) -> Summary:
    clicks = SearchClick.objects.filter(search=OuterRef("pk"))
    counts = searches.annotate(is_opened=Exists(clicks)).aggregate(
        searches=Count("pk"),
        zero=Count("pk", filter=Q(total=0)),
        opened=Count("pk", filter=Q(is_opened=True)),
    )
    return Summary(**counts)


def top_queries(searches: QuerySet[SearchLog]) -> list[QueryRow]:
    return _rows(searches, "-searches", "query")


def unopened_queries(searches: QuerySet[SearchLog]) -> list[QueryRow]:
    """Asked often and answered, and nothing looked worth a click."""
    rows = _rows(searches.filter(total__gt=0), "opened", "-searches", "query")
    return [row for row in rows if row.searches >= ENOUGH_SEARCHES and row.opened_percent < 10]


def zero_queries(searches: QuerySet[SearchLog]) -> list[ZeroRow]:
    """Words that found nothing by themselves; with a filter the filter may be to blame."""
    rows = (
        searches.filter(total=0, filters={})
        .order_by()
        .values("query", "language")
        .annotate(searches=Count("pk"), last=Max("created"), shown=Max("related"))
        .order_by("-searches", "-last")[:SHOWN]
    )
    return [ZeroRow(r["query"], r["language"], r["searches"], r["shown"], r["last"]) for r in rows]


def _rows(searches: QuerySet[SearchLog], *order: str) -> list[QueryRow]:
    clicks = SearchClick.objects.filter(search=OuterRef("pk"))
    rows = list(
        searches.annotate(is_opened=Exists(clicks))
        .order_by()
        .values("query")
        .annotate(
            searches=Count("pk"),
            found=Avg("total"),
            opened=Count("pk", filter=Q(is_opened=True)),
        )
        .order_by(*order)[:SHOWN]
    )
    positions = _positions(searches, [row["query"] for row in rows])
    return [
        QueryRow(
            query=row["query"],
            searches=row["searches"],
            found=round(row["found"]),
            opened_percent=percent(row["opened"], row["searches"]),
            position=positions.get(row["query"]),
        )
        for row in rows
    ]


def _positions(searches: QuerySet[SearchLog], queries: Sequence[str]) -> dict[str, float]:
    shown = searches.filter(query__in=queries)
    rows = (
        SearchClick.objects.filter(search__in=shown.values("pk"))
        .order_by()
        .values("search__query")
        .annotate(mean=Avg("position"))
    )
    return {row["search__query"]: round(row["mean"], 1) for row in rows}
