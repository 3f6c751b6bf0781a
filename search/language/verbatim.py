"""A query taken to the letter, for whoever turns down our reading of it."""

from search.language.query import Word, shown, words_in
from search.plan import Phrase, Plan, Slot, Stage
from search.understanding import Understanding
from search.words import words_of


def as_typed(q: str) -> Understanding:
    """Every word must stand somewhere, spelt as it is: no synonyms, filters or corrections."""
    text = shown(q)
    slots = tuple(Slot(tuple(_phrases(word))) for word in words_in(text))
    stage = Stage("verbatim", slots, needed=len(slots))
    return Understanding(plan=Plan((stage,)), normalised=" ".join(words_of(text)))


def _phrases(word: Word) -> list[Phrase]:
    written = Phrase((word.text,))
    return [written, Phrase((word.bare,), 0.8, bare=True)] if word.is_loose else [written]
