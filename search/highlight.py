"""Which letters of a title a search was about. Engines return ids; the text is the database's."""

import unicodedata
from collections.abc import Iterable, Sequence

from languages.text import Spans
from search.backends.base import SearchResult
from search.language.canonical import WORD, canonical_word
from search.plan import Phrase
from search.words import bare, has_marks, query_words


class Marker:
    """Finds what the stages that ran were looking for, in one title after the other."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._whole: dict[bool, set[tuple[str, ...]]] = {True: set(), False: set()}
        self._begun: list[Phrase] = []
        for phrase in phrases:
            if phrase.prefix:
                self._begun.append(phrase)
            elif phrase.words:
                self._whole[phrase.bare].add(phrase.words)
        self._longest = max((len(w) for words in self._whole.values() for w in words), default=0)

    def spans(self, title: str) -> Spans:
        """Where the phrases stand in the title, in order, touching ones joined.

        Nothing for a title that is not canonically composed: its places would be others.
        """
        if not unicodedata.is_normalized("NFC", title):
            return ()
        places = WORD.finditer(title)
        found = [(canonical_word(m.group().casefold()), m.start(), m.end()) for m in places]
        written = [word for word, _start, _end in found]
        folded = [bare(word) for word in written]
        hits = {*self._places(written, is_bare=False), *self._places(folded, is_bare=True)}
        return _joined((found[first][1], found[last][2]) for first, last in sorted(hits))

    def _places(self, words: Sequence[str], *, is_bare: bool) -> Iterable[tuple[int, int]]:
        wanted = self._whole[is_bare]
        for first in range(len(words)):
            for last in range(first, min(first + self._longest, len(words))):
                if tuple(words[first : last + 1]) in wanted:
                    yield first, last
        for phrase in self._begun:
            if phrase.bare == is_bare:
                yield from _begun_at(words, phrase.words)


def marker_for(result: SearchResult, q: str) -> Marker:
    """Of the plan's stages up to the one that answered; of the plain words without a plan."""
    plan = result.understanding.plan
    phrases: list[Phrase] = []
    for stage in plan.stages:
        phrases += [phrase for slot in stage.slots for phrase in slot.alternatives]
        if stage.name == result.stage:
            break
    return Marker(phrases or _plain_phrases(q))


def _plain_phrases(q: str) -> list[Phrase]:
    words = query_words(q)
    if any(has_marks(word) for word in words):
        return [Phrase((word,)) for word in words]
    return [Phrase((bare(word),), bare=True) for word in words]


def _begun_at(words: Sequence[str], begun: Sequence[str]) -> Iterable[tuple[int, int]]:
    size = len(begun)
    for first in range(len(words) - size + 1):
        *whole, last = words[first : first + size]
        if whole == list(begun[:-1]) and last.startswith(begun[-1]):
            yield first, first + size - 1


def _joined(spans: Iterable[tuple[int, int]]) -> Spans:
    """Overlapping ones, and those with one space between them, as one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
