"""What a query consists of: neighbouring words that mean one thing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from search.language.lexicon import Kind, Lexicon, Sense
from search.language.likeness import is_syllable
from search.language.names import Name, Names
from search.language.query import Word
from search.language.vocabulary import Spelling, Vocabulary

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


def part_of(words: tuple[Word, ...], known: Knowledge) -> Part:
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


def contents(parts: Iterable[Part]) -> list[Part]:
    """Each content once: "lụa lụa" asks for one thing."""
    return list({part.texts: part for part in parts if part.is_content}.values())


def is_for_giving(parts: Iterable[Part]) -> bool:
    return any(part.sense is not None and part.sense.kind in PRESENTS for part in parts)


def intents(parts: Iterable[Part]) -> list[Part]:
    return list({part.texts: part for part in parts if part.is_intent}.values())
