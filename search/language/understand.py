"""The one entry of the language pipeline: from what a person typed to what engines are asked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from search.budgets import BUDGETS, budget_value
from search.language.amounts import Amount, amounts_in, for_presents
from search.language.asides import with_asides, without_asides
from search.language.canonical import canonical
from search.language.core import wishes_alone
from search.language.lexicon import Kind, Lexicon
from search.language.measures import without_measures
from search.language.names import Names
from search.language.negation import Avoided, without_avoided
from search.language.parts import Knowledge, Part, Reading, contents, intents, is_for_giving
from search.language.planning import Planner
from search.language.query import flat, shown, without, words_in
from search.language.reading import read, read_word_by_word
from search.language.typing import typing_stages
from search.language.vocabulary import WordCounts, vocabulary_of
from search.plan import Boost, Limits, Plan, Stage
from search.understanding import Spoken, Understanding
from search.words import words_of

CANDIDATE_FACTOR = 3.0  # "tiềm năng 5 sao"
USUAL_PRICE_FACTOR = 1.1  # goods at the price that an intent is usually met with
BUDGET_FACTOR = 1.3  # when the words are about the price itself
SPENT_FACTOR = 1.1  # presents that use what may be spent
SPENT = 0.4  # of it at least
GIFTABLE_FACTOR = 1.1
OCCASION_FACTOR = 1.1  # goods that staff put under it
NEARBY = 1.5  # a price that is still near the limit
NOTHING = Stage("nothing", (), needed=1)


def understand(
    q: str, language: str, words: Lexicon, counts: WordCounts, names: Names
) -> Understanding:
    """Pure and bounded: any text gives a plan, equal ways of typing give equal plans.

    `language` is the page's; queries are read in both whatever it is.
    """
    text = shown(q)
    amounts = amounts_in(flat(text))
    typed = words_in(text, ((amount.start, amount.end) for amount in amounts))
    known = Knowledge(words, names, vocabulary_of(counts))
    everything = read(typed, known)
    wanted, avoided = without_avoided(without_measures(everything.parts))
    told = with_asides(wishes_alone(wanted, has_limits=bool(amounts)))
    whole = replace(everything, parts=tuple(told))
    if _is_present(told):
        amounts = for_presents(amounts)
    apart = read_word_by_word(whole, known)
    excluded = tuple(found.exclusion for found in avoided if found.exclusion is not None)
    return Understanding(
        plan=replace(_plan(text, amounts, whole, apart, known), excluded=excluded),
        normalised=" ".join(words_of(text)),
        spoken=tuple(_chips(text, amounts, whole.parts, avoided)),
        did_you_mean=_did_you_mean(text, whole, known),
    )


def understand_typing(
    q: str, language: str, words: Lexicon, counts: WordCounts, names: Names
) -> tuple[Stage, ...]:
    """Stages for products of a query whose last word is unfinished; try them in their order."""
    typed = words_in(shown(q))
    known = Knowledge(words, names, vocabulary_of(counts))
    return tuple(typing_stages(read(typed, known, is_typing=True), known))


def _plan(
    text: str, amounts: Sequence[Amount], whole: Reading, apart: Reading, known: Knowledge
) -> Plan:
    planner = Planner(known)
    stages: tuple[Stage, ...] = ()
    related: tuple[Stage, ...] = ()
    if contents(whole.parts) or intents(whole.parts):
        stages = tuple(planner.stages(whole, apart))
        related = tuple(planner.related(whole, apart))
    elif text and not whole.parts and not amounts:
        stages = (NOTHING,)  # signs only
    limits = _limits(amounts)
    boosts = [*_usual_prices(intents(whole.parts)), *_candidates(amounts)]
    nearby = None
    if _is_present(whole.parts):
        boosts += _fit_for_giving(intents(whole.parts), limits)
        related, nearby = stages, _nearby(limits)
    elif any(amount.about is not None for amount in amounts):
        related, nearby = (*stages, *related), _nearby(limits)
    return Plan(stages, related, limits, boosts=tuple(dict.fromkeys(boosts)), nearby=nearby)


def _is_present(parts: Sequence[Part]) -> bool:
    """No good was named."""
    return not contents(without_asides(parts)) and is_for_giving(parts)


def _fit_for_giving(wishes: Iterable[Part], limits: Limits) -> Iterator[Boost]:
    yield Boost("giftable", "1", GIFTABLE_FACTOR)
    for part in wishes:
        if part.sense is not None and part.sense.kind is Kind.OCCASION:
            yield Boost("occasion", part.sense.value, OCCASION_FACTOR)
    if limits.price_max is not None:
        least = max(round(limits.price_max * SPENT), limits.price_min or 0)
        yield Boost("price", budget_value(least, None), SPENT_FACTOR)


def _nearby(limits: Limits) -> Limits | None:
    """For presents that cost a little less or more, whatever their stars."""
    if limits == Limits():
        return None
    low, high = limits.price_min, limits.price_max
    return Limits(
        price_min=None if low is None else round(low / NEARBY),
        price_max=None if high is None else round(high * NEARBY),
    )


def _limits(amounts: Iterable[Amount]) -> Limits:
    """Of several prices the narrowest, of several ratings any."""
    stars: frozenset[int] = frozenset()
    low: int | None = None
    high: int | None = None
    for amount in amounts:
        stars |= amount.stars
        if amount.price_min is not None:
            low = max(low or 0, amount.price_min)
        if amount.price_max is not None:
            high = amount.price_max if high is None else min(high, amount.price_max)
    return Limits(stars, low, high)


def _usual_prices(wishes: Iterable[Part]) -> Iterator[Boost]:
    for part in wishes:
        sense = part.sense
        if sense is None or (sense.price_min is None and sense.price_max is None):
            continue
        lowest, highest = sense.price_min or 0, sense.price_max
        for low, high in BUDGETS:
            if (high is None or high > lowest) and (highest is None or (low or 0) < highest):
                is_budget = sense.kind is Kind.BUDGET
                factor = BUDGET_FACTOR if is_budget else USUAL_PRICE_FACTOR
                yield Boost("price", budget_value(low, high), factor)


def _candidates(amounts: Iterable[Amount]) -> Iterator[Boost]:
    if any(amount.is_candidate for amount in amounts):
        yield Boost("stars", "candidate_five", CANDIDATE_FACTOR)


def _chips(
    text: str, amounts: Iterable[Amount], parts: Iterable[Part], avoided: Iterable[Avoided]
) -> Iterator[Spoken]:
    """What became a filter, an intent, a name or an exclusion, in the order of the query."""
    found: list[tuple[int, int, str, str]] = []
    for amount in amounts:
        if amount.is_price:
            value = budget_value(amount.price_min, amount.price_max)
            found.append((amount.start, amount.end, "price", value))
        elif amount.stars:
            stars = ",".join(str(number) for number in sorted(amount.stars))
            found.append((amount.start, amount.end, "stars", stars))
    for part in parts:
        start, end = part.words[0].start, part.words[-1].end
        if part.name is not None:
            found.append((start, end, part.name.kind, part.name.slug))
        elif part.is_intent and part.sense is not None:
            found.append((start, end, str(part.sense.kind), part.sense.value))
    for unwanted in avoided:
        if unwanted.exclusion is not None:
            said = ", ".join(unwanted.said)
            found.append((unwanted.start, unwanted.end, "without", said))
    for start, end, kind, value in sorted(found):
        yield Spoken(kind, text[start:end], without(text, start, end), value)


def _did_you_mean(text: str, whole: Reading, known: Knowledge) -> str:
    """The query with its misspelt words put right; "" when nothing was."""
    if not whole.corrected:
        return ""
    pieces: dict[tuple[int, int], list[str]] = {}
    for part in whole.parts:
        for place, word in enumerate(part.words):
            pieces.setdefault((word.start, word.end), []).append(_written(part, place, known))
    right, last = "", 0
    for (start, end), written in sorted(pieces.items()):
        right += text[last:start] + " ".join(written)
        last = end
    right += text[last:]
    return "" if canonical(right) == canonical(text) else right


def _written(part: Part, place: int, known: Knowledge) -> str:
    """A word that was put right as it is mostly written, any other as it was typed."""
    if part.name is not None:
        return part.name.words[place]
    if part.spellings:
        best = part.spellings[0]
        return known.vocabulary.writing(best.text) if best.is_bare else best.text
    return part.words[place].text
