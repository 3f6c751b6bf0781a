"""From an address to criteria: bad values are dropped and named, they never break a page."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language, gettext

from catalogue.models import OcopGroup
from search.criteria import CHOICES, FLAGS, REPORTED, STARS, SearchCriteria, Sort
from search.labels import MODELS, TITLES, Labels

MAX_QUERY = 200  # characters
MAX_VALUES = 20  # of one facet
MAX_PRICE = 10**12  # dong
MAX_PAGE = 100_000
SHOWN = 40  # characters of a bad value in its notice
_SLUG = re.compile(r"[a-z0-9_-]{1,120}")
_DIGITS = re.compile(r"[0-9]{1,15}")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood, a sentence for each thing that was not, and the names of values."""

    criteria: SearchCriteria
    notices: tuple[str, ...]
    labels: Labels


class SearchForm:
    """Reads words, facets, prices, order and page; other parameters are ignored."""

    def __init__(self, data: QueryDict, base: SearchCriteria | None = None) -> None:
        self.data = data
        self.base = base or SearchCriteria()
        self.notices: list[str] = []

    def read(self) -> Reading:
        """At most one database query: do the chosen slugs exist."""
        chosen = {facet: self._choices(facet) for facet in CHOICES}
        labels = Labels({facet: chosen[facet] for facet in MODELS})
        for facet in MODELS:
            chosen[facet] = self._known(facet, chosen[facet], labels)
        low, high = self._price("price_min"), self._price("price_max")
        if low is not None and high is not None and low > high:
            self._note(gettext("The lowest price was above the highest: both were left out."))
            low = high = None
        fields: dict[str, Any] = {
            **{facet: frozenset(values) for facet, values in chosen.items()},
            **{flag: self._flag(flag) for flag in FLAGS},
        }
        criteria = self.base.changed(
            q=self._words(),
            verbatim=self.data.get("verbatim") == "1",
            price_min=low,
            price_max=high,
            sort=self._sort(),
            page=self._page(),
            language=page_language(),
            **fields,
        )
        return Reading(criteria, tuple(dict.fromkeys(self.notices)), labels)

    def read_words(self) -> SearchCriteria:
        """The words and the page's language alone, without a query."""
        return self.base.changed(q=self._words(), language=page_language())

    def _note(self, sentence: str) -> None:
        self.notices.append(sentence)

    def _dropped(self, title: object, value: str) -> None:
        shown = value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
        self._note(
            gettext("“%(value)s” is not a value of “%(filter)s” and was left out.")
            % {"value": shown, "filter": title}
        )

    def _words(self) -> str:
        """Composed, without control characters, white space collapsed, clipped with a notice."""
        raw = self.data.get("q", "")
        text = _clean(raw[: MAX_QUERY * 4])
        if len(text) > MAX_QUERY or len(raw) > MAX_QUERY * 4:
            self._note(
                gettext("Your search was long: the first %(number)d characters were used.")
                % {"number": MAX_QUERY}
            )
        return text[:MAX_QUERY].strip()

    def _choices(self, facet: str) -> list[str]:
        values = list(dict.fromkeys(_clean(value[:200]) for value in self.data.getlist(facet)))
        good = []
        for value in (value for value in values if value):
            if is_possible(facet, value):
                good.append(value)
            else:
                self._dropped(TITLES[facet], value)
        if len(good) > MAX_VALUES:
            self._note(
                gettext("Only the first %(number)d values of “%(filter)s” were used.")
                % {"number": MAX_VALUES, "filter": TITLES[facet]}
            )
        return good[:MAX_VALUES]

    def _known(self, facet: str, values: Iterable[str], labels: Labels) -> list[str]:
        known = []
        for value in values:
            if labels.find(facet, value):
                known.append(value)
            else:
                self._dropped(TITLES[facet], value)
        return known

    def _flag(self, flag: str) -> bool:
        value = _clean(self.data.get(flag, "")[:200])
        if value not in ("", "0", "1"):
            self._dropped(TITLES[flag], value)
        return value == "1"

    def _price(self, name: str) -> int | None:
        value = _clean(self.data.get(name, "")[:200])
        bare = re.sub(r"[\s.,₫đ]", "", value)  # 1.250.000 ₫ as people write it
        if not value:
            return None
        if not _DIGITS.fullmatch(bare) or int(bare) > MAX_PRICE:
            title = gettext("Lowest price") if name == "price_min" else gettext("Highest price")
            self._dropped(title, value)
            return None
        return int(bare)

    def _sort(self) -> Sort:
        value = _clean(self.data.get("sort", "")[:200])
        try:
            return Sort(value) if value else Sort.RELEVANCE
        except ValueError:
            self._dropped(gettext("Sort by"), value)
            return Sort.RELEVANCE

    def _page(self) -> int:
        value = _clean(self.data.get("page", "")[:200])
        if not value:
            return 1
        if not _DIGITS.fullmatch(value) or int(value) < 1:
            self._dropped(gettext("Page"), value)
            return 1
        return min(int(value), MAX_PAGE)


def page_language() -> str:
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def _clean(text: str) -> str:
    """NFC; null bytes, lone surrogates and control characters become spaces, zero-width ones go."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(_visible(char) for char in composed).split())


def _visible(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Cf":
        return ""
    return " " if kind.startswith("C") else char


def is_possible(facet: str, value: str) -> bool:
    if facet == "stars":
        return value in STARS
    if facet == "reported":
        return value in REPORTED
    if facet == "group":
        return value in OcopGroup.values
    return bool(_SLUG.fullmatch(value))
