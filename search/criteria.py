"""What a reader asked for: one frozen value, from an address to the backend and back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.budgets import BUDGETS as BUDGETS
from search.budgets import PRICE_STEPS as PRICE_STEPS
from search.budgets import budget_value as budget_value

STARS = ("5", "4", "3", "candidate_five")
REPORTED = ("5", "4", "3")
# OR inside one of these, AND across them; the order is that of the page and of the address
CHOICES = ("stars", "reported", "village", "craft", "group", "category", "producer", "occasion")
FLAGS = ("giftable", "in_stock")
FACETS = (*CHOICES, "price", *FLAGS)


class Sort(StrEnum):
    """Out of stock comes last in every order."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    PRICE = "price"
    PRICE_DESCENDING = "-price"
    NAME = "name"

    @property
    def label(self) -> Promise:
        return _SORT_LABELS[self]


_SORT_LABELS: dict[Sort, Promise] = {
    Sort.RELEVANCE: _("Best match"),
    Sort.NEWEST: _("Newest"),
    Sort.PRICE: _("Price, low to high"),
    Sort.PRICE_DESCENDING: _("Price, high to low"),
    Sort.NAME: _("Name, A to Z"),
}


@dataclass(frozen=True, slots=True)
class SearchCriteria:
    """Valid and canonical. `within` fixes a page's own subject and is never in an address."""

    q: str = ""
    stars: frozenset[str] = frozenset()
    reported: frozenset[str] = frozenset()
    village: frozenset[str] = frozenset()
    craft: frozenset[str] = frozenset()
    group: frozenset[str] = frozenset()
    category: frozenset[str] = frozenset()
    producer: frozenset[str] = frozenset()
    occasion: frozenset[str] = frozenset()
    giftable: bool = False
    in_stock: bool = False
    price_min: int | None = None  # whole dong
    price_max: int | None = None
    verbatim: bool = False  # the words as typed: no other spelling answers for them
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    language: str = "vi"
    within: tuple[tuple[str, str], ...] = ()

    def selected(self, facet: str) -> frozenset[str]:
        """The chosen values of a facet as they stand in FacetValue.value."""
        if facet == "price":
            chosen = budget_value(self.price_min, self.price_max)
            return frozenset() if chosen == "-" else frozenset({chosen})
        value = getattr(self, facet)
        if facet in FLAGS:
            return frozenset({"1"}) if value else frozenset()
        return frozenset(value)

    @property
    def active_facets(self) -> tuple[str, ...]:
        return tuple(facet for facet in FACETS if self.selected(facet))

    @property
    def is_plain(self) -> bool:
        """Neither words nor filters: the page's whole subject."""
        return not self.q and not self.active_facets

    def without(self, facet: str, value: str | None = None) -> "SearchCriteria":
        """The same on page 1 with a value of a facet, the whole facet, or the words "q" dropped."""
        if facet == "q":
            return replace(self, q="", verbatim=False, page=1)
        if facet == "price":
            return replace(self, price_min=None, price_max=None, page=1)
        if facet in FLAGS:
            return self.changed(page=1, **{facet: False})
        kept = frozenset() if value is None else self.selected(facet) - {value}
        return self.changed(page=1, **{facet: kept})

    def toggled(self, facet: str, value: str) -> "SearchCriteria":
        """The same on page 1 with one value of a facet switched."""
        if value in self.selected(facet):
            return self.without(facet, value)
        if facet == "price":
            low, _dash, high = value.partition("-")
            return self.changed(
                price_min=int(low) if low else None, price_max=int(high) if high else None, page=1
            )
        if facet in FLAGS:
            return self.changed(page=1, **{facet: True})
        return self.changed(page=1, **{facet: self.selected(facet) | {value}})

    def changed(self, **changes: Any) -> "SearchCriteria":
        return replace(self, **changes)

    def to_query(self, **changes: Any) -> str:
        """The canonical query string with its "?", or "" when nothing is asked.

        Equal criteria give equal strings; defaults are left out.
        """
        pairs = list(self.changed(**changes).pairs())
        return f"?{urlencode(pairs)}" if pairs else ""

    def pairs(self) -> Iterator[tuple[str, str]]:
        if self.q:
            yield "q", self.q
            if self.verbatim:
                yield "verbatim", "1"
        for facet in CHOICES:
            for value in sorted(self.selected(facet)):
                yield facet, value
        for flag in FLAGS:
            if getattr(self, flag):
                yield flag, "1"
        for bound in ("price_min", "price_max"):
            if getattr(self, bound) is not None:
                yield bound, str(getattr(self, bound))
        if self.sort != Sort.RELEVANCE:
            yield "sort", self.sort.value
        if self.page > 1:
            yield "page", str(self.page)
