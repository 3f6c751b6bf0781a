"""Offers and vouchers: whole dong, guarded use, given back when the order dies."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from oscar.core.loading import get_model

from orders import services
from orders.exceptions import OfferUsedUp, PriceChanged
from orders.models import Order
from tests.buying import (
    fingerprint_of,
    make_basket,
    make_offer,
    make_order,
    make_voucher,
    place_basket,
)
from tests.factories import make_product

pytestmark = pytest.mark.django_db

ConditionalOffer = get_model("offer", "ConditionalOffer")
Voucher = get_model("voucher", "Voucher")
VoucherApplication = get_model("voucher", "VoucherApplication")


def basket_with(voucher: Any) -> Any:
    basket = make_basket(make_product(price=100_000))
    basket.vouchers.add(voucher)
    return basket


def test_fault_46_ten_percent_off_an_odd_price_is_whole_dong() -> None:
    make_offer()

    order = make_order(make_product(price=99_999))

    assert order.total_incl_tax == Decimal(99_999 - 9_999 + 35_000)
    assert order.attempts.get().amount_minor == 125_000
    line = order.lines.get()
    assert line.line_price_incl_tax == Decimal(90_000)
    assert order.discounts.get().amount == Decimal(9_999)
    assert line.discounts.get().amount == Decimal(9_999)


def test_use_of_an_offer_is_counted_and_given_back() -> None:
    offer = make_offer()
    order = make_order(make_product(price=100_000))
    offer.refresh_from_db()
    assert (offer.num_orders, offer.num_applications, offer.total_discount) == (1, 1, 10_000)

    services.cancel_reservation(order=order, reason="test")

    offer.refresh_from_db()
    assert (offer.num_orders, offer.num_applications, offer.total_discount) == (0, 0, 0)
    assert order.discounts.count() == 1


def test_reopened_order_takes_its_offer_again() -> None:
    offer = make_offer()
    order = make_order(make_product(price=100_000))
    services.cancel_reservation(order=order, reason="test")

    services.reopen(order=order, now=timezone.now())

    offer.refresh_from_db()
    assert offer.num_applications == 1


def test_offer_used_up_by_someone_else_must_be_confirmed_again() -> None:
    make_offer(max_global_applications=1)
    basket = make_basket(make_product(price=100_000))
    fingerprint = fingerprint_of(basket)
    make_order(make_product(price=100_000))

    with pytest.raises(PriceChanged) as caught:
        place_basket(basket, fingerprint)

    assert (caught.value.old_total, caught.value.new_total) == (
        Decimal(125_000),
        Decimal(135_000),
    )


def test_fault_09_offer_that_ended_between_must_be_confirmed_again() -> None:
    offer = make_offer()
    basket = make_basket(make_product(price=100_000))
    fingerprint = fingerprint_of(basket)
    offer.status = ConditionalOffer.SUSPENDED
    offer.save()

    with pytest.raises(PriceChanged):
        place_basket(basket, fingerprint)

    assert Order.everything.count() == 0


def test_fault_09_offer_whose_time_ran_out_between_must_be_confirmed_again() -> None:
    offer = make_offer(end_datetime=timezone.now() + timedelta(minutes=5))
    basket = make_basket(make_product(price=100_000))
    fingerprint = fingerprint_of(basket)
    ConditionalOffer.objects.filter(pk=offer.pk).update(end_datetime=timezone.now())

    with pytest.raises(PriceChanged) as caught:
        place_basket(basket, fingerprint)

    assert (caught.value.old_total, caught.value.new_total) == (Decimal(125_000), Decimal(135_000))
    assert Order.everything.count() == 0
    assert place_basket(basket, fingerprint_of(basket)).total_incl_tax == Decimal(135_000)


def test_fault_09_voucher_whose_time_ran_out_between_must_be_confirmed_again() -> None:
    voucher = make_voucher()
    basket = basket_with(voucher)
    fingerprint = fingerprint_of(basket)
    Voucher.objects.filter(pk=voucher.pk).update(end_datetime=timezone.now())

    with pytest.raises(PriceChanged) as caught:
        place_basket(basket, fingerprint)

    assert (caught.value.old_total, caught.value.new_total) == (Decimal(125_000), Decimal(135_000))
    assert (Order.everything.count(), VoucherApplication.objects.count()) == (0, 0)


def test_fault_44_voucher_for_everything_leaves_nothing_to_pay() -> None:
    voucher = make_voucher(percent=100)
    basket = basket_with(voucher)

    order = place_basket(basket, fingerprint_of(basket, method_code="pickup"), method_code="pickup")

    order.refresh_from_db()
    assert (order.status, order.payment_state, order.total_incl_tax) == ("PAID", "paid", 0)
    assert order.attempts.count() == 0
    assert VoucherApplication.objects.get().order == order


def test_voucher_is_used_once_and_free_again_after_cancelling() -> None:
    voucher = make_voucher()
    order = place_basket(basket_with(voucher))
    voucher.refresh_from_db()
    assert (voucher.num_orders, voucher.total_discount) == (1, 10_000)
    assert VoucherApplication.objects.get().order == order

    services.cancel_reservation(order=order, reason="test")

    voucher.refresh_from_db()
    assert (voucher.num_orders, voucher.total_discount) == (0, 0)
    assert VoucherApplication.objects.count() == 0


def test_fault_s11_voucher_used_meanwhile_changes_the_price() -> None:
    voucher = make_voucher()
    second = basket_with(voucher)
    fingerprint = fingerprint_of(second)
    place_basket(basket_with(voucher))

    with pytest.raises((PriceChanged, OfferUsedUp)):
        place_basket(second, fingerprint)

    assert VoucherApplication.objects.count() == 1
