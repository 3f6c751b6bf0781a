"""Parcels and stock edits against each other and against buyers, on SQLite and PostgreSQL."""

from collections import Counter
from decimal import Decimal

import pytest
from django.utils import timezone

from orders import dispatch, services
from orders.models import Order, Parcel
from outbox.models import Message
from producers.exceptions import BelowAllocated, OfferChanged
from producers.models import StockChange, StockRecord
from producers.services import change_offer
from tests.buying import fingerprint_of, make_basket, make_order, place_basket
from tests.checkout.test_concurrency import all_at_once
from tests.factories import make_producer, make_product

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def test_one_parcel_handed_over_by_six_people_is_consumed_once() -> None:
    order = make_order(make_product(stock=9), quantity=3)
    services.mark_paid(order=order, now=timezone.now())
    parcel = order.parcels.get()
    Parcel.objects.filter(pk=parcel.pk).update(status="packed")

    answers = all_at_once(
        *(lambda: dispatch.hand_over_parcel(parcel=parcel, by=None) for _ in range(6))
    )

    assert {type(answer) for answer in answers} == {Parcel}, answers
    record = StockRecord.objects.get()
    assert (record.num_in_stock, record.num_allocated) == (6, 0)
    assert parcel.changes.count() == 1
    assert Message.objects.filter(topic="orders.handed_over_mail").count() == 1


def test_parcels_of_one_order_moved_at_once_complete_it() -> None:
    order = make_order(*[make_product(producer=make_producer()) for _ in range(4)])
    services.mark_paid(order=order, now=timezone.now())
    Parcel.objects.update(status="packed")
    parcels = list(order.parcels.all())

    answers = all_at_once(
        *(lambda one=one: dispatch.hand_over_parcel(parcel=one, by=None) for one in parcels)
    )

    assert {type(answer) for answer in answers} == {Parcel}, answers
    assert Order.everything.get(pk=order.pk).status == "SHIPPED"


def test_fault_07_stock_edit_against_sale_never_oversells() -> None:
    product = make_product(stock=4)
    seen = product.stockrecords.get()
    baskets = [make_basket(product) for _ in range(4)]
    prints = [fingerprint_of(basket) for basket in baskets]
    sales = [
        lambda basket=basket, shown=shown: place_basket(basket, shown)
        for basket, shown in zip(baskets, prints, strict=True)
    ]

    answers = all_at_once(
        *sales,
        lambda: change_offer(stock_record=seen, price=seen.price, stock=2, by=None),
    )

    record = StockRecord.objects.get()
    sold = sum(isinstance(answer, Order) for answer in answers)
    assert record.num_allocated == sold
    assert record.num_in_stock is not None
    assert sold <= record.num_in_stock
    if isinstance(answers[-1], StockRecord):
        assert (record.num_in_stock, StockChange.objects.count()) == (2, 1)
    else:
        assert isinstance(answers[-1], BelowAllocated)
        assert (record.num_in_stock, StockChange.objects.count()) == (4, 0)


def test_two_editors_at_once_one_is_told() -> None:
    seen = make_product(stock=4).stockrecords.get()

    answers = all_at_once(
        *(
            lambda price=price: change_offer(
                stock_record=seen, price=Decimal(price), stock=4, by=None
            )
            for price in (100_000, 110_000, 120_000)
        )
    )

    kinds = Counter(type(answer) for answer in answers)
    assert kinds == {StockRecord: 1, OfferChanged: 2}, answers
    assert StockChange.objects.count() == 1
