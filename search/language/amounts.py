"""Prices and stars that a person wrote as words: "dưới 1 triệu", "500k-1tr", "từ 3 sao trở lên".

A number needs a unit or a comparison, so that sizes ("cao 30 cm", "bộ 6", "100g") stay words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

ABOUT = 0.2  # "khoảng 300k" reaches a fifth to either side
ABOUT_FOR_A_PRESENT = 0.4  # whoever gives thinks of a sum, not of a good
LEAST_PRICE = 1_000  # dong; a smaller number without a unit is no price
_ALL_STARS = frozenset({3, 4, 5})

# dong for what tourists think in, roughly: the chip says what was made of it
DOLLAR, EURO, POUND, AUSTRALIAN = 26_000, 29_000, 34_000, 17_000
_THOUSAND = ("k", "nghin", "ngan", "ng", "thousand")
_MILLION = ("trieu", "tr", "cu", "million", "mil", "m", "mn")
_UNITS = {**dict.fromkeys(_THOUSAND, 1_000), **dict.fromkeys(_MILLION, 1_000_000)}
_DOLLARS = ("usd", "us dollars", "us dollar", "dollars", "dollar", "bucks", "do la")
_UNITS |= {**dict.fromkeys(_DOLLARS, DOLLAR), "$": DOLLAR}
_UNITS |= dict.fromkeys(("eur", "euro", "euros", "€"), EURO)
_UNITS |= dict.fromkeys(("gbp", "£"), POUND)
_UNITS |= dict.fromkeys(("aud", "australian dollars"), AUSTRALIAN)
_UNITS["tram"] = 100_000  # "5 trăm" is 500 thousand
_AMBIGUOUS = ("ba", "nam")  # "Bà Triệu" is a street
_NUMERALS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10,
    "half a": 0.5, "nua": 0.5, "a": 1,
}  # fmt: skip
_HUNDREDS = {"tram": 100, "hundred": 100, "muoi": 10}
_SPOKEN = (
    rf"(?:{'|'.join(sorted(_NUMERALS, key=len, reverse=True))})(?:\s+(?:{'|'.join(_HUNDREDS)}))?"
    r"(?=\s+(?:nghin|ngan|trieu|cu|thousand|million)\b)"
)
_NUMBER = (
    rf"(\d{{1,3}}(?:[.,]\d{{3}})+(?!\d)|\d{{1,12}}(?:[.,]\d{{1,3}})?|[$€£]\s?\d{{1,5}}|{_SPOKEN})"
)
_UNIT = (
    r"(?:\s*(k|nghin|ngan|ng|trieu|tr|cu|million|mil|mn|m|thousand|usd|us dollars?|dollars?"
    r"|bucks|do la|euros?|eur|gbp|australian dollars|aud|tram|[$€£])(?![^\W\d_]))?"
    r"(\d{1,3}(?!\w)|\s+ruoi\b)?"  # the 2 of "1tr2", the 500 of "1tr500", "rưỡi" is a half
    r"(?:\s*(?:vnd|dong|d)(?!\w))?"
)
_AMOUNT = (
    _NUMBER + _UNIT + r"(?!\s*(?:kg|g|gr|gram|gam|ml|l|lit|cm|mm|sao|stars?)\b)(?![\w%]|[.,]\d)"
)
_CURRENCY = r"(?:vnd\s*)?"
_UP = r"tro len|do len|and up|or more|or above|and above|or higher|or better|\+"
_DOWN = (
    r"tro xuong|do xuong|tro lai|do lai|quay dau|toi da"
    r"|or less|or under|and under|or below|max(?:imum)?"
)
_TO = r"\s*(?:den|toi|to|and|va|-|~)\s*"
_NOT_INSIDE = r"(?<![\w.,])"
_NOT = "(?:khong|ko|k|kg|kh|khg|hk|hok|hong|hem|khum|dung|chua)"  # as people write it
_BELOW = "|".join(
    (
        "not more than|duoi|toi da|nho hon|re hon|it hon|thap hon",
        f"{_NOT} (?:qua|vuot|vuot qua|hon|den|toi)|not (?:over|above)|not exceeding|max of",
        "under|below|less than|cheaper than|no more than|at most|up to|max(?:imum)?|within",
    )
)
_ABOVE = "|".join(
    (
        "tren|toi thieu|it nhat|lon hon|cao hon|hon|tu",
        "over|above|more than|at least|from|min(?:imum)?",
    )
)
# a price, not the end of "tân gia", "quốc gia", "chuyên gia" or "thông gia"
_PRICE_WORD = r"(?<!\btan )(?<!\bquoc )(?<!\bchuyen )(?<!\bthong )gia"
_NEAR = (
    r"tam gia|tam|khoang|co|gan|chung|do|loanh quanh|xap xi|about|around|approximately|roughly|"
    + _PRICE_WORD
)
# what says no more than that a price is meant, before and after it
_BUDGET = (
    r"(?:(?:(?:my\s+)?budget(?:\s+(?:is|of))?|ngan sach(?:\s+la)?|kinh phi|chi phi|"
    r"spend(?:ing)?|prices?|priced(?:\s+at)?|costs?|costing|"
    r"gia ban|muc gia|tam tien|so tien)\s*:?\s+)?"
)
_ROUGHLY = (
    r"(?:(?:gia tam|tam gia|tam|khoang|co|chung|do|loanh quanh|xap xi|about|around|roughly)\s+)?"
)
_APIECE = (
    r"(?:\s*(?:each|apiece|a piece|per (?:person|piece|item|set|kg|box)|or so|mot cai|mot hop|"
    r"mot nguoi|mot phan|moi (?:cai|nguoi|mon|phan|hop)|/\s*(?:cai|nguoi|hop|kg|mon|bo|phan|suat))"
    r"(?!\w))?"
)
_PAID = _CURRENCY + _AMOUNT
_HUNDREDS_OF_THOUSANDS = rf"(?:duoi|toi da|{_NOT} qua)\s+([1-9]\d0)\s*$"  # "dưới 500", of thousand
_PRICES = tuple(
    (name, re.compile(_NOT_INSIDE + _BUDGET + pattern + _APIECE))
    for name, pattern in (
        ("range", rf"{_ROUGHLY}(?:(?:{_PRICE_WORD}\s+)?tu|from|between)\s+{_PAID}{_TO}{_PAID}"),
        ("span", rf"{_ROUGHLY}{_PAID}\s*(?:-|~|den|toi|to)\s*{_PAID}"),
        ("least", rf"(?:{_PRICE_WORD}\s+)?(?:tu\s+)?{_PAID}\s*(?:{_UP})"),
        ("most", rf"(?:{_PRICE_WORD}\s+)?{_ROUGHLY}{_PAID}\s*(?:{_DOWN})"),
        ("most", rf"(?:(?:{_PRICE_WORD}\s+)?(?:{_BELOW})|<=?)\s*{_PAID}"),
        ("most", _HUNDREDS_OF_THOUSANDS),
        ("least", rf"(?:(?:{_PRICE_WORD}\s+)?(?:{_ABOVE})|>=?)\s*{_PAID}"),
        ("about", rf"(?:{_PRICE_WORD}\s+)?(?:{_NEAR})\s+{_PAID}"),
        ("bare", _PAID),
    )
)
_DIGIT = r"([1-5]|ba|bon|nam|three|four|five)"
_NOUN = r"\s*-?\s*(?:(?:sao|stars?)\b|[*★⭐](?!\w))"
_RATED = r"(?:(?:top\s+)?(?:rated|rating)|xep hang|hang|loai|dat|chuan|muc)"
_STAR = rf"(?:ocop\s+)?(?:{_RATED}\s+)?(?:ocop\s+)?{_DIGIT}{_NOUN}"
_AT_LEAST = "tu|it nhat|toi thieu|tren|at least|from|min(?:imum)?"
_STARS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("candidate", rf"\b(?:tiem nang|candidate|potential)\s+{_STAR}"),
        ("range", rf"\b(?:tu\s+|from\s+)?{_DIGIT}\s*(?:sao|stars?)?{_TO}{_DIGIT}{_NOUN}"),
        ("range", rf"\b{_DIGIT}\s*(?:sao|stars?)?\s*(?:hoac|hay|or|,|/|&)\s*{_DIGIT}{_NOUN}"),
        ("least", rf"\b(?:{_AT_LEAST})\s+{_STAR}(?:\s*(?:{_UP}))?"),
        ("least", rf"\b{_STAR}\s*(?:{_UP})"),
        ("most", rf"\b(?:duoi|toi da|under|below|at most|up to)\s+{_STAR}"),
        ("exact", rf"\b{_STAR}"),
    )
)


@dataclass(frozen=True, slots=True)
class Amount:
    """One expression between two places of the text; whole dong, both ends included."""

    start: int
    end: int
    stars: frozenset[int] = frozenset()
    price_min: int | None = None
    price_max: int | None = None
    is_candidate: bool = False
    about: int | None = None  # the sum that was said, where that is not a limit

    @property
    def is_price(self) -> bool:
        return self.price_min is not None or self.price_max is not None


def amounts_in(flat: str) -> list[Amount]:
    """Expressions of a text in small letters without marks, in their order, none overlapping."""
    found: list[Amount] = []
    for amount in (*_stars_in(flat), *_prices_in(flat)):
        if all(amount.end <= other.start or other.end <= amount.start for other in found):
            found.append(amount)
    return sorted(found, key=lambda amount: amount.start)


def _stars_in(flat: str) -> Iterator[Amount]:
    for name, pattern in _STARS:
        for match in pattern.finditer(flat):
            numbers = [int(_NUMERALS.get(group, group)) for group in match.groups()]
            low, high = _star_bounds(name, numbers)
            stars = frozenset(range(low, high + 1)) & _ALL_STARS
            is_candidate = name == "candidate"
            if stars or is_candidate:
                yield Amount(*match.span(), stars=stars, is_candidate=is_candidate)


def _star_bounds(name: str, numbers: list[int]) -> tuple[int, int]:
    if name == "candidate":
        return 1, 0
    if name == "range":
        return min(numbers), max(numbers)
    if name == "least":
        return numbers[0], 5
    if name == "most":
        return 1, numbers[0]
    return numbers[0], numbers[0]


def _prices_in(flat: str) -> Iterator[Amount]:
    for name, pattern in _PRICES:
        for match in pattern.finditer(flat):
            groups = match.groups()
            bounds: tuple[int | None, int | None] | None
            value = None
            if name in ("range", "span"):
                bounds = _range_of(groups, needs_unit=name == "span")
            elif len(groups) == 1:
                bounds = _bounds(name, int(groups[0]) * 1_000)
            else:
                value = _dong(*groups, needs_unit=name == "bare")
                bounds = None if value is None else _bounds(name, value)
            if name in ("span", "bare") and "m" in groups:
                continue  # metres, as long as no word says that a price is meant
            if bounds is not None:
                is_about = name in ("about", "bare") and value is not None
                yield Amount(
                    *match.span(),
                    price_min=bounds[0],
                    price_max=bounds[1],
                    about=value if is_about else None,
                )


def _bounds(name: str, value: int) -> tuple[int | None, int | None]:
    if name == "most":
        return None, value
    if name == "least":
        return value, None
    return round(value * (1 - ABOUT)), round(value * (1 + ABOUT))


def for_presents(amounts: Iterable[Amount]) -> list[Amount]:
    """ "Quà khoảng 300k" leaves more room than "khăn lụa khoảng 300k"."""
    return [
        amount
        if amount.about is None
        else replace(
            amount,
            price_min=round(amount.about * (1 - ABOUT_FOR_A_PRESENT)),
            price_max=round(amount.about * (1 + ABOUT_FOR_A_PRESENT)),
        )
        for amount in amounts
    ]


def _range_of(groups: tuple[str | None, ...], *, needs_unit: bool) -> tuple[int, int] | None:
    """ "500-700k" means 500k: the first number takes the second one's unit."""
    low_number, low_unit, low_rest, number, unit, rest = groups
    low = _dong(low_number, low_unit or unit, low_rest, needs_unit=needs_unit)
    high = _dong(number, unit or low_unit, rest, needs_unit=needs_unit)
    return None if low is None or high is None else (min(low, high), max(low, high))


def _dong(
    number: str | None, unit: str | None, rest: str | None, *, needs_unit: bool
) -> int | None:
    """Whole dong; None for a number that is no price."""
    if not number or (rest and not unit):
        return None
    if number[0] in "$€£":
        number, unit = number[1:].strip(), unit or number[0]
    is_grouped = re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", number) is not None
    if not number[0].isdigit():
        value = _spoken(number)
    elif is_grouped and not unit:
        value = float(re.sub(r"[.,]", "", number))
    else:
        value = float(number.replace(",", "."))
    if not unit and (value < LEAST_PRICE or (needs_unit and not is_grouped)):
        return None
    if needs_unit and number in _AMBIGUOUS:
        return None
    scale = _UNITS.get(unit or "", 1)
    value *= scale
    if rest:
        value += scale / 2 if rest.strip() == "ruoi" else int(rest) * scale / 10 ** len(rest)
    return int(value) if 0 < value < 10**12 else None


def _spoken(number: str) -> float:
    """ "nam tram" → 500."""
    words = number.split()
    if words[-1] in _HUNDREDS and len(words) > 1:
        return _NUMERALS[" ".join(words[:-1])] * _HUNDREDS[words[-1]]
    return _NUMERALS[" ".join(words)]
