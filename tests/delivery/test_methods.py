"""Fees per parcel, and goods that cannot leave Hanoi."""

from decimal import Decimal
from typing import Any

import pytest

from delivery.exceptions import MethodUnavailable
from delivery.repository import method_for, methods_for
from tests.buying import make_basket
from tests.factories import make_producer, make_product

pytestmark = pytest.mark.django_db


def offered(basket: Any, province_code: str) -> list[tuple[str, Decimal]]:
    return [
        (method.code, method.calculate(basket).incl_tax)
        for method in methods_for(basket, province_code)
    ]


def test_fee_is_per_maker() -> None:
    maker = make_producer()
    basket = make_basket(make_product(producer=maker), make_product(producer=maker), make_product())

    assert offered(basket, "01") == [("hanoi", Decimal(70_000)), ("pickup", Decimal(0))]
    assert offered(basket, "48") == [("elsewhere", Decimal(110_000)), ("pickup", Decimal(0))]


def test_goods_for_hanoi_only_have_no_courier_elsewhere() -> None:
    basket = make_basket(make_product(hanoi_delivery_only=True), make_product())

    assert [code for code, _ in offered(basket, "01")] == ["hanoi", "pickup"]
    assert [code for code, _ in offered(basket, "48")] == ["pickup"]


@pytest.mark.parametrize("code", ["elsewhere", "free", "", "hanoi'--"])
def test_method_that_the_address_cannot_have_is_refused(code: str) -> None:
    basket = make_basket(make_product())

    with pytest.raises(MethodUnavailable):
        method_for(basket, province_code="01", code=code)


def test_slowest_maker_decides_the_last_day() -> None:
    from django.utils import timezone

    slow = make_product(producer=make_producer(lead_time_days=9))
    quick = make_product(producer=make_producer(lead_time_days=1))
    basket = make_basket(quick, slow)
    method = method_for(basket, province_code="01", code="hanoi")
    now = timezone.now()

    days = [method.arrives_on(line, now) for line in basket.all_lines()]

    assert days[0] < days[1] == method.last_arrival(basket, now)


def test_own_lead_time_of_a_good_comes_before_its_makers() -> None:
    from delivery.parcels import lead_days

    basket = make_basket(make_product(producer=make_producer(lead_time_days=1), lead_time_days=20))

    assert [lead_days(line) for line in basket.all_lines()] == [20]
