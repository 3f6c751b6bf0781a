"""How much alike two words are: to the ear, in their keys, in their marks."""

import re
import unicodedata
from functools import lru_cache

from languages.text import fold
from search.language.canonical import REMEMBERED, split_tone

# spellings that many speakers do not tell apart; for rescue only, never for a first look
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^ngh", "ng"), (r"^gh", "g"), (r"^(?:tr|ch)", "c"), (r"^k(?!h)", "c"), (r"^qu", "cu"),
        (r"^gi(?=[aeiouy])", "z"), (r"^[dr]", "z"), (r"^x", "s"), (r"^n(?![hg])", "l"),
        (r"^ph", "f"), (r"y", "i"), (r"n[gh]$", "n"), (r"(?:ch|c)$", "t"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_LONGEST_SYLLABLE = 7
_NUCLEI = (
    "a ai ao au ay e eo eu i ia ie ieu iu o oa oai oao oay oe oeo oi oo u ua uai uay ue ui uo uoi "
    "uou uu uy uya uye uyu y ye yeu"
)
_SYLLABLE = re.compile(
    "(?:ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?"
    f"(?:{'|'.join(_NUCLEI.split())})(?:ch|nh|ng|[cmnpt])?"
)


@lru_cache(maxsize=REMEMBERED)
def sound_of(bare_word: str) -> str:
    """A rough phonetic key: "xon" and "son", "lon" and "non" sound alike."""
    if len(bare_word) > _LONGEST_SYLLABLE or not bare_word.isalpha():
        return bare_word
    for pattern, sound in _SOUNDS:
        bare_word = pattern.sub(sound, bare_word)
    return bare_word


def is_syllable(bare_word: str) -> bool:
    """Could be written in Vietnamese without marks."""
    return _SYLLABLE.fullmatch(bare_word) is not None


def is_swapped(one: str, other: str) -> bool:
    """Two neighbouring letters changed places: "trnag", "trang"."""
    if len(one) != len(other):
        return False
    places = [place for place, pair in enumerate(zip(one, other, strict=True)) if len({*pair}) > 1]
    return (
        len(places) == 2
        and places[1] == places[0] + 1
        and one[places[0]] == other[places[1]]
        and one[places[1]] == other[places[0]]
    )


def distance(one: str, other: str, limit: int) -> int:
    """Damerau's: insertions, deletions, substitutions, swaps; `limit` + 1 when there are more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, char in enumerate(one, start=1):
        last, row = row, [place]
        for column, there in enumerate(other, start=1):
            cost = min(last[column] + 1, row[-1] + 1, last[column - 1] + (char != there))
            if place > 1 < column and (char, one[place - 2]) == (other[column - 2], there):
                cost = min(cost, before[column - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before = last
    return row[-1]


def may_mean(typed: str, written: str) -> bool:
    """Same letters, marks left out or a tone mistaken: "bưỡi" may mean "bưởi", "lúa" not "lùá".

    A hat or horn that was typed is meant: "điện" is never "diễn".
    """
    typed_base, written_base = split_tone(typed)[0], split_tone(written)[0]
    if typed_base == written_base:
        return True
    return fold(typed) == fold(written) and all(
        there == char or char == _plain(char)
        for char, there in zip(typed_base, written_base, strict=False)
    )


def _plain(char: str) -> str:
    return "d" if char == "đ" else unicodedata.normalize("NFD", char)[0]
