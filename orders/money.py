"""Money arithmetic: dong are whole, and minor units exist for payment providers only."""

from decimal import ROUND_FLOOR, Decimal

from orders.exceptions import FractionalAmount

MINOR_DIGITS = {"VND": 0, "JPY": 0, "USD": 2, "EUR": 2, "SGD": 2}
MAXIMUM = {"VND": Decimal(99_999_999)}  # payment providers take eight digits


def round_down_to_dong(amount: Decimal, currency: str | None = None) -> Decimal:
    """The whole dong at or below `amount` (OSCAR_OFFER_ROUNDING_FUNCTION).

    Oscar's own two decimals make 89,999.10 of "10% off 99,999"; a discount is rounded down
    so that it never exceeds what was promised to be paid for.
    """
    return Decimal(amount).quantize(Decimal(1), rounding=ROUND_FLOOR)


def to_minor_units(amount: Decimal, currency: str) -> int:
    """The integer that a payment provider wants: dong as they are, cents for USD.

    Raises FractionalAmount when the amount has more decimals than the currency, and KeyError
    for a currency that the shop does not know.
    """
    scaled = amount.scaleb(MINOR_DIGITS[currency])
    whole = int(scaled)
    if scaled != whole:
        raise FractionalAmount(amount, currency)
    return whole


def from_minor_units(minor: int, currency: str) -> Decimal:
    return Decimal(minor).scaleb(-MINOR_DIGITS[currency])
