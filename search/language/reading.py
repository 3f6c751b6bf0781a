"""From words to parts with a meaning: names, phrases of the lexicon, intents, plain words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from search.language.lexicon import Kind, Lexicon, Sense
from search.language.likeness import is_syllable
from search.language.names import Name, Names
from search.language.query import Word
from search.language.vocabulary import MOST_SPELLINGS, Spelling, Vocabulary
from search.words import bare

MOST_PIECES = 4  # of a glued word
SHORTEST_PIECE = 2  # letters
SHORTEST_COMPOUND = 7


# whoever has one of these in mind looks for a present, and takes another one rather than none
PRESENTS = frozenset({Kind.RECIPIENT, Kind.OCCASION, Kind.GIFTABLE})


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring words that mean one thing. `spellings`: what an unknown word may be."""

    words: tuple[Word, ...]
    sense: Sense | None = None
    name: Name | None = None
    spellings: tuple[Spelling, ...] = ()
    is_glued: bool = False  # was typed as one word
    is_english: bool = False  # a syllable that stands for no Vietnamese word: "hat", "mat"
    is_aside: bool = False  # may be about the person or the day instead of the present

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(word.text for word in self.words)

    @property
    def bare(self) -> tuple[str, ...]:
        return tuple(word.bare for word in self.words)

    @property
    def is_loose(self) -> bool:
        return all(word.is_loose for word in self.words)

    @property
    def is_filler(self) -> bool:
        return self.sense is not None and self.sense.kind is Kind.FILLER

    @property
    def is_intent(self) -> bool:
        return self.sense is not None and self.sense.is_intent

    @property
    def is_number(self) -> bool:
        """A count or a size: "6", "30cm", "60x80"."""
        return len(self.words) == 1 and self.sense is None and self.texts[0][:1].isdigit()

    @property
    def is_foreign(self) -> bool:
        return self.sense is not None and bool(self.sense.roles & {Kind.ELSEWHERE, Kind.ABSENT})

    @property
    def is_content(self) -> bool:
        return not self.is_filler and not self.is_intent


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the shop knows when it reads a query."""

    lexicon: Lexicon
    names: Names
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class Reading:
    """The parts in their order; `corrected` when words were put right on the way."""

    parts: tuple[Part, ...]
    corrected: bool = False
    words: tuple[Word, ...] = field(default=())


def read(words: Sequence[Word], known: Knowledge, *, is_typing: bool = False) -> Reading:
    """Longest meaning first. The last word of a query that is being typed is left as it is."""
    put_right, spellings = _put_right(words, known, is_typing=is_typing)
    if is_english(put_right):
        put_right = [replace(word, is_english=True) for word in put_right]
        spellings = {replace(word, is_english=True): found for word, found in spellings.items()}
    parts = with_kin(_parts(put_right, known, spellings), known)
    parts = without_purpose(without_place_words(parts))
    texts = [word.text for word in words]
    corrected = bool(spellings) or [word.text for word in put_right] != texts
    return Reading(tuple(parts), corrected, tuple(put_right))


def read_word_by_word(reading: Reading, known: Knowledge) -> Reading:
    """The same with every phrase of the lexicon taken apart; names and intents stay whole."""
    parts: list[Part] = []
    for part in reading.parts:
        is_whole = part.name is not None or part.is_glued or part.is_foreign or part.is_aside
        if part.is_content and len(part.words) > 1 and not is_whole:
            parts += [_part((word,), known) for word in part.words]
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
            part = _part((words[place],), known)
        if _describes_more(words, place, part, known, longest):
            part = _part((words[place],), known)
        if _hides_a_name(words, place, part, known):
            part = _part((words[place],), known)
        if len(part.words) == 1 and (around := _around(words, place, known)) is not None:
            parts += [around, _part((words[place + 1],), known)]
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
    between = _part((words[place + 1],), known)
    if between.sense is None or Kind.DESCRIPTION not in between.sense.roles:
        return None
    part = _part((words[place], words[place + 2]), known)
    is_goods = part.sense is not None and part.is_content and bool(part.sense.means)
    return part if is_goods and not part.is_foreign else None


def _describes_more(
    words: Sequence[Word], place: int, part: Part, known: Knowledge, longest: int
) -> bool:
    """ "local fruit" before "wine": "fruit wine" is the good, and "local" is said of it."""
    size = len(part.words)
    if size < 2 or part.name is not None or not part.is_content or not words[place].is_english:
        return False
    first = _part((words[place],), known)
    if not first.is_filler and not (first.sense and Kind.DESCRIPTION in first.sense.roles):
        return False
    later = _longest(words, place + 1, known, longest)
    return later.is_content and later.sense is not None and len(later.words) >= size


def _hides_a_name(words: Sequence[Word], place: int, part: Part, known: Knowledge) -> bool:
    """ "hàng Đường Lâm" is what Đường Lâm has, and not "Hàng Đường" with a word too many."""
    size = len(part.words)
    if part.name is None or size < 2 or not _part((words[place],), known).is_filler:
        return False
    beyond = tuple(words[place + 1 : place + 1 + size])
    return len(beyond) == size and _part(beyond, known).name is not None


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
        found = _part(tuple(words[place : place + size]), known)
        if found.name is not None or found.sense is not None:
            return found
    return Part((words[place],))


def _part(words: tuple[Word, ...], known: Knowledge) -> Part:
    """A name before a phrase of the lexicon. One word alone is never only a name."""
    texts = tuple(word.text for word in words)
    is_loose = all(word.is_loose for word in words)
    name = None
    if len(words) > 1:
        name = known.names.find(texts, is_bare=True)
    sense = known.lexicon.sense(texts, is_bare=is_loose)
    if sense is None and len(words) > 1 and any(text.isascii() for text in texts):
        sense = known.lexicon.sense(texts, is_bare=True)
    is_english = len(words) == 1 and words[0].is_english and is_syllable(words[0].bare)
    if is_english and sense is not None:
        is_english = known.lexicon.sense(texts, is_bare=False) is not None
    return Part(words, sense, name, is_english=is_english)


def is_english(words: Sequence[Word]) -> bool:
    """Some word is no Vietnamese syllable, and none has marks."""
    letters = [word for word in words if word.text.isalpha()]
    if not all(word.text.isascii() for word in letters):
        return False
    return any(not is_syllable(word.bare) for word in letters)


def _put_right(
    words: Sequence[Word], known: Knowledge, *, is_typing: bool
) -> tuple[list[Word], dict[Word, tuple[Spelling, ...]]]:
    """Keys become letters, glued words come apart, a misspelt word takes the form that its
    neighbours ask for; the others keep their possible spellings."""
    result: list[Word] = []
    for place, word in enumerate(words):
        is_unfinished = is_typing and place == len(words) - 1
        if is_unfinished or _is_known(word, known):
            result.append(word)
        elif reading := known.vocabulary.decoded(word.text):
            result.append(replace(word, text=reading, is_loose=False))
        else:
            result += _unglued(word, known) or [word]
    return _respelt(_compounds(result, known), known, is_typing=is_typing)


def _compounds(words: list[Word], known: Knowledge) -> list[Word]:
    """ "table cloth" as the index writes it, where it writes it in one word."""
    result: list[Word] = []
    for word in words:
        before = result[-1] if result else None
        if before is not None and _is_compound(before, word, known):
            result[-1] = replace(before, text=before.text + word.text, end=word.end)
        else:
            result.append(word)
    return result


def _is_compound(one: Word, other: Word, known: Knowledge) -> bool:
    glued = one.text + other.text
    if len(glued) < SHORTEST_COMPOUND or not glued.isascii() or is_syllable(other.bare):
        return False
    texts = (one.text, other.text)
    is_phrase = known.lexicon.sense(texts, is_bare=True) is not None
    return bare(glued) in known.vocabulary.counts.bare and not is_phrase


def _respelt(
    words: list[Word], known: Knowledge, *, is_typing: bool
) -> tuple[list[Word], dict[Word, tuple[Spelling, ...]]]:
    spellings: dict[Word, tuple[Spelling, ...]] = {}
    for place, word in enumerate(words):
        is_unfinished = is_typing and place == len(words) - 1
        if is_unfinished or _is_known(word, known):
            continue
        candidates = known.vocabulary.spellings(word.text)
        fitting = next((c for c in candidates if _fits(words, place, c, known)), None)
        if fitting is not None:
            words[place] = word.spelt(fitting.text)
        elif meant := known.lexicon.nearest(word.text, candidates):
            words[place] = word.spelt(meant)
        elif believed := _believed(word, candidates, alone=len(words) == 1):
            spellings[word] = believed
    return words, spellings


def _believed(word: Word, candidates: Sequence[Spelling], *, alone: bool) -> tuple[Spelling, ...]:
    """Where nothing speaks for a spelling but its likeness: close ones, or any of a syllable that
    other words stand beside."""
    likely = candidates[:MOST_SPELLINGS]
    if not alone and is_syllable(word.bare):
        return tuple(likely)
    return tuple(candidate for candidate in likely if candidate.is_close)


def _fits(words: Sequence[Word], place: int, spelling: Spelling, known: Knowledge) -> bool:
    """With this spelling the word belongs to a name or a phrase with its neighbours."""
    changed = [*words[:place], words[place].spelt(spelling.text), *words[place + 1 :]]
    longest = max(known.lexicon.longest, known.names.longest)
    for start in range(max(0, place - longest + 1), place + 1):
        for end in range(max(place + 1, start + 2), min(len(changed), start + longest) + 1):
            part = _part(tuple(changed[start:end]), known)
            if part.name is not None or part.sense is not None:
                return True
    return False


def _is_known(word: Word, known: Knowledge) -> bool:
    if not word.text.isalpha() and not known.vocabulary.decoded(word.text):
        return True  # numbers and sizes are never respelt
    return (
        known.vocabulary.knows(word.text)
        or known.lexicon.knows(word.text)
        or (word.text.isascii() and known.lexicon.knows(word.bare))
    )


def _unglued(word: Word, known: Knowledge) -> list[Word]:
    """ "battrang" as "bat", "trang"; nothing when the pieces are not all known."""
    plain = word.bare
    if not plain.isalpha() or is_syllable(plain):
        return []
    pieces = _pieces(plain, known)
    return [word.spelt(piece) for piece in pieces]


def _pieces(plain: str, known: Knowledge) -> list[str]:
    """The fewest names, phrases and words that the letters consist of."""
    glued = {**known.lexicon.glued, **known.names.glued}
    best: list[list[str] | None] = [[]] + [None] * len(plain)
    for end in range(1, len(plain) + 1):
        for start in range(max(0, end - 40), end - SHORTEST_PIECE + 1):
            before = best[start]
            piece = plain[start:end]
            words = glued.get(piece) or _one_word(piece, known)
            if before is None or not words or len(before) + len(words) > MOST_PIECES:
                continue
            candidate = [*before, *words]
            current = best[end]
            if current is None or len(candidate) < len(current):
                best[end] = candidate
    found = best[len(plain)] or []
    return found if len(found) > 1 else []


def _one_word(piece: str, known: Knowledge) -> tuple[str, ...]:
    is_word = piece in known.vocabulary.counts.bare and is_syllable(piece)
    return (piece,) if is_word else ()


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


def contents(parts: Iterable[Part]) -> list[Part]:
    """Each content once: "lụa lụa" asks for one thing."""
    return list({part.texts: part for part in parts if part.is_content}.values())


def is_for_giving(parts: Iterable[Part]) -> bool:
    return any(part.sense is not None and part.sense.kind in PRESENTS for part in parts)


def intents(parts: Iterable[Part]) -> list[Part]:
    return list({part.texts: part for part in parts if part.is_intent}.values())
