"""Stages for a query that is still being typed: its last word may be the beginning of one."""

from collections.abc import Iterator
from dataclasses import replace

from search.language.parts import Knowledge, Part, Reading
from search.language.phrases import AT_THE_HEAD, GOODS, NAMES
from search.language.planning import LOOSE, SIDE_BY_SIDE, Planner
from search.language.query import Word
from search.language.reading import read
from search.plan import EVERYWHERE, Field, Phrase, Slot, Stage

COMPLETED = 0.7  # of what a phrase of the lexicon stands for that begins as typed
MOST_COMPLETIONS = 8
_BEGUN = frozenset({*GOODS, Field.MAKERS})


def typing_stages(reading: Reading, known: Knowledge) -> Iterator[Stage]:
    """With the last word unfinished; then as if it were finished, which also puts it right."""
    words = reading.words
    if not words:
        return
    yield _stage(words, known)
    planner = Planner(known)
    finished = read(words, known)
    yield planner.stage("finished", finished)


def _stage(words: tuple[Word, ...], known: Knowledge) -> Stage:
    *before, last = words
    planner = Planner(known)
    earlier = [Part((word,)) for word in before]
    parts = read(tuple(before), known).parts if before else ()
    slots = [planner.slot(part) for part in (parts or earlier) if part.is_content]
    unfinished = Slot((*_begun(last), *_completions(words, known)))
    return Stage(
        "typing",
        (*slots, unfinished),
        needed=len(slots) + 1,
        closer=tuple(_closer(words)),
    )


def _begun(word: Word) -> Iterator[Phrase]:
    yield Phrase((word.text,), fields=_BEGUN, prefix=True)
    if word.is_loose or word.text.isascii():
        yield Phrase((word.bare,), LOOSE, bare=True, fields=_BEGUN, prefix=True)


def _completions(words: tuple[Word, ...], known: Knowledge) -> Iterator[Phrase]:
    """ "silk sc" begins "silk scarf", which stands for "khăn lụa"."""
    for start in range(len(words)):
        begun = tuple(word.bare for word in words[start:])
        for sense in known.lexicon.beginning_with(begun, MOST_COMPLETIONS):
            for meaning in sense.means[:MOST_COMPLETIONS]:
                yield Phrase(meaning.words, meaning.weight * COMPLETED, fields=EVERYWHERE)


def _closer(words: tuple[Word, ...]) -> Iterator[Phrase]:
    texts = tuple(word.text for word in words)
    plain = tuple(word.bare for word in words)
    for phrase in (
        Phrase(texts, SIDE_BY_SIDE, fields=NAMES, prefix=True),
        Phrase(plain, SIDE_BY_SIDE * LOOSE, bare=True, fields=NAMES, prefix=True),
    ):
        if len(words) > 1:
            yield phrase
        yield replace(phrase, weight=AT_THE_HEAD, starts=True)
