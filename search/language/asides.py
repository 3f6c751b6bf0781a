"""What a query for a present says of the person or of the day, and not of the present.

"Quà cho mẹ hay đi câu" asks for no fish, "lương đầu tháng mua gì cho mẹ" for no wages. Such words
are asked for first, since they may be goods all the same ("mẹ thích gốm"), and done without when
that finds too little. What stands where goods stand stays needed: "quà là nồi chiên".
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from search.language.lexicon import Kind
from search.language.parts import Part, is_for_giving

_ASKING = frozenset({"gì", "what"})
_ASKING_BARE = frozenset({"gi"})
# what follows says what a person is like or does, or when the present is given
_ABOUT_A_PERSON = frozenset(
    {"thích", "mê", "khoái", "nghiện", "ghiền", "ưa", "chuộng", "yêu", "hay", "thường", "luôn",
     "đang", "sắp", "mới", "vừa", "đã", "từng", "chuẩn", "bị", "được", "biết", "chuyên", "làm",
     "dạy", "học", "sống", "ở", "tại", "bên", "đi", "về", "sang", "lên", "xa", "gần", "lớn",
     "trẻ", "già", "cũ", "khó", "kỹ", "tương", "cùng", "chung", "hiền", "bận", "út", "tốt",
     "tuổi", "đại", "cấp", "dự", "trọ", "nhà", "mà", "sau", "khi", "trước", "vì", "với", "từ",
     "lâu", "thân", "quý", "nuôi", "ruột", "kết", "dễ", "vui", "giỏi", "ngoan", "xinh", "nghèo",
     "giàu", "miền", "chăm", "giúp", "đón", "tham", "lần", "để", "yếu", "đáng", "hơi", "cực",
     "quá", "in", "with", "at", "living", "meeting", "working", "studying", "going", "moving",
     "leaving", "turning", "who", "whose",
     "đau", "nhức", "mỏi", "mất", "bệnh", "mắc"}
)  # fmt: skip
# without marks the others may be goods: "me" is a sesame or a mother
_ABOUT_A_PERSON_BARE = frozenset({"thich", "nghien", "dang", "sap", "vua"})
_FOR = frozenset({"cho", "for"})
# how presents are packed: whoever finds no box within the price takes a present without one
_PACKED = frozenset(
    {("hộp", "quà"), ("giỏ", "quà"), ("set", "quà"), ("bộ", "quà"), ("combo", "quà"),
     ("gói", "quà"), ("gift", "box"), ("gift", "set"), ("gift", "basket"),
     ("gift", "hamper"), ("hamper",), ("tet", "hamper")}
)  # fmt: skip
# before where somebody lives: "con trong Sài Gòn", "friend in London"
_WHERE = frozenset(
    {"trong", "ngoài", "ở", "tại", "bên", "tận", "dưới", "trên", "sống", "về", "sang", "vào", "ra",
     "miền", "in", "living", "to"}
)  # fmt: skip
_PRESENT = frozenset({"quà", "gift", "gifts", "present", "presents"})


def with_asides(parts: Sequence[Part]) -> list[Part]:
    """Where a present is looked for, words may tell of the person ("cho thợ điện", "mẹ hay đi
    câu"), or of the day when the query asks what to give. They are asked for first, and done
    without afterwards."""
    if not is_for_giving(parts):
        return list(parts)
    told: list[Part] = []
    is_asking = any(_has(part, _ASKING, _ASKING_BARE) for part in parts)
    is_present = any(_has(part, _PRESENT, frozenset({"qua"})) for part in parts)
    is_person = is_about = is_for = is_told = False
    for place, part in enumerate(parts):
        if is_person and _is_address(parts, place):
            if told and told[-1].is_content and _has(told[-1], _WHERE, _WHERE):
                told.pop()
            continue
        is_open = part.is_content or part.is_filler
        is_opening = is_person and is_open and _has(part, _ABOUT_A_PERSON, _ABOUT_A_PERSON_BARE)
        is_about = is_about or is_opening
        is_told_of = is_told and not part.is_foreign
        is_aside = is_asking or is_about or is_for or is_told_of or _is_packed(part)
        if part.is_content and part.name is None and is_aside:
            if not is_opening or part.sense is not None:
                _add_aside(told, part)
        else:
            told.append(part)
        is_person = is_person or part.is_intent or "người" in part.texts
        is_for = is_person and (part.texts[-1] in _FOR or (is_for and not part.is_intent))
        # "quà sinh nhật bánh kem" asks for a cake, "quà cho con gái lớp 5" for no class
        is_told = is_told or (is_present and _is_recipient(part))
    return told


def _is_address(parts: Sequence[Part], place: int) -> bool:
    sense, before = parts[place].sense, parts[place - 1]
    if sense is None or Kind.ELSEWHERE not in sense.roles or place == 0:
        return False
    return before.texts[-1] in _WHERE


def _is_packed(part: Part) -> bool:
    return not _PACKED.isdisjoint({part.texts[:2], part.bare[:2], part.bare[:1]})


def _is_recipient(part: Part) -> bool:
    return part.sense is not None and part.sense.kind is Kind.RECIPIENT


def _add_aside(told: list[Part], part: Part) -> None:
    """Unknown neighbours are one: "câu cá" is no fish."""
    last = told[-1] if told else None
    if last is not None and last.is_aside and last.sense is None and part.sense is None:
        told[-1] = Part((*last.words, *part.words), is_aside=True)
    else:
        told.append(replace(part, is_aside=True))


def _has(part: Part, written: frozenset[str], loose: frozenset[str]) -> bool:
    """`loose`: those of the words that say the same without their marks."""
    words = written | loose if part.is_loose else written
    return not words.isdisjoint(part.texts)


def without_asides(parts: Iterable[Part]) -> list[Part]:
    return [part for part in parts if not part.is_aside]
