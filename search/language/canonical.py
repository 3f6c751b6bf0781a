"""One spelling for every way of typing the same Vietnamese text.

Composed letters, look-alikes and invisible signs put right, the tone mark on the vowel where the
spelling reform has it (hoà, thuỷ, quý), number and unit as one word ("500 gr" is "500g").
"""

import re
import unicodedata
from functools import lru_cache

REMEMBERED = 65_536  # words; the whole vocabulary of a large shop
TONES = "\u0300\u0301\u0309\u0303\u0323"  # huyền, sắc, hỏi, ngã, nặng
WORD = re.compile(r"[^\W_]+")

_LOOK_ALIKES = str.maketrans(
    {
        "\u00d0": "Đ",  # eth, African d and their small letters
        "\u0189": "Đ",
        "\u00f0": "đ",
        "\u0256": "đ",
        **dict.fromkeys("\u00a0\u2009\u202f\u3000", " "),
        **dict.fromkeys("\u2018\u2019\u02bc", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad"),
    }
)
_LOOK_ALIKE = re.compile(f"[{''.join(map(chr, _LOOK_ALIKES))}]")
# "mother's", "can't": what follows the apostrophe is no word of its own
APOSTROPHIZED = re.compile(r"(?<=\w)'(?:s|t|m|d|re|ll|ve)(?!\w)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_QUANTITY = re.compile(
    r"(?<!\w)(\d+(?:[.,]\d+)?)\s*"
    r"(?:(?P<kg>kgs?|ki-?lo|kí|ký|kilograms?)|(?P<g>grams?|gam|gr|g)|(?P<ml>ml|cc)"
    r"|(?P<l>lít|lit|lits|litres?|liters?|l)|(?P<cm>cm))(?!\w)"
)
_SYLLABLE = re.compile(
    "(ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
    "([aăâeêioôơuưy]{1,3})"
    "(ch|nh|ng|[cmnpt])?"
)
_GLIDES = ("oa", "oe", "uy", "ue", "uo")  # an open syllable has its tone on the second vowel


def canonical(text: str) -> str:
    """Lower case. Equal for NFC and NFD, old and new tone placement, any blank and dash."""
    return WORD.sub(lambda match: canonical_word(match.group()), _composed(text))


def canonical_words(text: str) -> list[str]:
    """The words of `canonical(text)`."""
    return [canonical_word(word) for word in WORD.findall(_composed(text))]


def _composed(text: str) -> str:
    """All but the marks."""
    composed = unicodedata.normalize("NFKC", tidy(text)).casefold()
    composed = APOSTROPHIZED.sub("", unicodedata.normalize("NFC", tidy(composed)))
    if _DIGIT.search(composed):
        composed = _QUANTITY.sub(lambda match: f"{match[1]}{match.lastgroup}", composed)
    return composed


def tidy(text: str) -> str:
    """Look-alikes put right, what cannot be seen left out; the letters stay as they are."""
    return text.translate(_LOOK_ALIKES) if _LOOK_ALIKE.search(text) else text


@lru_cache(maxsize=REMEMBERED)
def canonical_word(word: str) -> str:
    """The tone mark on its vowel; a word that is no Vietnamese syllable stays as it is."""
    if word.isascii():
        return word
    base, tones = split_tone(word)
    return with_tone(base, tones) or word if len(tones) == 1 else word


def split_tone(word: str) -> tuple[str, str]:
    """ "đường" → ("đương", "\\u0300"): letters with their quality, and the tone marks."""
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", word):
        (tones if char in TONES else letters).append(char)
    return unicodedata.normalize("NFC", "".join(letters)), "".join(tones)


def with_tone(base: str, tone: str) -> str:
    """The syllable with the tone where it belongs; "" when `base` is no syllable."""
    place = _place_of_tone(base)
    if place is None:
        return ""
    return unicodedata.normalize("NFC", base[: place + 1] + tone + base[place + 1 :])


def _place_of_tone(base: str) -> int | None:
    match = _SYLLABLE.fullmatch(base)
    if match is None:
        return None
    initial, vowels, final = (part or "" for part in match.groups())
    marked = [place for place, char in enumerate(vowels) if char in "ăâêôơư"]
    if marked:
        return len(initial) + marked[-1]
    if len(vowels) == 1:
        return len(initial)
    second = len(vowels) == 3 or bool(final) or vowels in _GLIDES
    return len(initial) + int(second)
