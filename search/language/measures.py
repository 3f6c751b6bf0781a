"""Sizes and counts of a query: the words around a number say what it counts, not what is wanted."""

from collections.abc import Sequence

from search.language.parts import Part
from search.words import word_set

_DIMENSIONS = word_set(
    """cao rộng dài sâu dày nặng khổ size cỡ loại hộp gói túi chai lọ hũ bộ set combo lốc thùng bịch
    đường kính dung tích trọng lượng khoảng chừng rong sau day nang kho co bo
    height high width wide length long weight size diameter about pack"""
)
_COMPARED = word_set(
    "hơn trên dưới tầm cỡ tối thiểu đa than over under about at least hon tren duoi"
)
_COUNTED = word_set(
    """món cái chiếc gói túi hộp độ người con quả chai lọ hũ cây bông cành viên miếng tấm bức tầng
    mâm suất phần tuổi mon cai chiec goi tui hop do nguoi qua
    piece pieces pc pcs cup cups person people set bag bags box boxes bottle bottles inch inches oz
    pound pounds degree degrees year years pack packs"""
)


def without_measures(parts: Sequence[Part]) -> list[Part]:
    """ "cao" and "hơn" before "30cm" and "món" behind "10" say what the number counts."""
    kept: list[Part] = []
    for place, part in enumerate(parts):
        before = parts[place - 1] if place else None
        if part.is_number:
            _drop_before(kept)
        is_counted = before is not None and before.is_number and _says(part, _COUNTED)
        if not is_counted:
            kept.append(part)
    return kept


def _drop_before(kept: list[Part]) -> None:
    """What a number is compared to, then what it measures; the first word is what is wanted."""
    for words in (_COMPARED, _DIMENSIONS):
        while len(kept) > 1 and _says(kept[-1], words):
            kept.pop()


def _says(part: Part, words: frozenset[str]) -> bool:
    return part.name is None and len(part.words) == 1 and part.texts[0] in words
