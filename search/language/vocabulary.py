"""The words of the index: which are known, and which known word a misspelt one may be."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from search.language.canonical import split_tone
from search.language.keystrokes import decoded
from search.language.likeness import distance, is_swapped, is_syllable, may_mean, sound_of
from search.words import bare

MOST_SPELLINGS = 6  # candidates for one word
MOST_FITTING = 60  # of which a neighbour may choose one
SHORTEST_WITH_EDIT = 3  # letters; below that a word is right or unknown
SHORTEST_WITH_TWO = 7
SHORTEST_SURE = 4  # letters; nothing speaks for a correction of a shorter lone word
SURE_FROM = 5  # letters; a shorter lone word is corrected only when it sounds like the other
_SOUNDS_ALIKE = 0.5  # edits
_SWAP = 0.7


@dataclass(frozen=True, slots=True)
class WordCounts:
    """In how many documents each word stands: as written, and without its marks."""

    written: Mapping[str, int]
    bare: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Spelling:
    """A known word that a person may have meant; `is_bare` when it may have any marks."""

    text: str
    weight: float
    is_bare: bool
    is_close: bool  # enough alike to be believed where no other word speaks for it


class Vocabulary:
    """Built once for the counts of an index; answers from memory."""

    def __init__(self, counts: WordCounts) -> None:
        self.counts = counts
        self.most = max(counts.bare.values(), default=1)  # goods that have one and the same word
        self._writings: dict[str, list[str]] = defaultdict(list)
        for word in sorted(counts.written, key=lambda word: (-counts.written[word], word)):
            self._writings[bare(word)].append(word)
        self._bare = _Shelves(counts.bare)
        self._written = _Shelves(counts.written)
        self.spellings = lru_cache(maxsize=4096)(self._spellings)

    def knows(self, word: str) -> bool:
        """As written, or with marks left out; "điện" is not known where only "diễn" is."""
        if word in self.counts.written or bool(self.meant(word)):
            return True
        return word.isascii() and bare(word) in self.counts.bare

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

    def decoded(self, word: str) -> str:
        """The word that keys of Telex or VNI stand for, if the index has it; else ""."""
        for reading in decoded(word):
            if reading in self.counts.written:
                return reading
        return ""

    def _spellings(self, word: str) -> tuple[Spelling, ...]:
        """Known words that are like this one, which is not among them; the likeliest first.

        A word with marks is compared letter by letter with its marks: "gấu" is far from "gạo".
        """
        if word.isascii():
            plain = bare(word)
            return _ranked(plain, self._bare, lambda _other: True)
        found = _ranked(word, self._written, lambda other: _same_marks(word, other))
        # a tone that was typed was meant: "chảo" is no slip of "cho"
        is_toned = bool(split_tone(word)[1])
        return tuple(s for s in found if not is_toned or split_tone(s.text)[1])


def spellings_among(counts: Mapping[str, int]) -> Callable[[str], tuple[Spelling, ...]]:
    """Answers which of these words a misspelt one may be, the likeliest first."""
    shelves = _Shelves(counts)

    @lru_cache(maxsize=1024)
    def find(word: str) -> tuple[Spelling, ...]:
        return _ranked(word, shelves, lambda _other: True)

    return find


class _Shelves:
    """Words by their sound and by their length."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = counts
        self.by_sound: dict[str, list[str]] = defaultdict(list)
        self.by_length: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for word in counts:
            self.by_sound[sound_of(bare(word))].append(word)
            self.by_length[len(word)].append((word, _letters(word)))


def _letters(word: str) -> int:
    """Which letters stand in it, a bit for each: an edit changes two of them at most."""
    bits = 0
    for char in word:
        bits |= 1 << (ord(char) % 61)
    return bits


def _ranked(
    word: str, shelves: _Shelves, sounds_right: Callable[[str], bool]
) -> tuple[Spelling, ...]:
    found = {
        other: _SOUNDS_ALIKE
        for other in shelves.by_sound.get(sound_of(bare(word)), ())
        if other != word and sounds_right(other) and distance(word, other, 2) <= 2
    }
    for other, edits in _near(word, shelves):
        found[other] = min(found.get(other, 9.0), edits)
    ranked = sorted(found, key=lambda other: (found[other], -shelves.counts[other], other))
    return tuple(
        Spelling(
            other,
            0.8 if found[other] <= 1 else 0.6,
            is_bare=word.isascii(),
            is_close=len(word) >= SHORTEST_SURE and (found[other] < 1 or _is_close(word, other)),
        )
        for other in ranked[:MOST_FITTING]
    )


def _near(word: str, shelves: _Shelves) -> Iterable[tuple[str, float]]:
    size = len(word)
    if size < SHORTEST_WITH_EDIT or not word.isalpha():
        return
    limit = 2 if size >= SHORTEST_WITH_TWO else 1
    letters = _letters(word)
    for length in range(size - limit, size + limit + 1):
        for other, others in shelves.by_length.get(length, ()):
            if (letters ^ others).bit_count() > 2 * limit:
                continue
            if other == word or (other[0] != word[0] and size < SURE_FROM):
                continue
            edits = distance(word, other, limit)
            if edits <= limit:
                yield other, _SWAP if is_swapped(word, other) else edits


def _same_marks(one: str, other: str) -> bool:
    """The same tone over the same hats and horns: "trưng" may be "chưng", not "chứng"."""
    (base, tone), (other_base, other_tone) = split_tone(one), split_tone(other)
    marked = [[char for char in text if char in "ăâêôơư"] for text in (base, other_base)]
    return tone == other_tone and marked[0] == marked[1]


def _is_close(word: str, other: str) -> bool:
    """ "heat" is no slip of "hat": what is no Vietnamese syllable was hardly meant as one."""
    plain, there = bare(word), bare(other)
    if not word.isascii():
        return not is_syllable(plain)  # "chảo" may well be meant, "chưg" may not
    if is_syllable(there) and not is_syllable(plain):
        return False
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
