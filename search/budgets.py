"""Ranges of prices that pages offer. Whole dong, both ends included, None is open."""

# a price on a border belongs to both neighbours
BUDGETS: tuple[tuple[int | None, int | None], ...] = (
    (None, 200_000),
    (200_000, 500_000),
    (500_000, 1_000_000),
    (1_000_000, 3_000_000),
    (3_000_000, None),
)

# upper ends of the bars of the price histogram; the last bar is open
PRICE_STEPS = (
    *(50_000, 100_000, 150_000, 200_000, 300_000, 400_000, 500_000, 700_000, 1_000_000),
    *(1_500_000, 2_000_000, 3_000_000, 5_000_000, 10_000_000),
)


def budget_value(low: int | None, high: int | None) -> str:
    """The price facet's name of a range: "200000-500000", "-200000", "3000000-"."""
    return f"{low or ''}-{high or ''}"
