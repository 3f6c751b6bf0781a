"""What an engine is asked to find: ready words in ready alternatives, in the order to try them.

Language work ends here. `search.language` writes a plan from what a person typed, every engine
runs it the same way, and no engine reads a query string. The design is in guides/search.md §3.
"""

from dataclasses import dataclass, field
from enum import StrEnum

ENOUGH = 3  # hits; below that the next stage joins in, ranked after them, unless it says more
FEW = 6  # hits in the main list; below that a related list is looked for
RELATED = 10  # goods in the related list at most


class Field(StrEnum):
    """The texts of a ProductDocument that words are looked for in."""

    TITLE = "title"
    TITLE_EN = "title_en"
    MAKERS = "makers"
    KINDS = "kinds"
    TEXT = "text"


EVERYWHERE = frozenset(Field)
# A phrase scores its weight times that of the best of its fields that has it, whatever its number
# and the length of the text: engines that keep to this rank alike. A slot scores its best
# alternative; a stage the sum of its slots and of `closer`, times the document's rank_factor.
FIELD_WEIGHTS = {
    Field.TITLE: 4.0,
    Field.TITLE_EN: 3.6,
    Field.MAKERS: 2.0,
    Field.KINDS: 1.6,
    Field.TEXT: 0.6,
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side in one field. `bare` words match the texts without marks.

    Words are as `search.words` writes them: `words_of`, and `bare_words_of` for bare ones.
    """

    words: tuple[str, ...]
    weight: float = 1.0
    bare: bool = False
    fields: frozenset[Field] = EVERYWHERE
    prefix: bool = False  # the last word is unfinished
    starts: bool = False  # the field begins with it: the head of a Vietnamese name


@dataclass(frozen=True, slots=True)
class Slot:
    """One idea of the query. Its best alternative counts; an optional slot only raises a score."""

    alternatives: tuple[Phrase, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """One way of reading the query. `needed` of the slots that are not optional must match.

    A stage without slots finds nothing.
    """

    name: str
    slots: tuple[Slot, ...]
    needed: int
    closer: tuple[Phrase, ...] = ()  # raise the score of goods that have them, never filter
    is_last_resort: bool = False  # runs only while nothing at all was found
    leaves_out: bool = False  # words that the query needs elsewhere are optional in it
    fills_to: int = ENOUGH  # joins in while fewer goods were found

    def joins_in(self, found: int, enough: int | None = None) -> bool:
        """Runs after stages that found so many goods. `enough` stands for `fills_to`."""
        return found < (enough or self.fills_to) and not (self.is_last_resort and found)

    @property
    def is_partial(self) -> bool:
        """Some of the words may be missing."""
        return self.leaves_out or self.needed < sum(not slot.optional for slot in self.slots)


@dataclass(frozen=True, slots=True)
class Limits:
    """Filters a person wrote as words ("5 sao", "dưới 1 triệu"); they hold like a page's subject.

    Prices are whole dong, both ends included. `stars` are met by a running certificate or by a
    reported rating whose term has not ended.
    """

    stars: frozenset[int] = frozenset()
    price_min: int | None = None
    price_max: int | None = None


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Goods that have one of `phrases` are left out, unless one of `spared` stands in them:
    "không đường" leaves out what has "đường", but not what says "không đường" itself."""

    phrases: tuple[Phrase, ...]
    spared: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Boost:
    """Goods with this facet value score `factor` times as much."""

    facet: str
    value: str
    factor: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Stages run in order, each while too few goods are found; earlier hits come first.

    They are counted within the page's subject, the limits and without hidden and excluded goods,
    before the reader's choices: those only narrow a list. No stages: everything within the limits.
    `related` stages run, until RELATED are found, only when the main list is shorter than FEW; what
    they find within `nearby`, or else within the limits, stands apart, in no total and no facet.
    Pinned goods are hits, whatever their words.
    """

    stages: tuple[Stage, ...] = ()
    related: tuple[Stage, ...] = ()
    limits: Limits = field(default_factory=Limits)
    pinned: tuple[int, ...] = ()  # first, in this order, when they meet the filters
    hidden: frozenset[int] = frozenset()
    boosts: tuple[Boost, ...] = ()
    excluded: tuple[Exclusion, ...] = ()
    nearby: Limits | None = None  # wider ones, for the related list alone

    @property
    def related_limits(self) -> Limits:
        return self.limits if self.nearby is None else self.nearby
