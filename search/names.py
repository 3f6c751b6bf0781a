"""Names that a query may be the beginning of, kept in memory and read anew every five minutes."""

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from catalogue.models import Category
from languages.localized import Localized, localized
from languages.text import fold
from places.models import Village
from producers.models import Partner
from search.models import SearchLog

KINDS = ("query", "category", "village", "producer")
MADE_BY_NOBODY = (Partner.Form.UNNAMED, Partner.Form.SHOP)
LIFETIME = 300  # seconds
POPULAR_DAYS = 30
MOST_POPULAR = 1_000
GOODS = Count("products", filter=Q(products__is_public=True, products__parent=None))


@dataclass(frozen=True, slots=True)
class Name:
    """`folded` begins with a space, so that a word's start is a space and the letters."""

    kind: str
    text: str
    url: str
    folded: str
    is_vietnamese: bool = False
    weight: int = 0  # times searched, goods of a village or maker


def names_beginning(q: str, language: str, limit: int) -> dict[str, list[Name]]:
    """Up to `limit` names of each kind in which some word, and all after it, begin like `q`.

    Typed without marks everything is found; with marks, names that have them come first.
    """
    wanted, written = f" {fold(q)}", f" {q.casefold()}"
    found: dict[str, list[Name]] = {kind: [] for kind in KINDS}
    if wanted == " ":
        return found
    for name in _names(language, int(time.time() // LIFETIME)):
        if wanted in name.folded:
            found[name.kind].append(name)

    def nearness(name: Name) -> tuple[bool, bool, int, int, str]:
        has_marks_typed = written in f" {name.text.casefold()}"
        begins = name.folded.startswith(wanted)
        return not has_marks_typed, not begins, -name.weight, len(name.text), name.text

    return {kind: sorted(names, key=nearness)[:limit] for kind, names in found.items()}


def forget_names() -> None:
    """For tests: a change is otherwise seen within a minute."""
    _names.cache_clear()


@lru_cache(maxsize=4)
def _names(language: str, _turn: int) -> Sequence[Name]:
    with override(language):
        return (*popular_queries(language), *_categories(), *_villages(), *_makers())


def _categories() -> Iterable[Name]:
    rows = Category.objects.filter(is_public=True, ancestors_are_public=True)
    return (_name("category", row) for row in rows.only("slug", "name", "name_en"))


def _villages() -> Iterable[Name]:
    rows = Village.objects.only("slug", "name", "name_en").annotate(goods=GOODS)
    return (_name("village", row, weight=row.goods) for row in rows)


def _makers() -> Iterable[Name]:
    rows = Partner.objects.exclude(form__in=MADE_BY_NOBODY).annotate(goods=GOODS)
    named = rows.filter(goods__gt=0).only("slug", "name", "name_en")
    return (_name("producer", row, weight=row.goods) for row in named)


def _name(kind: str, record: Village | Partner | Category, weight: int = 0) -> Name:
    shown: Localized = localized(record, "name")
    both = f"{record.name} {record.name_en}"
    url = record.get_absolute_url()
    return Name(kind, shown.text, url, f" {fold(both)}", shown.is_fallback, weight)


def popular_queries(language: str) -> Iterable[Name]:
    """What many searched and found, in either language, the page's own first.

    Spellings that differ in marks alone are one query, shown in the spelling with most marks.
    """
    after: Mapping[str, int] = settings.SEARCH_POPULAR_AFTER
    since = timezone.now() - timedelta(days=POPULAR_DAYS)
    rows = (
        SearchLog.objects.filter(created__gte=since, total__gt=0, filters={})
        .values("query", "language")
        .annotate(searches=Count("pk"), days=Count(TruncDate("created"), distinct=True))
        .filter(searches__gte=after["searches"], days__gte=after["days"])
        .order_by("-searches", "query")[:MOST_POPULAR]
    )
    spellings: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        spellings[fold(row["query"])].append(row)
    address = reverse("search:search")
    for folded, group in spellings.items():
        best = max(group, key=lambda row: _marks(row["query"]))
        times = sum(row["searches"] * (2 if row["language"] == language else 1) for row in group)
        url = f"{address}?{urlencode({'q': best['query']})}"
        yield Name("query", best["query"], url, f" {folded}", weight=times)


def _marks(text: str) -> int:
    return sum(not char.isascii() for char in text)
