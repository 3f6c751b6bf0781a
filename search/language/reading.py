"""From words to parts with a meaning: names, phrases of the lexicon, intents, plain words."""

from collections.abc import Sequence
from dataclasses import replace

from search.language.lexicon import Kind
from search.language.parts import Knowledge, Part, Reading, is_english, part_of
from search.language.query import Word
from search.language.respelling import put_right
from search.language.vocabulary import Spelling
from search.words import bare


def read(words: Sequence[Word], known: Knowledge, *, is_typing: bool = False) -> Reading:
    """Longest meaning first. The last word of a query that is being typed is left as it is."""
    words_right, spellings = put_right(words, known, is_typing=is_typing)
    if is_english(words_right):
        words_right = [replace(word, is_english=True) for word in words_right]
        spellings = {replace(word, is_english=True): found for word, found in spellings.items()}
    parts = with_kin(_parts(words_right, known, spellings), known)
    parts = without_purpose(without_place_words(parts))
    texts = [word.text for word in words]
    corrected = bool(spellings) or [word.text for word in words_right] != texts
    return Reading(tuple(parts), corrected, tuple(words_right))


def read_word_by_word(reading: Reading, known: Knowledge) -> Reading:
    """The same with every phrase of the lexicon taken apart; names and intents stay whole."""
    parts: list[Part] = []
    for part in reading.parts:
        is_whole = part.name is not None or part.is_glued or part.is_foreign or part.is_aside
        if part.is_content and len(part.words) > 1 and not is_whole:
            parts += [part_of((word,), known) for word in part.words]
        else:
            parts.append(part)
    return replace(reading, parts=tuple(part for part in parts if not part.is_filler))


_TO_WHOM = ("cho", "tặng", "biếu")
_GIVING = frozenset(map(bare, (*_TO_WHOM, "quà", "mừng")))


def _parts(
    words: Sequence[Word], known: Knowledge, spellings: dict[Word, tuple[Spelling, ...]]
) -> list[Part]:
    parts, place = [], 0
    longest = max(known.lexicon.longest, known.names.longest)
    while place < len(words):
        part = _longest(words, place, known, longest)
        size = len(part.words)
        may_cut = size > 1 and (part.is_filler or part.bare[0] in _GIVING)
        if may_cut and _cuts_a_wish(words, place, size, known, longest):
            part = part_of((words[place],), known)
        if _describes_more(words, place, part, known, longest):
            part = part_of((words[place],), known)
        if _hides_a_name(words, place, part, known):
            part = part_of((words[place],), known)
        if len(part.words) == 1 and (around := _around(words, place, known)) is not None:
            parts += [around, part_of((words[place + 1],), known)]
            place += 3
            continue
        if len(part.words) == 1 and part.words[0] in spellings:
            part = replace(part, spellings=spellings[part.words[0]])
        parts.append(part)
        place += len(part.words)
    return parts


def _around(words: Sequence[Word], place: int, known: Knowledge) -> Part | None:
    """ "silk long scarf" is a silk scarf that is long."""
    if place + 2 >= len(words) or not words[place].is_english:
        return None
    between = part_of((words[place + 1],), known)
    if between.sense is None or Kind.DESCRIPTION not in between.sense.roles:
        return None
    part = part_of((words[place], words[place + 2]), known)
    is_goods = part.sense is not None and part.is_content and bool(part.sense.means)
    return part if is_goods and not part.is_foreign else None


def _describes_more(
    words: Sequence[Word], place: int, part: Part, known: Knowledge, longest: int
) -> bool:
    """ "local fruit" before "wine": "fruit wine" is the good, and "local" is said of it."""
    size = len(part.words)
    if size < 2 or part.name is not None or not part.is_content or not words[place].is_english:
        return False
    first = part_of((words[place],), known)
    if not first.is_filler and not (first.sense and Kind.DESCRIPTION in first.sense.roles):
        return False
    later = _longest(words, place + 1, known, longest)
    return later.is_content and later.sense is not None and len(later.words) >= size


def _hides_a_name(words: Sequence[Word], place: int, part: Part, known: Knowledge) -> bool:
    """ "hàng Đường Lâm" is what Đường Lâm has, and not "Hàng Đường" with a word too many."""
    size = len(part.words)
    if part.name is None or size < 2 or not part_of((words[place],), known).is_filler:
        return False
    beyond = tuple(words[place + 1 : place + 1 + size])
    return len(beyond) == size and part_of(beyond, known).name is not None


def _cuts_a_wish(
    words: Sequence[Word], place: int, size: int, known: Knowledge, longest: int
) -> bool:
    """ "tặng bạn" before "gái": the wish "bạn gái" is the better reading. "nhân dịp" before "tết
    dương" cuts nothing."""
    later = _longest(words, place + 1, known, longest)
    if not later.is_intent or len(later.words) < size:
        return False
    if place + size >= len(words):
        return True
    following = _longest(words, place + size, known, longest)
    return not (following.is_intent and size + len(following.words) > 1 + len(later.words))


def _longest(words: Sequence[Word], place: int, known: Knowledge, longest: int) -> Part:
    """What has a meaning and begins here, or the word alone."""
    for size in range(min(longest, len(words) - place), 0, -1):
        found = part_of(tuple(words[place : place + size]), known)
        if found.name is not None or found.sense is not None:
            return found
    return Part((words[place],))


# "fan to cool myself in the heat": what follows says what for, in words that names hardly have
_PURPOSE = frozenset(
    {"to", "like", "when", "while", "that", "which", "who", "so", "because", "before", "after",
     "since", "whose", "where", "if"}
)  # fmt: skip


def with_kin(parts: Sequence[Part], known: Knowledge) -> list[Part]:
    """ "ông" is a grandfather where a present is looked for: it means what "cho ông" does."""
    if not any(part.is_intent for part in parts):
        return list(parts)
    return [_as_kin(part, known) for part in parts]


def _as_kin(part: Part, known: Knowledge) -> Part:
    if part.sense is not None or part.name is not None or len(part.words) > 1:
        return part
    phrases = ((verb, *part.texts) for verb in _TO_WHOM)
    senses = (known.lexicon.sense(phrase, is_bare=part.is_loose) for phrase in phrases)
    found = next((sense for sense in senses if sense and sense.kind is Kind.RECIPIENT), None)
    return part if found is None else replace(part, sense=found)


_PLACE_WORDS = frozenset(
    {"làng", "xã", "phường", "huyện", "quận", "thôn", "phố", "vùng", "htx", "xưởng", "nghề"}
)


def without_place_words(parts: Sequence[Part]) -> list[Part]:
    """ "xã" before the name of a village says nothing more."""
    plain = {bare(word) for word in _PLACE_WORDS}
    return [
        part
        for part, following in zip(parts, [*parts[1:], None], strict=False)
        if following is None or following.name is None or part.bare[0] not in plain or part.name
    ]


def without_purpose(parts: Sequence[Part]) -> list[Part]:
    """Plain words behind an English "to", "like" or "who" ask for nothing, as long as something
    known was asked for before it."""
    kept: list[Part] = []
    is_known = is_purpose = False
    for part in parts:
        is_purpose = is_purpose or (is_known and part.texts[0] in _PURPOSE)
        is_plain = part.sense is None and part.name is None
        if not (is_purpose and is_plain):
            kept.append(part)
        is_known = is_known or (part.sense is not None and not part.is_filler)
    return kept
