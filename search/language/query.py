"""A query as it was typed: its words with their places, and what is left when a part is dropped."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from languages.text import fold
from search.language.canonical import APOSTROPHIZED, WORD, canonical, tidy
from search.words import MAX_WORDS, bare, has_marks

MOST_CHARACTERS = 100  # longer queries cost time and find nothing
_BLANKS = re.compile(r"\s+")
_BREAK = re.compile(r"[,;:!?()]|\.\s|\s-\s")


@dataclass(frozen=True, slots=True)
class Word:
    """`text` in canonical spelling. A loose word was typed without marks and may have any."""

    text: str
    start: int
    end: int
    is_loose: bool
    is_after_break: bool = False  # a comma or the like stands before it
    is_english: bool = False  # so is the query

    @property
    def bare(self) -> str:
        return bare(self.text)

    def spelt(self, text: str) -> "Word":
        """The same place with another word, which may have any marks."""
        return replace(self, text=text, is_loose=True)


def shown(q: str) -> str:
    """What a person typed, composed and without what cannot be seen: chips quote it."""
    text = unicodedata.normalize("NFC", tidy(q[: MOST_CHARACTERS * 4]))
    text = "".join(" " if unicodedata.category(char)[0] == "C" else char for char in text)
    return _BLANKS.sub(" ", text).strip()[:MOST_CHARACTERS].strip()


def flat(text: str) -> str:
    """Small letters without marks, each in the place of the letter it was."""
    return "".join(_flat(char) for char in text)


def _flat(char: str) -> str:
    folded = fold(char)
    return folded if len(folded) == 1 else " " if char.isspace() else "."


def words_in(text: str, left_out: Iterable[tuple[int, int]] = ()) -> list[Word]:
    """The first MAX_WORDS words of a shown query; a number and its unit are one.

    All are loose when none has marks: a person with an input method uses it for the whole query.
    """
    gaps = [*left_out, *(match.span() for match in APOSTROPHIZED.finditer(text))]
    words: list[Word] = []
    for match in WORD.finditer(text):
        start, end = match.span()
        if any(start < gap_end and gap_start < end for gap_start, gap_end in gaps):
            if words and _is_not(text, start, end):
                words[-1] = Word("not", words[-1].start, end, is_loose=True)
            continue
        if words and (joined := _with_unit(text, words[-1], end)):
            words[-1] = joined
            continue
        is_after_break = bool(words and _BREAK.search(text, words[-1].end, start))
        found = WORD.findall(canonical(match.group()))
        words += [Word(word, start, end, True, is_after_break) for word in found]
    words = words[:MAX_WORDS]
    if any(has_marks(word.text) for word in words):
        return [replace(word, is_loose=False) for word in words]
    return words


def _is_not(text: str, start: int, end: int) -> bool:
    """The t of "don't": its "don" is no word of its own."""
    return text[start - 1 : start] == "'" and text[start:end].lower() == "t"


def _with_unit(text: str, number: Word, end: int) -> Word | None:
    """ "500" before "gr" is "500g", as the index writes it."""
    if not number.text.isdigit():
        return None
    found = WORD.findall(canonical(text[number.start : end]))
    return replace(number, text=found[0], end=end) if len(found) == 1 else None


def without(text: str, start: int, end: int) -> str:
    return " ".join(f"{text[:start]} {text[end:]}".split())
