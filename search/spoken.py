"""Filters and intents that a person wrote as words: chips to take back, and part of the title."""

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext

from search.backends.base import SearchResult
from search.criteria import SearchCriteria
from search.facets import Chip, seal_of
from search.labels import MODELS, Label, Labels, fixed_label
from search.understanding import Spoken

_RANGE = re.compile(r"\d*-\d*")


def spoken_slugs(result: SearchResult) -> Mapping[str, list[str]]:
    """Facet → the slugs whose names the chips need."""
    wanted: dict[str, list[str]] = {}
    for part in result.understanding.spoken:
        if part.kind in MODELS and part.value:
            wanted.setdefault(part.kind, []).append(part.value)
    return wanted


def spoken_chips(
    result: SearchResult, criteria: SearchCriteria, labels: Labels, path: str
) -> list[Chip]:
    """One chip for each part; its link is the search without these words."""
    chips = []
    for part in result.understanding.spoken:
        label = spoken_label(part, labels)
        url = path + criteria.changed(q=part.without, page=1).to_query()
        stars = _stars(part)
        seal = seal_of("stars", stars[0]) if len(stars) == 1 else None
        chips.append(Chip(label.text, url, label.is_vietnamese, seal, typed=part.text))
    return chips


def spoken_label(part: Spoken, labels: Labels) -> Label:
    """The part in the shop's own words; as it was written where the shop has none."""
    if part.kind in MODELS:
        return labels.find(part.kind, part.value) or Label(part.text)
    if stars := _stars(part):
        names = (fixed_label("stars", value) for value in stars)
        return Label(gettext(" or ").join(names))
    if part.kind == "price" and _RANGE.fullmatch(part.value) and part.value != "-":
        return Label(fixed_label("price", part.value))
    if part.kind == "giftable":
        return Label(fixed_label("giftable", "1"))
    return Label(gettext("“%(words)s”") % {"words": part.text})


def _stars(part: Spoken) -> list[str]:
    """ "5", "4-5" and "4,5" are read alike; highest first."""
    if part.kind != "stars":
        return []
    first, dash, last = part.value.partition("-")
    if dash:
        return [str(n) for n in range(int(last or 5), int(first or 3) - 1, -1)]
    return sorted(filter(None, part.value.split(",")), reverse=True)


def words_left(q: str, parts: Iterable[Spoken]) -> str:
    """The query without the spoken parts; all of it when one of them cannot be found again."""
    left = q
    for part in parts:
        before, found, after = _cut(left, part.text)
        if not found:
            return q
        left = f"{before} {after}"
    return " ".join(left.split())


def _cut(text: str, part: str) -> tuple[str, bool, str]:
    """Around the first place of the part, whatever the case of its letters."""
    place = text.casefold().find(part.casefold())
    if place < 0 or not part or len(text.casefold()) != len(text):
        return text, False, ""
    return text[:place], True, text[place + len(part) :]
