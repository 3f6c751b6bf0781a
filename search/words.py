"""Words of a text as the index knows them: engines are handed ready words and only match."""

from collections.abc import Iterable
from functools import lru_cache

from languages.text import fold
from search.language.canonical import REMEMBERED, canonical_words

MAX_WORDS = 12  # of a query; more cost time and find nothing


def words_of(text: str) -> list[str]:
    """Lower-case words with their diacritics, in canonical spelling before they are cut."""
    return canonical_words(text)


def bare_words_of(text: str) -> list[str]:
    """The same words without diacritics, đ as d, English plurals as singulars."""
    return [bare(word) for word in words_of(text)]


@lru_cache(maxsize=REMEMBERED)
def bare(word: str) -> str:
    """One word as `bare_words_of` writes it."""
    return _singular(fold(word))


def _singular(word: str) -> str:
    """Harman's S-stemmer; no Vietnamese syllable ends in s."""
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1]


def joined(texts: Iterable[str | None]) -> str:
    return " ".join(text for text in texts if text)


def query_words(q: str) -> list[str]:
    """At most MAX_WORDS different words of a query, in their order."""
    return list(dict.fromkeys(words_of(q)))[:MAX_WORDS]


def word_set(text: str) -> frozenset[str]:
    """A list of words as code writes it down."""
    return frozenset(text.split())


def has_marks(word: str) -> bool:
    return not word.isascii()
