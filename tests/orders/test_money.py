"""Whole dong, exact minor units."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orders.exceptions import FractionalAmount
from orders.money import from_minor_units, round_down_to_dong, to_minor_units

AMOUNTS = st.decimals(0, 99_999_999, places=2, allow_nan=False)


def test_ten_percent_off_is_a_whole_number_of_dong() -> None:
    assert round_down_to_dong(Decimal("9999.90"), "VND") == Decimal(9_999)


@given(AMOUNTS)
def test_rounding_goes_down_by_less_than_a_dong_and_is_stable(amount: Decimal) -> None:
    rounded = round_down_to_dong(amount)
    assert 0 <= amount - rounded < 1
    assert rounded == int(rounded)
    assert round_down_to_dong(rounded) == rounded


@given(st.integers(0, 99_999_999), st.sampled_from(["VND", "USD", "JPY"]))
def test_minor_units_there_and_back(minor: int, currency: str) -> None:
    assert to_minor_units(from_minor_units(minor, currency), currency) == minor


@given(AMOUNTS)
def test_dong_convert_exactly_or_not_at_all(amount: Decimal) -> None:
    if amount == int(amount):
        assert to_minor_units(amount, "VND") == amount
    else:
        with pytest.raises(FractionalAmount):
            to_minor_units(amount, "VND")


def test_currency_the_shop_does_not_know_is_an_error() -> None:
    with pytest.raises(KeyError):
        to_minor_units(Decimal(1), "XXX")
