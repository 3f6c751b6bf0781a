"""Expiry, late payments and refunds with Stripe as the provider (guides/payments.md §4)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from orders.models import Order
from payments.models import Refund
from payments.providers.stripe import StripeProvider
from payments.services import cancel, expire_reservations, open_attempt, sync
from tests.buying import make_order
from tests.factories import make_product
from tests.payments.stripe_double import FakeStripe
from tests.payments.stripe_orders import (
    drain_all,
    late_payment_without_stock,
    new_attempt,
    opened_attempt,
    run_out,
)

pytestmark = pytest.mark.django_db


def test_fault_31_abandoned_session_is_closed_there_before_the_stock_is_free(
    at_stripe: FakeStripe,
) -> None:
    product = make_product(stock=1)
    order = make_order(product)
    open_attempt(new_attempt(order))
    run_out(order)

    assert expire_reservations() == 1

    assert at_stripe.sessions["cs_test_1"]["status"] == "expired"
    assert product.stockrecords.get().num_allocated == 0


@pytest.mark.parametrize(("is_paid", "status"), [(True, "PAID"), (False, "CANCELLED")])
def test_fault_32_delayed_method_holds_the_stock_until_it_ends(
    at_stripe: FakeStripe, is_paid: bool, status: str
) -> None:
    attempt = opened_attempt(at_stripe, stock=1)
    order = Order.everything.get()
    at_stripe.pay_slowly("cs_test_1")
    attempt = sync(attempt)
    assert attempt.state == "processing"
    run_out(order)
    assert expire_reservations() == 0

    if is_paid:
        at_stripe.pay("cs_test_1")
    else:
        at_stripe.fail_slowly("cs_test_1")
    sync(attempt)

    order.refresh_from_db()
    assert order.status == status


def test_fault_33_payment_that_came_before_the_close_wins(at_stripe: FakeStripe) -> None:
    opened_attempt(at_stripe)
    order = Order.everything.get()
    at_stripe.pay("cs_test_1")
    run_out(order)

    expire_reservations()

    order.refresh_from_db()
    assert order.status == "PAID"


def test_fault_34_late_success_with_stock_reopens_the_order(at_stripe: FakeStripe) -> None:
    attempt = opened_attempt(at_stripe, stock=1)
    order = Order.everything.get()
    cancel(order)
    at_stripe.pay("cs_test_1")

    sync(attempt)

    order.refresh_from_db()
    assert order.status == "PAID"


def test_fault_35_late_success_without_stock_is_refunded_once(at_stripe: FakeStripe) -> None:
    attempt, order = late_payment_without_stock(at_stripe)

    sync(attempt)
    drain_all()

    order.refresh_from_db()
    assert (order.status, order.payment_state) == ("REFUNDED", "refunded")
    assert [made["amount"] for made in at_stripe.refunds.values()] == [attempt.amount_minor]
    assert Refund.objects.get().provider_ref == "re_1"


def test_fault_36_unreachable_at_expiry_keeps_the_hold_and_alerts(
    at_stripe: FakeStripe, caplog: pytest.LogCaptureFixture
) -> None:
    product = make_product(stock=1)
    order = make_order(product)
    open_attempt(new_attempt(order))
    Order.everything.update(expires_at=timezone.now() - timedelta(hours=3))
    at_stripe.faults = ["timeout_before"] * 2

    assert expire_reservations() == 0
    assert product.stockrecords.get().num_allocated == 1
    assert "reservation held past its end" in caplog.text

    assert expire_reservations() == 1
    assert product.stockrecords.get().num_allocated == 0


def test_fault_40_refund_lost_after_it_was_made_is_made_once(at_stripe: FakeStripe) -> None:
    _, order = late_payment_without_stock(at_stripe)
    at_stripe.faults = ["", "timeout_after", "timeout_after"]

    drain_all()
    drain_all()

    assert len(at_stripe.refunds) == 1
    order.refresh_from_db()
    assert order.status == "REFUNDED"


@pytest.mark.parametrize("fault", ["401", "403"])
def test_refund_waits_while_our_key_is_wrong(at_stripe: FakeStripe, fault: str) -> None:
    _, order = late_payment_without_stock(at_stripe)
    at_stripe.faults = [fault]

    drain_all()
    order.refresh_from_db()
    assert (order.status, Refund.objects.get().state) == ("REFUND_DUE", "requested")

    drain_all()
    order.refresh_from_db()
    assert (order.status, len(at_stripe.refunds)) == ("REFUNDED", 1)


def test_refund_made_by_hand_meanwhile_is_taken_over(at_stripe: FakeStripe) -> None:
    attempt, order = late_payment_without_stock(at_stripe)
    provider = StripeProvider(http_client=at_stripe)
    provider.refund("cs_test_1", amount_minor=attempt.amount_minor, idempotency_key="by hand")

    drain_all()

    order.refresh_from_db()
    assert (order.status, order.payment_state) == ("REFUNDED", "refunded")
    assert len(at_stripe.refunds) == 1
