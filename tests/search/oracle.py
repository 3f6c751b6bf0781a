"""What a plan finds, worked out document by document in plain Python: the engines must agree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from search.criteria import (
    BUDGETS,
    CHOICES,
    FACETS,
    FLAGS,
    PRICE_STEPS,
    SearchCriteria,
    Sort,
    budget_value,
)
from search.documents import ProductDocument
from search.plan import (
    FEW,
    FIELD_WEIGHTS,
    RELATED,
    Exclusion,
    Field,
    Limits,
    Phrase,
    Plan,
    Slot,
    Stage,
)
from search.words import bare_words_of, words_of

EQUAL, CLOSE = 1e-6, 1e-3  # engines add and round in their own ways: between these any order goes


@dataclass(frozen=True, slots=True)
class Expected:
    hits: Sequence[tuple[ProductDocument, tuple[float, ...]]]  # with its place in the order
    facets: dict[str, dict[str, int]]
    dropped: dict[str, int]
    prices: list[int]
    related: frozenset[int]
    stage: str


def expected(
    documents: Iterable[ProductDocument], criteria: SearchCriteria, plan: Plan, today: date
) -> Expected:
    public = [
        document
        for document in documents
        if document.id not in plan.hidden
        and not any(is_left_out(document, exclusion) for exclusion in plan.excluded)
        and all(has_value(document, facet, value, today) for facet, value in criteria.within)
    ]
    base = [document for document in public if within_limits(document, plan.limits, today)]
    near = [document for document in public if within_limits(document, plan.related_limits, today)]
    ran, tier_of = run(base, plan.stages)
    listed = [d for d in base if not plan.stages or d.id in tier_of or d.id in plan.pinned]
    kept = [document for document in listed if meets(document, criteria, today)]
    return Expected(
        sorted(
            ((d, place(d, criteria, plan, ran, tier_of, today)) for d in kept),
            key=lambda hit: (hit[1], -hit[0].id),
        ),
        {facet: tally(facet, listed, criteria, today) for facet in FACETS},
        {
            facet: sum(meets(document, criteria, today, but=facet) for document in listed)
            for facet in criteria.active_facets
        },
        bars([d for d in listed if meets(d, criteria, today, but="price")]),
        related_ids(near, criteria, plan, today, {d.id for d in listed}, len(kept)),
        ran[-1].name if ran else "",
    )


def run(
    base: Sequence[ProductDocument], stages: Sequence[Stage]
) -> tuple[list[Stage], dict[int, int]]:
    """The stages that ran, and for every document the first of them that found it."""
    ran: list[Stage] = []
    tier_of: dict[int, int] = {}
    for stage in stages:
        if len(tier_of) >= stage.fills_to or (stage.is_last_resort and tier_of):
            continue
        for document in base:
            if stage_score(document, stage) is not None:
                tier_of.setdefault(document.id, len(ran))
        ran.append(stage)
    return ran, tier_of


def related_ids(
    base: Sequence[ProductDocument],
    criteria: SearchCriteria,
    plan: Plan,
    today: date,
    listed: set[int],
    total: int,
) -> frozenset[int]:
    """Everything that may be in the related list when it is short enough to hold it all."""
    if total >= FEW or criteria.page > 1 or criteria.sort is not Sort.RELEVANCE or not plan.stages:
        return frozenset()
    found: set[int] = set()
    for stage in plan.related:
        if len(found) >= RELATED or (stage.is_last_resort and found):
            break
        found |= {
            document.id
            for document in base
            if document.id not in listed
            and meets(document, criteria, today)
            and stage_score(document, stage) is not None
        }
    return frozenset(found)


def place(
    document: ProductDocument,
    criteria: SearchCriteria,
    plan: Plan,
    ran: Sequence[Stage],
    tier_of: dict[int, int],
    today: date,
) -> tuple[float, ...]:
    """Lower comes first; equal places are ordered by id, the highest first."""
    if criteria.sort is Sort.RELEVANCE and document.id in plan.pinned:
        return (-1, plan.pinned.index(document.id))
    away = float(not document.is_available)
    has_price = document.price is not None
    price = document.price or 0
    if criteria.sort is Sort.NEWEST:
        return (away, -document.created)
    if criteria.sort is Sort.PRICE:
        return (away, not has_price, price)
    if criteria.sort is Sort.PRICE_DESCENDING:
        return (away, not has_price, -price)
    if criteria.sort is Sort.NAME:
        key = document.sort_en if criteria.language == "en" else document.sort_vi
        return (away, *map(float, key.encode()))
    factor, stars = 1.0, best_stars(document, today)
    for boost in plan.boosts:
        if has_value(document, boost.facet, boost.value, today):
            factor *= boost.factor
    if not plan.stages:
        return (away, -stars * factor, -document.created)
    tier = tier_of[document.id]
    score = (stage_score(document, ran[tier]) or 0) * document.rank_factor * factor
    return (away, tier, -score, -stars, -document.created)


def texts_of(document: ProductDocument, *, bare: bool) -> dict[Field, list[str]]:
    read = bare_words_of if bare else words_of
    return {field: read(getattr(document, field)) for field in Field}


def phrase_score(document: ProductDocument, phrase: Phrase) -> float | None:
    texts = texts_of(document, bare=phrase.bare)
    found = [FIELD_WEIGHTS[f] for f in phrase.fields if stands_in(texts[f], phrase)]
    return phrase.weight * max(found) if found else None


def is_left_out(document: ProductDocument, exclusion: Exclusion) -> bool:
    def has_any(phrases: Iterable[Phrase]) -> bool:
        return any(phrase_score(document, phrase) is not None for phrase in phrases)

    return has_any(exclusion.phrases) and not has_any(exclusion.spared)


def stands_in(words: Sequence[str], phrase: Phrase) -> bool:
    *whole, last = phrase.words
    ends = range(len(phrase.words), len(words) + 1)
    for end in ends:
        start = end - len(phrase.words)
        if phrase.starts and start:
            return False
        same_last = words[end - 1].startswith(last) if phrase.prefix else words[end - 1] == last
        if same_last and list(words[start : end - 1]) == whole:
            return True
    return False


def slot_score(document: ProductDocument, slot: Slot) -> float | None:
    scores = [phrase_score(document, phrase) for phrase in slot.alternatives]
    return max((score for score in scores if score is not None), default=None)


def stage_score(document: ProductDocument, stage: Stage) -> float | None:
    required = [slot_score(document, slot) for slot in stage.slots if not slot.optional]
    optional = [slot_score(document, slot) for slot in stage.slots if slot.optional]
    found = [score for score in required if score is not None]
    raising = [score for score in optional if score is not None]
    if not required or len(found) < max(stage.needed, 1):
        return None
    closer = [phrase_score(document, phrase) or 0 for phrase in stage.closer]
    return sum(found) + sum(raising) + sum(closer)


def has_value(document: ProductDocument, facet: str, value: str, today: date) -> bool:
    if facet == "stars":
        if value == "candidate_five":
            return document.candidate_five
        until = document.stars_until
        return document.stars == int(value) and until is not None and until >= today
    if facet == "reported":
        end = document.reported_until or date.max
        return document.reported_stars == int(value) and end >= today
    if facet in FLAGS:
        return bool(getattr(document, facet))
    if facet in ("category", "occasion"):
        several = document.categories if facet == "category" else document.occasions
        return value in several
    return bool(getattr(document, facet) == value)


def best_stars(document: ProductDocument, today: date) -> int:
    return max(
        (
            int(value)
            for facet in ("stars", "reported")
            for value in "543"
            if has_value(document, facet, value, today)
        ),
        default=0,
    )


def costs(document: ProductDocument, low: int | None, high: int | None) -> bool:
    price = document.price
    return price is not None and (low or 0) <= price and (high is None or price <= high)


def within_limits(document: ProductDocument, limits: Limits, today: date) -> bool:
    if limits.stars and not any(
        has_value(document, facet, str(number), today)
        for facet in ("stars", "reported")
        for number in limits.stars
    ):
        return False
    if limits.price_min is None and limits.price_max is None:
        return True
    return costs(document, limits.price_min, limits.price_max)


def meets(document: ProductDocument, criteria: SearchCriteria, today: date, but: str = "") -> bool:
    for facet in criteria.active_facets:
        if facet == but:
            continue
        if facet == "price":
            if not costs(document, criteria.price_min, criteria.price_max):
                return False
        elif not any(has_value(document, facet, v, today) for v in criteria.selected(facet)):
            return False
    return True


def tally(
    facet: str, listed: Iterable[ProductDocument], criteria: SearchCriteria, today: date
) -> dict[str, int]:
    """Values that some goods have, counted under all choices but the facet's own."""
    counts: dict[str, int] = {}
    for document in listed:
        if meets(document, criteria, today, but=facet):
            for value in values_of(document, facet, criteria, today):
                counts[value] = counts.get(value, 0) + 1
    return counts


def values_of(
    document: ProductDocument, facet: str, criteria: SearchCriteria, today: date
) -> set[str]:
    if facet == "price":
        own = (criteria.price_min, criteria.price_max)
        ranges = {*BUDGETS, *([own] if own != (None, None) else [])}
        return {budget_value(*bounds) for bounds in ranges if costs(document, *bounds)}
    if facet in FLAGS:
        return {"1"} if getattr(document, facet) else set()
    if facet in ("stars", "reported"):
        known = (*"543", "candidate_five") if facet == "stars" else tuple("543")
        return {value for value in known if has_value(document, facet, value, today)}
    if facet in ("category", "occasion"):
        return set(document.categories if facet == "category" else document.occasions)
    value = getattr(document, facet)
    return {value} if value and facet in CHOICES else set()


def bars(documents: Iterable[ProductDocument]) -> list[int]:
    counts = [0] * (len(PRICE_STEPS) + 1)
    for document in documents:
        if document.price is not None:
            below = [index for index, step in enumerate(PRICE_STEPS) if document.price <= step]
            counts[below[0] if below else -1] += 1
    return counts
