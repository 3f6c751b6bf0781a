"""What an engine is asked to find: ready words in ready alternatives, in the order to try them.

Language work ends here. `search.language` writes a plan from what a person typed, every engine
runs it the same way, and no engine reads a query string. The design is in guides/search.md §3.
"""

from dataclasses import dataclass, field
from enum import StrEnum

ENOUGH = 3  # hits; below that the next stage joins in, ranked after them
FEW = 6  # hits in the main list; below that a related list is looked for


class Field(StrEnum):
    """The texts of a ProductDocument that words are looked for in."""

    TITLE = "title"
    TITLE_EN = "title_en"
    MAKERS = "makers"
    KINDS = "kinds"
    TEXT = "text"


EVERYWHERE = frozenset(Field)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand side by side in one field. `bare` words match the texts without marks."""

    words: tuple[str, ...]
    weight: float = 1.0
    bare: bool = False
    fields: frozenset[Field] = EVERYWHERE
    prefix: bool = False  # the last word is unfinished


@dataclass(frozen=True, slots=True)
class Slot:
    """One idea of the query. Its best alternative counts; an optional slot only raises a score."""

    alternatives: tuple[Phrase, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """One way of reading the query. `needed` of the slots that are not optional must match."""

    name: str
    slots: tuple[Slot, ...]
    needed: int
    closer: tuple[Phrase, ...] = ()  # raise the score of goods that have them, never filter


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
class Boost:
    """Goods with this facet value score `factor` times as much."""

    facet: str
    value: str
    factor: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Stages run in order until ENOUGH goods are found; hits of an earlier stage come first.

    No stages: everything within the limits. `related` stages run only when the main list is
    shorter than FEW; what they find stands apart, in no total and no facet.
    """

    stages: tuple[Stage, ...] = ()
    related: tuple[Stage, ...] = ()
    limits: Limits = field(default_factory=Limits)
    pinned: tuple[int, ...] = ()  # first, in this order, when they meet the filters
    hidden: frozenset[int] = frozenset()
    boosts: tuple[Boost, ...] = ()
