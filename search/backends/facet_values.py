"""The order in which every engine lists the values of a facet."""

from collections.abc import Iterable, Mapping

from search.criteria import BUDGETS, FLAGS, REPORTED, STARS, budget_value

FIXED = {
    "stars": STARS,
    "reported": REPORTED,
    "price": tuple(budget_value(low, high) for low, high in BUDGETS),
    **dict.fromkeys(FLAGS, ("1",)),
}


def in_order(
    facet: str, tally: Mapping[str, int], chosen: Iterable[str], known: Iterable[str]
) -> list[str]:
    """Every known value: fixed ones in their order, others by count and then by name."""
    if facet in FIXED:
        return [*FIXED[facet], *sorted(set(chosen) - set(FIXED[facet]))]
    return sorted({*known, *chosen}, key=lambda value: (-tally.get(value, 0), value))
