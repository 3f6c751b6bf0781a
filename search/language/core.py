"""What a query is about at its core: the words that goods must have when nothing has them all.

People describe: "the pointy straw hat farmers wear in the rice fields" asks for a straw hat. A
word that only describes, or that stands behind "for", "with" or "cho", may be left out. What names
the good may not: in English the last noun before such a word, in Vietnamese the first, with all
that stands beside it. A query for something the shop has not got stays without an answer.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from search.language.lexicon import Kind
from search.language.likeness import is_syllable
from search.language.parts import Part, Reading, is_english
from search.words import word_set

# what follows says for whom, where, with what; what stands before it is asked for
_ENGLISH_BOUNDARIES = word_set(
    """for with that to in on by who whose which where when while because so since against without
    like as at into inside under near during from if but i we my you they it is are can will
    made after before instead above below beside beneath over around between behind next
    outside without"""
)
_VIETNAMESE_BOUNDARIES = word_set(
    """cho để dùng với từ ở tại khi vào lúc trong trên nhân dịp mà được giúp hợp kiểu theo giống
    mang đem gửi dành phục vụ nhằm nếu vì do là thì mình tôi em anh chị
    có kèm gồm ít nhiều
    đội đeo chấm pha uống nấu đựng treo cắm thay giao thắp đốt trị chữa giảm tiếp lót tránh
    đắp mặc quàng choàng ngồi nằm trải bày gội lau gọt tận ngoài"""
)
# without marks most of them may be goods: "la" is a leaf, "trong" a drum
_PLAIN_BOUNDARIES = frozenset({"cho", "khi", "duoc", "giup", "voi", "dip", "danh"})
_MEASURES = word_set(
    """hộp hũ lọ chai gói túi bịch con quả trái bức tấm bó cành cặp đôi bộ set nồi niêu thùng thố
    lạng phần suất mẹt cân ký lốc vỉ cuộn quyển miếng viên khúc thanh sợi chùm nải mớ giỏ
    hop hu chai goi bich buc bo canh cap doi noi nieu thung"""
)
_WHOSE = frozenset({"for", "cho"})  # "for cats" is in the lexicon as one phrase
TASTES = word_set("sweet sour salty bitter strong spicy oily fatty ngọt chua mặn đắng")
_OF = frozenset({"of", "from", "made"})
_AND = frozenset({"and", "or", "và", "hoặc", "hay", "va", "hoac", "plus", "cùng"})
_ORIGIN = frozenset({"from", "of", "in", "made", "từ", "ở", "tại", "của", "tu", "o", "tai", "cua"})
_DESTINATION = word_set(
    "to for back like at visiting sang về đi qua tới cho ve di toi like kiểu kieu giống"
)
_DESCRIPTIVE_ENDINGS = ("ful", "ous", "ish", "able", "ible", "less", "ly", "est", "ed")
_SHORTEST_DESCRIPTIVE = 6  # letters
LONG = 6  # words; in so long a sentence an unknown word before the head only describes it


@dataclass(frozen=True, slots=True)
class Core:
    """`needed` parts must all be found and one of `either`, if there are any."""

    needed: tuple[Part, ...]
    either: tuple[Part, ...] = ()
    left_out: tuple[Part, ...] = ()  # what only describes


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Neighbouring contents without a boundary between them. `opened_by`: the boundary."""

    parts: tuple[Part, ...]
    opened_by: str = ""
    ends_at: int = 0  # how many of the parts stand before the first "of"
    joins: tuple[int, ...] = ()  # places of the parts that follow an "and"

    @property
    def named(self) -> tuple[Part, ...]:
        """Without what only describes, and without "hũ" before a good: so much of it."""
        named = tuple(part for part in self.parts if not describes(part))
        if len(named) > 1 and named[-1].texts[0] in TASTES:  # "fruit wine sweet"
            named = named[:-1]
        measures = len(named) > 1 and named[0].texts[0] in _MEASURES and len(named[0].words) == 1
        return named[1:] if measures else named


def describes(part: Part) -> bool:
    """Says how, where, when or how many, and never what."""
    if part.is_number:
        return True
    if part.sense is not None:
        # an English word may be a Vietnamese one where no mark tells: "long", "to"
        is_unsure = part.is_loose and len(part.words) == 1 and is_syllable(part.bare[0])
        is_meant = part.is_english or not is_unsure
        return is_meant and Kind.DESCRIPTION in part.sense.roles
    word = part.texts[0]
    return (
        len(part.words) == 1
        and len(word) >= _SHORTEST_DESCRIPTIVE
        and word.endswith(_DESCRIPTIVE_ENDINGS)
    )


def wishes_alone(parts: Sequence[Part], *, has_limits: bool) -> list[Part]:
    """Beside a wish or a limit, what only describes asks for nothing of its own."""
    is_wish = has_limits or any(part.is_intent for part in parts)
    if is_wish and all(describes(part) for part in parts if part.is_content):
        return [part for part in parts if not part.is_content]
    return list(parts)


def tells(part: Part) -> bool:
    """A description that goods may or may not meet: a colour, a size."""
    return part.is_number or (part.sense is not None and bool(part.sense.means))


def is_foreign(reading: Reading) -> bool:
    """Asks for goods of elsewhere, or for what a shop of crafts never has."""
    opened_by, english, is_about = "", is_english(reading.words), True
    for part in reading.parts:
        roles = part.sense.roles if part.sense is not None else frozenset[Kind]()
        is_about = is_about and not _is_boundary(part, english=english)
        if Kind.ABSENT in roles and (is_about or part.texts[0] in _WHOSE):
            return True
        if Kind.ELSEWHERE in roles and opened_by not in _DESTINATION:
            return True
        word = part.texts[-1]
        if word in _DESTINATION or (word in _ORIGIN and opened_by not in _DESTINATION):
            opened_by = word
        elif not part.is_filler and not describes(part):
            opened_by = ""
    return False


def plain(reading: Reading, goods: Sequence[Part]) -> Core | None:
    """Everything but descriptions and boundaries."""
    needed = tuple(part for part in goods if not describes(part) and not _is_boundary(part))
    left_out = tuple(part for part in goods if part not in needed)
    return Core(needed, left_out=left_out) if needed and left_out else None


def cores(
    reading: Reading, goods: Sequence[Part], is_known: Callable[[Part], bool]
) -> Iterator[Core]:
    """What is asked for, without what is said about it; nothing when its words are unknown."""
    phrases = list(_phrases(reading))
    makers = tuple(part for part in goods if part.name is not None and part.name.kind == "producer")
    first = next((phrase for phrase in phrases if phrase.named), None)
    yield from _about(reading, goods, first, is_known)
    if makers and len(makers) < len(goods):
        yield Core(makers)


def _about(
    reading: Reading,
    goods: Sequence[Part],
    first: _Phrase | None,
    is_known: Callable[[Part], bool],
) -> Iterator[Core]:
    if first is None:
        return
    if first.joins:
        yield Core((), tuple(part for part in _joined(first, reading) if is_known(part)))
    english = is_english(reading.words)
    head = _head(first) if english else first.named[0]
    named = tuple(part for part in first.named if is_known(part))
    if len(named) < len(first.named):
        is_told = english and len(reading.words) >= LONG and _means(head)
        if not is_told or not is_known(head):
            return
    names = [part for part in goods if part.name is not None and part not in named]
    if len(named) + len(names) < len(goods):
        yield Core((*named, *names))
    if first.joins:
        return
    others = tuple(part for part in named if part is not head)
    if len(named) == 2 and _is_sure(head):
        yield Core((head, *names))
    elif len(named) > 2 and (english or head.sense is not None):
        yield Core((head, *names), others)


def _means(part: Part) -> bool:
    return part.sense is not None and bool(part.sense.means)


def head_of(reading: Reading) -> Part | None:
    """What names the good."""
    first = next((phrase for phrase in _phrases(reading) if phrase.named), None)
    if first is None:
        return None
    return _head(first) if is_english(reading.words) else first.named[0]


def _is_sure(part: Part) -> bool:
    """Says enough by itself: a "đèn lồng" of cloth is a lantern, but an "áo" for the rain is no
    dress."""
    return len(part.words) > 1 and _means(part)


def _phrases(reading: Reading) -> Iterator[_Phrase]:
    english = is_english(reading.words)
    parts: list[Part] = []
    opened_by, ends_at, joins = "", 0, list[int]()
    for part in reading.parts:
        word = part.texts[0]
        is_break = part.words[0].is_after_break
        if is_break or _is_boundary(part, english=english):
            if parts:
                yield _Phrase(tuple(parts), opened_by, ends_at or len(parts), tuple(joins))
            parts, ends_at, joins = [], 0, []
            opened_by = "" if is_break else word
        if part.is_content and not _is_boundary(part, english=english):
            parts.append(part)
        elif word in _OF and parts:
            ends_at = ends_at or len(parts)
        elif word in _AND and parts:
            joins.append(len(parts))
    if parts:
        yield _Phrase(tuple(parts), opened_by, ends_at or len(parts), tuple(joins))


def _is_boundary(part: Part, *, english: bool | None = None) -> bool:
    if len(part.words) > 1 and not part.is_filler:
        return False
    if not (part.is_filler or part.sense is None) or part.name is not None:
        return False
    word = part.texts[0]
    if english is None:
        return word in _ENGLISH_BOUNDARIES or word in _VIETNAMESE_BOUNDARIES
    if english:
        return word in _ENGLISH_BOUNDARIES
    return word in (_PLAIN_BOUNDARIES if part.is_loose else _VIETNAMESE_BOUNDARIES)


def _head(phrase: _Phrase) -> Part:
    """ "model of a monument" is a model, "straw hat" a hat."""
    before = [part for part in phrase.parts[: phrase.ends_at] if part in phrase.named]
    return before[-1] if before else phrase.named[-1]


def _joined(phrase: _Phrase, reading: Reading) -> tuple[Part, ...]:
    """The head of each side of an "and"."""
    places = [0, *phrase.joins, len(phrase.parts)]
    sides = [phrase.parts[start:end] for start, end in pairwise(places)]
    named = [[part for part in side if not describes(part)] for side in sides]
    return tuple(side[-1 if is_english(reading.words) else 0] for side in named if side)
