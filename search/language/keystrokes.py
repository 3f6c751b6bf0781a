"""Telex and VNI keys that no input method turned into letters: "ddaauj" and "d9a6u5" are "đậu"."""

import re

from search.language.canonical import with_tone

_TELEX_TONES = {"f": "\u0300", "s": "\u0301", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_TELEX_PAIRS = (
    ("dd", "đ"), ("uow", "ươ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"),
    ("aw", "ă"), ("ow", "ơ"), ("uw", "ư"),
)  # fmt: skip
_VNI_LETTERS = {
    "a6": "â", "e6": "ê", "o6": "ô", "o7": "ơ", "u7": "ư", "a8": "ă", "d9": "đ",
}  # fmt: skip
_VNI = re.compile(r"[a-z]+(?:[a-z]|[1-9])*")
_LATE_HATS = {"a": "â", "e": "ê", "o": "ô"}
_LATE_HORNS = (("uo", "ươ"), ("o", "ơ"), ("u", "ư"), ("a", "ă"))


def decoded(word: str) -> list[str]:
    """What the keys may have been meant for; the caller believes only words that it knows."""
    readings = (_from_vni(word), _from_telex(word))
    return [reading for reading in dict.fromkeys(readings) if reading and reading != word]


def _from_vni(word: str) -> str:
    if word.isalpha() or not _VNI.fullmatch(word):
        return ""
    letters, tone = "", ""
    for char in word:
        if char in _VNI_TONES:
            tone = _VNI_TONES[char]
        elif char.isdigit():
            letters = _with_vni_mark(letters, char)
            if not letters:
                return ""
        else:
            letters += char
    return with_tone(letters, tone)


def _with_vni_mark(letters: str, digit: str) -> str:
    """The mark goes to the last letter that can bear it; "" when none can."""
    if digit == "7" and "uo" in letters:
        return letters.replace("uo", "ươ")
    for place in range(len(letters) - 1, -1, -1):
        marked = _VNI_LETTERS.get(letters[place] + digit)
        if marked:
            return letters[:place] + marked + letters[place + 1 :]
    return ""


def _from_telex(word: str) -> str:
    if len(word) < 2 or not (word.isascii() and word.isalpha()):
        return ""
    base, tone = _without_tone_key(word)
    for keys, letter in _TELEX_PAIRS:
        base = base.replace(keys, letter)
    base = _with_late_keys(base)
    return "" if base == word else with_tone(base, tone)


def _without_tone_key(word: str) -> tuple[str, str]:
    """The last tone key that has a vowel before it."""
    for place in range(len(word) - 1, 0, -1):
        if word[place] in _TELEX_TONES and any(char in "aeiouyw" for char in word[:place]):
            return word[:place] + word[place + 1 :], _TELEX_TONES[word[place]]
    return word, ""


def _with_late_keys(base: str) -> str:
    """Marks typed at the end of the syllable: "daud", "lona", "tuongw"."""
    if len(base) > 2 and base.startswith("d") and base.endswith("d"):
        base = "đ" + base[1:-1]
    for vowel, hat in _LATE_HATS.items():
        doubled = base.endswith(vowel) and base.count(vowel) == 2 and not base.endswith(vowel * 2)
        if doubled and len(base) > 2:
            base = base[:-1].replace(vowel, hat, 1)
    if base.endswith("w"):
        for vowel, horned in _LATE_HORNS:
            if vowel in base[:-1]:
                return base[:-1].replace(vowel, horned, 1)
    return base
