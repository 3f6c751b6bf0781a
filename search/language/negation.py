"""What goods must not have: "without peanuts", "not polyester", "gluten-free", "không đường"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from search.language.core import TASTES
from search.language.lexicon import Kind, Meaning
from search.language.likeness import is_syllable
from search.language.parts import Part, is_english
from search.plan import Exclusion, Field, Phrase
from search.words import bare, has_marks, word_set

_BEFORE_ENGLISH = frozenset(
    {"without", "no", "not", "non", "except", "excluding", "minus", "avoid"}
)
_BEFORE = frozenset({"không", "chẳng", "trừ", "kiêng", "tránh", "kị", "kỵ", "khong", "tru"})
_ALLERGIC = frozenset({"allergic", "allergy", "intolerant", "intolerance", "dị ứng", "di ung"})
_BEHIND = frozenset({"free", "allergy", "allergic", "intolerant", "intolerance"})
# between the cue and what it is about
_BETWEEN = word_set(
    """any the a an to of or and nor added containing contain contains made from with in using is
    eat drink like want take have has able chứa có dùng phải thêm được bị với cho vị chất
    hoặc hay và chua co dung them voi va hoac món đồ ăn"""
)
_JOINS = word_set("or and nor hoặc hay và hoac va")
_SAYS_SO = ("không", "không có", "không chứa", "no", "without", "non", "không thêm")
_TOLD = frozenset({Field.TITLE, Field.TITLE_EN, Field.KINDS, Field.TEXT})
_DEGREES = frozenset({"too", "very", "so", "that", "quá", "lắm", "nhiều", "qua"})
_QUALITIES = TASTES - {"spicy"} | {"greasy"}
_SURE = 0.7  # weight of a meaning from which on goods that have it are left out, too
_MOST = 30  # phrases of one exclusion


@dataclass(frozen=True, slots=True)
class Avoided:
    """Parts from `start` to `end` in the query that say what is not wanted."""

    start: int
    end: int
    said: tuple[str, ...]  # as it was typed, without the cue
    exclusion: Exclusion | None  # None for a mere quality: "not too sweet"


def without_avoided(parts: Sequence[Part]) -> tuple[list[Part], list[Avoided]]:
    """The parts that are wanted, and what is not."""
    kept: list[Part] = []
    avoided: list[Avoided] = []
    english = is_english([word for part in parts for word in part.words])
    place = 0
    while place < len(parts):
        if size := _cue(parts, place, english=english):
            end, objects = _objects(parts, place + size)
            if objects:
                avoided.append(_avoided(parts[place:end], objects))
            place = max(end, place + size)  # "có nón lá không" asks a question
            continue
        if parts[place].texts[-1] in _BEHIND and kept and kept[-1].is_content:
            objects = [kept.pop()]
            avoided.append(_avoided([*objects, parts[place]], objects))
            place += 1
            continue
        if _is_denial(parts, place):  # "không có thịt" and "lợn"
            avoided.append(_avoided(parts[place : place + 2], [parts[place + 1]]))
            place += 2
            continue
        kept.append(parts[place])
        place += 1
    avoided += [found for part in kept if (found := _diet(part)) is not None]
    return _without_diets(kept), avoided


def _cue(parts: Sequence[Part], place: int, *, english: bool) -> int:
    """Of how many parts the words consist that deny what follows; 0 when they deny nothing."""
    part = parts[place]
    text = " ".join(part.texts)
    if text in _BEFORE or text in _ALLERGIC:
        return int(part.is_filler or part.sense is None)
    if english and text in _BEFORE_ENGLISH:
        return 1
    following = parts[place + 1 : place + 2]
    return 2 if following and f"{text} {' '.join(following[0].texts)}" in _ALLERGIC else 0


def _is_denial(parts: Sequence[Part], place: int) -> bool:
    """A wish that begins with "không" goes on: in Vietnamese what follows makes it narrower."""
    part, following = parts[place], parts[place + 1 : place + 2]
    if not part.is_intent or part.texts[0] not in _BEFORE or len(part.words) < 2:
        return False
    return bool(following and following[0].is_content and not following[0].words[0].is_after_break)


def _objects(parts: Sequence[Part], start: int) -> tuple[int, list[Part]]:
    """What the cue is about and where that ends: one thing, and what "or" joins to it."""
    found: list[Part] = []
    place, is_joined = start, True
    while place < len(parts):
        part = parts[place]
        if part.words[0].is_after_break and found:
            break
        if part.texts[-1] in _JOINS and found:
            is_joined = True
        elif part.texts[0] in _BETWEEN or part.texts[0] in _DEGREES:
            if found:
                break
        elif part.is_filler:
            break
        elif is_joined:
            found.append(part)
            is_joined = False
        else:
            break
        place += 1
    while found and place > start and parts[place - 1].texts[-1] in _JOINS:
        place -= 1
    return place, found


def _avoided(spoken: Sequence[Part], objects: Sequence[Part]) -> Avoided:
    words = [word for part in spoken for word in part.words]
    said = tuple(" ".join(part.texts) for part in objects)
    is_degree = any(part.texts[0] in _DEGREES for part in spoken)
    named = [part for part in objects if not is_degree and not _is_quality(part)]
    phrases = [phrase for part in named for phrase in _phrases(part)]
    exclusion = _exclusion(phrases) if phrases else None
    return Avoided(words[0].start, words[-1].end, said, exclusion)


def _is_quality(part: Part) -> bool:
    sense = part.sense
    if part.texts[0] in _QUALITIES:
        return True
    return sense is not None and (
        sense.is_intent or (Kind.DESCRIPTION in sense.roles and not sense.means)
    )


def _phrases(part: Part) -> Iterator[Phrase]:
    if part.sense is not None:
        for meaning in (*part.sense.means, *part.sense.avoids):
            if meaning.weight >= _SURE:
                yield from _told(meaning)
    yield Phrase(part.texts, fields=_TOLD)
    if part.is_loose:
        yield Phrase(part.bare, bare=True, fields=_TOLD)


def _told(meaning: Meaning) -> Iterator[Phrase]:
    yield Phrase(meaning.words, fields=_TOLD)
    if all(word.isascii() and not is_syllable(word) for word in meaning.words):
        yield Phrase(tuple(bare(word) for word in meaning.words), bare=True, fields=_TOLD)


def _exclusion(phrases: Sequence[Phrase]) -> Exclusion:
    found = tuple(dict.fromkeys(phrases))[:_MOST]
    spared = [
        Phrase((*says.split(), *phrase.words), bare=phrase.bare, fields=_TOLD)
        for phrase in found
        for says in _SAYS_SO
        if not (phrase.bare and has_marks(says))
    ]
    free = [replace(p, words=(*p.words, "free")) for p in found if p.words[-1].isascii()]
    return Exclusion(found, (*spared, *free))


def _diet(part: Part) -> Avoided | None:
    if part.sense is None or not part.sense.avoids:
        return None
    phrases = [phrase for meaning in part.sense.avoids for phrase in _told(meaning)]
    start, end = part.words[0].start, part.words[-1].end
    return Avoided(start, end, (" ".join(part.texts),), Exclusion(tuple(phrases)))


def _without_diets(parts: Sequence[Part]) -> list[Part]:
    """ "vegan" asks for goods only where nothing else does."""
    others = [part for part in parts if part.is_content and not (part.sense and part.sense.avoids)]
    if not others:
        return [
            part for part in parts if not part.sense or not part.sense.avoids or part.sense.means
        ]
    return [part for part in parts if part.sense is None or not part.sense.avoids]
