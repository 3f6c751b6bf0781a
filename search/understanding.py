"""What was made of a query, for the pages, the log and staff."""

from dataclasses import dataclass, field

from search.plan import Plan


@dataclass(frozen=True, slots=True)
class Spoken:
    """A part of the query that became a filter or an intent: a chip that can be removed."""

    # stars, price, village, producer, category, occasion, giftable, recipient, budget, trait,
    # without
    kind: str
    text: str  # as the person wrote it
    without: str  # the query when the chip is removed
    value: str = ""  # slug, number or range, for a page that wants its own wording


@dataclass(frozen=True, slots=True)
class Understanding:
    """`normalised` is the query in canonical words: equal for every way of typing the same."""

    plan: Plan = field(default_factory=Plan)
    normalised: str = ""
    spoken: tuple[Spoken, ...] = ()
    did_you_mean: str = ""
