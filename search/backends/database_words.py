"""Stages of a plan as conditions on the folded text of products: words without marks, whole.

Fields, weights and marks are left to the real engines: this one answers while they cannot.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models import Case, Count, IntegerField, Max, Q, Value, When

from catalogue.managers import ProductQuerySet
from catalogue.models import Product
from search.language.vocabulary import WordCounts
from search.plan import Exclusion, Phrase, Slot, Stage
from search.words import bare, bare_words_of, words_of

MOST_ALTERNATIVES = 24  # of one slot
_counts: dict[object, WordCounts] = {}  # of the latest state


def having(products: ProductQuerySet, stage: Stage) -> ProductQuerySet:
    """Products that meet the stage."""
    needed = [_slot(slot) for slot in stage.slots if not slot.optional]
    if not needed:
        return products.none()
    if stage.needed >= len(needed):
        for condition in needed:
            products = products.filter(condition)
        return products
    number: Any = Value(0)
    for condition in needed:
        number = number + Case(
            When(condition, then=Value(1)), default=Value(0), output_field=IntegerField()
        )
    narrowed: ProductQuerySet = products.alias(slots=number).filter(slots__gte=stage.needed)
    return narrowed


def unwanted(exclusion: Exclusion) -> Q:
    """Products that the exclusion leaves out."""
    found = _any(exclusion.phrases)
    return found & ~_any(exclusion.spared) if exclusion.spared else found


def _slot(slot: Slot) -> Q:
    return _any(slot.alternatives[:MOST_ALTERNATIVES])


def _any(phrases: Iterable[Phrase]) -> Q:
    patterns = dict.fromkeys(_pattern(phrase) for phrase in phrases if phrase.words)
    edge = r"\y" if connection.vendor == "postgresql" else r"\b"
    return Q(folded_text__regex=f"{edge}(?:{'|'.join(patterns)})")


def _pattern(phrase: Phrase) -> str:
    edge = r"\y" if connection.vendor == "postgresql" else r"\b"
    text = r"\W+".join(re.escape(bare(word)) for word in phrase.words)
    return text if phrase.prefix else f"{text}(?:e?s)?{edge}"


def count_words() -> WordCounts:
    """Of the names and folded texts of all products; read again when a product was saved."""
    products = Product.objects.browsable().order_by()
    state = products.aggregate(number=Count("pk"), changed=Max("date_updated"))
    key = (connection.settings_dict["NAME"], state["number"], state["changed"])
    if key not in _counts:
        _counts.clear()
        _counts[key] = _count(products.values_list("title", "title_en", "folded_text"))
    return _counts[key]


def _count(rows: Iterable[tuple[str, str, str]]) -> WordCounts:
    written: dict[str, int] = {}
    plain: dict[str, int] = {}
    for title, title_en, folded in rows:
        _tally(written, words_of(f"{title} {title_en}"))
        _tally(plain, bare_words_of(folded))
    return WordCounts(written, plain)


def _tally(counts: dict[str, int], words: Iterable[str]) -> None:
    for word in set(words):
        counts[word] = counts.get(word, 0) + 1


def tiers(
    products: ProductQuerySet, stages: Iterable[Stage], enough: int | None = None
) -> Mapping[int, int]:
    """Product id → place of the stage that found it; stages run until there are enough, or as
    many as each of them fills to."""
    found: dict[int, int] = {}
    for tier, stage in enumerate(stages):
        if not stage.joins_in(len(found), enough):
            continue
        for pk in having(products, stage).order_by().values_list("pk", flat=True):
            found.setdefault(pk, tier)
    return found
