"""Filters and intents that a person wrote as words: chips to take back, and part of the title."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from languages.localized import localized
from languages.text import fold
from search.backends.base import SearchResult
from search.criteria import SearchCriteria
from search.facets import Chip, in_a_sentence, seal_of
from search.labels import MODELS, Label, Labels, fixed_label
from search.language.lexicon import INTENTS
from search.models import LexiconEntry
from search.understanding import Spoken

_RANGE = re.compile(r"\d+-\d*|-\d+")


@dataclass(frozen=True, slots=True)
class Told:
    """A spoken part in the shop's own words; as it was written where the shop has none."""

    part: Spoken
    label: Label


def spoken_slugs(result: SearchResult) -> Mapping[str, list[str]]:
    """Facet → the slugs whose names the chips need."""
    wanted: dict[str, list[str]] = {}
    for part in result.understanding.spoken:
        if part.kind in MODELS and part.value:
            wanted.setdefault(part.kind, []).append(part.value)
    return wanted


def told_parts(result: SearchResult, labels: Labels) -> list[Told]:
    """`labels` hold the names of `spoken_slugs`. One query when the words tell an intent."""
    parts = result.understanding.spoken
    intents = _intent_labels([part for part in parts if part.kind in INTENTS])
    return [Told(part, intents.get(part) or _label(part, labels)) for part in parts]


def _label(part: Spoken, labels: Labels) -> Label:
    if part.kind in MODELS:
        return labels.find(part.kind, part.value) or Label(part.text)
    if stars := _stars(part):
        names = (fixed_label("stars", value) for value in stars)
        return Label(gettext(" or ").join(names))
    if part.kind == "price" and _RANGE.fullmatch(part.value):
        return Label(fixed_label("price", part.value))
    if part.kind == "without":
        return Label(gettext("no mention of “%(words)s”") % {"words": part.value})
    return Label(gettext("“%(words)s”") % {"words": part.text})


def _intent_labels(parts: Sequence[Spoken]) -> dict[Spoken, Label]:
    """As the lexicon names them; of several rows for one value the one that has the words."""
    if not parts:
        return {}
    values = {part.value for part in parts}
    rows = LexiconEntry.objects.filter(kind__in=INTENTS, value__in=values).exclude(label="")
    found = {}
    for part in parts:
        fitting = [row for row in rows if (row.kind, row.value) == (part.kind, part.value)]
        typed = fold(part.text)
        fitting.sort(key=lambda row: typed not in fold(row.words).split("\n"))
        if fitting:
            label = localized(fitting[0], "label")
            found[part] = Label(label.text, label.is_fallback)
    return found


def words_chip(
    words: str, told: Sequence[Told], criteria: SearchCriteria, path: str
) -> Iterable[Chip]:
    """A chip for the words that no other chip tells; without them the other ones stay."""
    if words:
        rest = "" if words == criteria.q else " ".join(each.part.text for each in told)
        url = path + criteria.changed(q=rest, verbatim=False, page=1).to_query()
        yield Chip(gettext("“%(words)s”") % {"words": words}, url)


def spoken_chips(told: Iterable[Told], criteria: SearchCriteria, path: str) -> list[Chip]:
    """One chip for each part; its link is the search without these words."""
    chips = []
    for part, label in ((each.part, each.label) for each in told):
        url = path + criteria.changed(q=part.without, page=1).to_query()
        stars = _stars(part)
        seal = seal_of("stars", stars[0]) if len(stars) == 1 else None
        typed = "" if fold(part.text) in fold(label.text) else part.text
        chips.append(Chip(label.text, url, label.is_vietnamese, seal, typed))
    return chips


def spoken_sentence(told: Iterable[Told]) -> str:
    return ", ".join(in_a_sentence(each.part.kind, each.label.text) for each in told)


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
