"""The price histogram: how many goods lie in each step, with what the price filter leaves."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from search.criteria import PRICE_STEPS, SearchCriteria, budget_value
from search.labels import price_label

HEIGHT = 40  # of the tallest bar, in the drawing's own units
SMALLEST = 2  # so that one good among thousands is seen
WIDTH, GAP = 10, 2


@dataclass(frozen=True, slots=True)
class Bar:
    x: int
    y: int
    height: int
    count: int
    label: str
    is_chosen: bool  # the price filter lets these goods through


@dataclass(frozen=True, slots=True)
class Histogram:
    bars: tuple[Bar, ...]
    summary: str  # for whoever does not see the bars

    @property
    def width(self) -> int:
        return len(self.bars) * (WIDTH + GAP) - GAP


def histogram_of(prices: Sequence[int], criteria: SearchCriteria) -> Histogram | None:
    """None where bars would tell nothing: fewer than two steps have goods."""
    if sum(count > 0 for count in prices) < 2:
        return None
    most = max(prices)
    bars = tuple(
        _bar(place, count, most, criteria) for place, count in enumerate(prices)
    )  # fmt: skip
    busiest = max(bars, key=lambda bar: bar.count)
    summary = gettext("Prices of %(total)d goods. Most of them, %(count)d: %(range)s.") % {
        "total": sum(prices),
        "count": busiest.count,
        "range": busiest.label,
    }
    return Histogram(bars, summary)


def _bar(place: int, count: int, most: int, criteria: SearchCriteria) -> Bar:
    low = PRICE_STEPS[place - 1] if place else None
    high = PRICE_STEPS[place] if place < len(PRICE_STEPS) else None
    height = max(SMALLEST, round(HEIGHT * count / most)) if count else 0
    is_chosen = (criteria.price_min or 0) < (high or 10**15) and (low or 0) < (
        criteria.price_max or 10**15
    )
    label = price_label(budget_value(low, high))
    return Bar(place * (WIDTH + GAP), HEIGHT - height, height, count, label, is_chosen)
