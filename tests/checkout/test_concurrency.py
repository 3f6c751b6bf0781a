"""Several buyers at once, on a file database or PostgreSQL: safety is in the constraints."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from orders.exceptions import LineOutOfStock, LineUnavailable, OfferUsedUp, PriceChanged
from orders.models import Order
from payments import demo
from payments.exceptions import AttemptStillOpen
from payments.models import Attempt, DemoSession, Ledger
from payments.providers.demo import signed_event
from payments.services import Receipt, begin_again, expire_reservations, receive_event, sync
from tests.buying import (
    Opened,
    fingerprint_of,
    make_basket,
    make_offer,
    make_opened_order,
    make_voucher,
    place_basket,
)
from tests.factories import make_product

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def all_at_once(*jobs: Callable[[], Any]) -> list[Any]:
    """Start every job at the same moment in a thread of its own; answers or exceptions."""
    barrier = threading.Barrier(len(jobs))
    answers: list[Any] = [None] * len(jobs)

    def run(number: int, job: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            answers[number] = job()
        except Exception as error:  # the answer of this thread
            answers[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def test_fault_05_twenty_buyers_of_one_unit_make_one_order() -> None:
    product = make_product(stock=1)
    baskets = [make_basket(product) for _ in range(20)]
    prints = [fingerprint_of(basket) for basket in baskets]

    answers = all_at_once(
        *(
            lambda basket=basket, shown=shown: place_basket(basket, shown)
            for basket, shown in zip(baskets, prints, strict=True)
        )
    )

    kinds = Counter(type(answer) for answer in answers)
    assert kinds[Order] == 1
    assert kinds[LineOutOfStock] + kinds[LineUnavailable] == 19, answers
    assert (Order.everything.count(), Attempt.objects.count()) == (1, 1)
    assert product.stockrecords.get().num_allocated == 1


def test_fault_01_double_submit_makes_one_order_and_one_attempt() -> None:
    basket = make_basket(make_product(stock=5))
    shown = fingerprint_of(basket)

    answers = all_at_once(*[lambda: place_basket(basket, shown)] * 3)

    assert len({answer.pk for answer in answers}) == 1
    assert (Order.everything.count(), Attempt.objects.count()) == (1, 1)


def test_fault_06_crossed_orders_of_two_goods_neither_block_nor_oversell() -> None:
    first, second = make_product(stock=3), make_product(stock=3)
    baskets = [make_basket(*(pair)) for pair in [(first, second), (second, first)] * 4]
    prints = [fingerprint_of(basket) for basket in baskets]

    answers = all_at_once(
        *(
            lambda basket=basket, shown=shown: place_basket(basket, shown)
            for basket, shown in zip(baskets, prints, strict=True)
        )
    )

    kinds = Counter(type(answer) for answer in answers)
    assert kinds[Order] == Order.everything.count() == 3, answers
    assert kinds[LineOutOfStock] + kinds[LineUnavailable] == 5, answers
    assert first.stockrecords.get().num_allocated == 3
    assert second.stockrecords.get().num_allocated == 3


def test_fault_06_crossed_orders_with_stock_for_all_never_deadlock() -> None:
    """Six goods, so that each order takes its rows for a while; a deadlock would be an answer."""
    goods = [make_product(stock=100) for _ in range(6)]
    baskets = [make_basket(*(goods if number % 2 else goods[::-1])) for number in range(12)]
    prints = [fingerprint_of(basket) for basket in baskets]

    answers = all_at_once(
        *(
            lambda basket=basket, shown=shown: place_basket(basket, shown)
            for basket, shown in zip(baskets, prints, strict=True)
        )
    )

    assert [answer for answer in answers if not isinstance(answer, Order)] == []
    assert [good.stockrecords.get().num_allocated for good in goods] == [12] * 6


def test_fault_49_twenty_writers_at_once_all_get_through() -> None:
    products = [make_product(stock=1) for _ in range(20)]
    baskets = [make_basket(product) for product in products]
    prints = [fingerprint_of(basket) for basket in baskets]

    answers = all_at_once(
        *(
            lambda basket=basket, shown=shown: place_basket(basket, shown)
            for basket, shown in zip(baskets, prints, strict=True)
        )
    )

    assert [answer for answer in answers if not isinstance(answer, Order)] == []
    assert Order.everything.count() == 20


def test_fault_07_stock_edit_against_sale_loses_neither() -> None:
    product = make_product(stock=5)
    record = product.stockrecords.get()
    basket = make_basket(product)
    shown = fingerprint_of(basket)

    def edit() -> None:
        record.num_in_stock = 3
        record.save()

    answers = all_at_once(edit, lambda: place_basket(basket, shown))

    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated) == (3, 1)


def test_fault_23_webhook_and_return_page_at_once_pay_once() -> None:
    opened = make_opened_order(make_product())
    demo.act(session=opened.session, action="pay_unheard", number="4242424242424242")
    session = DemoSession.objects.get()
    body, headers = signed_event(session, event_id="evt_1", kind="demo.paid")

    answers = all_at_once(
        lambda: sync(opened.attempt), lambda: receive_event("demo", body, headers)
    )

    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert Order.objects.get().status == "PAID"
    assert Ledger.objects.count() == 1


def test_fault_24_same_event_five_times_makes_one_ledger_row() -> None:
    opened = make_opened_order(make_product())
    demo.act(session=opened.session, action="pay_unheard", number="4242424242424242")
    body, headers = signed_event(DemoSession.objects.get(), event_id="evt_1", kind="demo.paid")

    answers = all_at_once(*[lambda: receive_event("demo", body, headers)] * 5)

    assert set(answers) <= {Receipt.DONE, Receipt.REPEATED}
    assert Ledger.objects.count() == 1
    assert Order.objects.get().status == "PAID"


def test_fault_33_expiry_races_with_payment() -> None:
    for _ in range(4):
        product = make_product(stock=1)
        opened = make_opened_order(product)
        Order.everything.filter(pk=opened.order.pk).update(expires_at=timezone.now())

        def pay(opened: Opened = opened) -> Attempt:
            demo.act(session=opened.session, action="pay_unheard", number="4242424242424242")
            return sync(opened.attempt)

        answers = all_at_once(pay, expire_reservations)

        assert [answer for answer in answers if isinstance(answer, Exception | None)] == []
        order = Order.everything.get(pk=opened.order.pk)
        is_paid = DemoSession.objects.get(pk=opened.session.pk).state == "paid"
        assert order.status == ("PAID" if is_paid else "CANCELLED")
        assert product.stockrecords.get().num_allocated == (1 if is_paid else 0)


def test_fault_53_two_at_once_open_one_further_attempt() -> None:
    opened = make_opened_order(make_product())
    DemoSession.objects.update(state="expired")
    sync(opened.attempt)

    answers = all_at_once(*[lambda: begin_again(order=opened.order)] * 3)

    assert Counter(type(answer) for answer in answers) == {Attempt: 1, AttemptStillOpen: 2}
    assert Attempt.objects.filter(state="new").count() == 1


def test_fault_s11_offer_for_one_is_given_to_one_of_six() -> None:
    offer = make_offer(max_global_applications=1)
    baskets = [make_basket(make_product(price=100_000)) for _ in range(6)]
    prints = [fingerprint_of(basket) for basket in baskets]

    answers = all_at_once(
        *(
            lambda basket=basket, shown=shown: place_basket(basket, shown)
            for basket, shown in zip(baskets, prints, strict=True)
        )
    )

    kinds = Counter(type(answer) for answer in answers)
    assert kinds[Order] == 1
    assert kinds[PriceChanged] + kinds[OfferUsedUp] == 5, answers
    offer.refresh_from_db()
    assert offer.num_applications == 1


def test_fault_s11_single_use_voucher_is_used_once_by_six_at_once() -> None:
    voucher = make_voucher()
    baskets = [make_basket(make_product(price=100_000)) for _ in range(6)]
    for basket in baskets:
        basket.vouchers.add(voucher)
    prints = [fingerprint_of(basket) for basket in baskets]

    answers = all_at_once(
        *(
            lambda basket=basket, shown=shown: place_basket(basket, shown)
            for basket, shown in zip(baskets, prints, strict=True)
        )
    )

    kinds = Counter(type(answer) for answer in answers)
    assert kinds[Order] == 1, answers
    assert kinds[PriceChanged] + kinds[OfferUsedUp] == 5, answers
    voucher.refresh_from_db()
    assert (voucher.num_orders, voucher.total_discount) == (1, 10_000)
    assert voucher.applications.count() == 1


def test_fault_44_free_order_placed_thrice_at_once_is_one() -> None:
    basket = make_basket(make_product(price=100_000, stock=5))
    basket.vouchers.add(make_voucher("QUA", percent=100))
    shown = fingerprint_of(basket, "pickup")

    answers = all_at_once(*[lambda: place_basket(basket, shown, method_code="pickup")] * 3)

    assert len({answer.pk for answer in answers}) == 1, answers
    order = Order.everything.get()
    assert (order.status, order.payment_state) == ("PAID", "paid")
    assert Ledger.objects.get().kind == "free"
    assert Attempt.objects.count() == 0
