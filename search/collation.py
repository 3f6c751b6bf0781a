"""Vietnamese dictionary order for names, the same in every database and engine."""

import unicodedata
from functools import lru_cache

from search.language.canonical import REMEMBERED
from search.words import words_of

_ORDER = {
    letter: chr(ord("A") + place)
    for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
}
# no tone, huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def sort_key(text: str) -> str:
    """A key whose plain byte order is the dictionary's: word by word, letters before tones.

    Digits come before letters; ă â đ ê ô ơ ư are letters of their own.
    """
    return " ".join(_word_key(word) for word in words_of(text))


@lru_cache(maxsize=REMEMBERED)
def _word_key(word: str) -> str:
    letters, tone = [], "0"
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    base = unicodedata.normalize("NFC", "".join(letters))
    # "!" sorts below every digit and letter, so that a short word comes before a longer one
    return "".join(_ORDER.get(letter, letter) for letter in base) + "!" + tone
