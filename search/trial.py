"""The "try it" box: what a query becomes, and what it finds, with a draft of the lexicon."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.models import Product
from languages.calendar import hanoi_today
from search.backends.base import SearchBackend, SearchResult
from search.backends.database import DatabaseBackend
from search.criteria import SearchCriteria
from search.exceptions import BackendUnavailable
from search.language.lexicon import Lexicon
from search.language.understand import understand
from search.lexicon import current_words, entries_of
from search.listing import products_in_order
from search.models import LexiconEntry
from search.plan import Slot, Stage
from search.services import get_backend
from search.understanding import Understanding

SHOWN_GOODS = 8
SHOWN_WORDS = 12  # alternatives of one slot


@dataclass(frozen=True, slots=True)
class StageTold:
    name: str
    slots: Sequence[Sequence[str]]  # alternatives of each idea, as words with their weight


@dataclass(frozen=True, slots=True)
class Answer:
    """What one lexicon makes of the query."""

    stages: Sequence[StageTold]
    spoken: Sequence[str]
    did_you_mean: str
    total: int
    products: Sequence[Product]


@dataclass(frozen=True, slots=True)
class Trial:
    q: str
    before: Answer
    after: Answer


def try_entry(q: str, language: str, draft: LexiconEntry) -> Trial:
    """With the lexicon as it is saved, and with the draft in the place of its own saved row."""
    others = LexiconEntry.objects.filter(is_active=True)
    saved = list(others)
    changed = [row for row in saved if row.pk != draft.pk]
    if draft.is_active:
        changed.append(draft)
    before, after = (_answer(q, language, Lexicon(entries_of(rows))) for rows in (saved, changed))
    return Trial(q, before, after)


def _answer(q: str, language: str, lexicon: Lexicon) -> Answer:
    try:
        return _answer_of(get_backend(), q, language, lexicon)
    except BackendUnavailable:  # the pages ask the database then, and so does the box
        return _answer_of(DatabaseBackend(), q, language, lexicon)


def _answer_of(backend: SearchBackend, q: str, language: str, lexicon: Lexicon) -> Answer:
    _saved, names = current_words()
    understood = understand(q, language, lexicon, backend.vocabulary(), names)
    criteria = SearchCriteria(q=q, language=language)
    result = backend.search(criteria, understood.plan, hanoi_today())
    return _told(understood, result)


def _told(understood: Understanding, result: SearchResult) -> Answer:
    return Answer(
        stages=[_stage_told(stage) for stage in understood.plan.stages],
        spoken=[f"{part.text} ({part.kind})" for part in understood.spoken],
        did_you_mean=understood.did_you_mean,
        total=result.total,
        products=products_in_order(result.ids[:SHOWN_GOODS]),
    )


def _stage_told(stage: Stage) -> StageTold:
    return StageTold(stage.name, [_slot_told(slot) for slot in stage.slots])


def _slot_told(slot: Slot) -> list[str]:
    weights: dict[str, float] = {}
    for phrase in slot.alternatives:
        text = " ".join(phrase.words)
        weights[text] = max(weights.get(text, 0.0), phrase.weight)
    best = sorted(weights, key=lambda text: -weights[text])[:SHOWN_WORDS]
    return [f"{text} {weights[text]:.2g}" for text in best]
