"""The words of the index: which are known, and which known word a misspelt one may be."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from search.language.keystrokes import decoded
from search.language.likeness import distance, is_swapped, is_syllable, may_mean, sound_of
from search.words import bare

MOST_SPELLINGS = 6  # candidates for one word
SHORTEST_WITH_EDIT = 3  # letters; below that a word is right or unknown
SHORTEST_WITH_TWO = 7
SURE_FROM = 5  # letters; a shorter lone word is corrected only when it sounds like the other


@dataclass(frozen=True, slots=True)
class WordCounts:
    """In how many documents each word stands: as written, and without its marks."""

    written: Mapping[str, int]
    bare: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Spelling:
    """A known word, without marks, that a person may have meant."""

    bare: str
    weight: float
    is_sure: bool  # keys of an input method, swapped letters, the same sound


class Vocabulary:
    """Built once for the counts of an index; answers from memory."""

    def __init__(self, counts: WordCounts) -> None:
        self.counts = counts
        self._writings: dict[str, list[str]] = defaultdict(list)
        for word in sorted(counts.written, key=counts.written.__getitem__, reverse=True):
            self._writings[bare(word)].append(word)
        self._by_sound: dict[str, list[str]] = defaultdict(list)
        self._by_length: dict[int, list[str]] = defaultdict(list)
        for word in counts.bare:
            self._by_sound[sound_of(word)].append(word)
            self._by_length[len(word)].append(word)
        self.spellings = lru_cache(maxsize=4096)(self._spellings)

    def knows(self, word: str) -> bool:
        return word in self.counts.written or bare(word) in self.counts.bare

    def begins(self, start: str) -> bool:
        """Is there a word that begins so?"""
        plain = bare(start)
        return any(word.startswith(plain) for word in self.counts.bare)

    def writing(self, bare_word: str) -> str:
        """How the word is mostly written: "gom" → "gốm"."""
        return next(iter(self._writings.get(bare_word, ())), bare_word)

    def meant(self, word: str) -> list[str]:
        """Written words that this one may stand for: marks left out, or a tone mistaken."""
        return [there for there in self._writings.get(bare(word), ()) if may_mean(word, there)]

    def _spellings(self, word: str) -> tuple[Spelling, ...]:
        """Known words that are like an unknown one, the likeliest first."""
        for reading in decoded(word):
            if reading in self.counts.written:
                return (Spelling(bare(reading), 0.95, is_sure=True),)
        plain = bare(word)
        found = {other: 0.5 for other in self._by_sound.get(sound_of(plain), ()) if other != plain}
        for other, edits in self._near(plain):
            found[other] = min(found.get(other, 9.0), edits)
        ranked = sorted(found, key=lambda other: (found[other], -self.counts.bare[other], other))
        return tuple(
            Spelling(other, 0.8 if found[other] <= 1 else 0.6, is_sure=found[other] < 1)
            for other in ranked[:MOST_SPELLINGS]
        )

    def _near(self, plain: str) -> Iterable[tuple[str, float]]:
        size = len(plain)
        if size < SHORTEST_WITH_EDIT or not plain.isalpha():
            return
        limit = 2 if size >= SHORTEST_WITH_TWO else 1
        for length in range(size - limit, size + limit + 1):
            for other in self._by_length.get(length, ()):
                if other == plain or (other[0] != plain[0] and size < SURE_FROM):
                    continue
                edits = distance(plain, other, limit)
                if edits <= limit:
                    yield other, edits - 0.3 * is_swapped(plain, other)


def is_close(word: str, spelling: Spelling) -> bool:
    """Enough alike to be believed where no other word speaks for it."""
    plain = bare(word)
    if spelling.is_sure:
        return True
    if is_syllable(plain) != is_syllable(spelling.bare) and len(plain) < SHORTEST_WITH_TWO:
        return False  # "trag" may be "trang", but "lego" is no Vietnamese word at all
    return len(plain) >= SURE_FROM


_built: list[Vocabulary] = []  # of the engines in use, the newest first
_KEPT = 3


def vocabulary_of(counts: WordCounts) -> Vocabulary:
    """The same object for the same counts: building it takes longer than a search."""
    for vocabulary in _built:
        if vocabulary.counts is counts:
            return vocabulary
    vocabulary = Vocabulary(counts)
    _built.insert(0, vocabulary)
    del _built[_KEPT:]
    return vocabulary
