"""Words of a text as the index knows them: engines are handed ready words and only match."""

import re
import unicodedata
from collections.abc import Iterable

from languages.text import fold

MAX_WORDS = 12  # of a query; more cost time and find nothing
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """Lower-case words with their diacritics, canonically composed (NFC) before they are cut."""
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())


def bare_words_of(text: str) -> list[str]:
    """The same words without diacritics, đ as d: what people type without an input method."""
    return _WORD.findall(fold(text))


def joined(texts: Iterable[str]) -> str:
    return " ".join(text for text in texts if text)


def query_words(q: str) -> list[str]:
    """At most MAX_WORDS different words of a query, in their order."""
    return list(dict.fromkeys(words_of(q)))[:MAX_WORDS]


def has_marks(word: str) -> bool:
    return not word.isascii()
