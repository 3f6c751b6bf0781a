"""Orders with Stripe as their provider, and what happens to them."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orders.models import Order
from outbox.models import Message
from outbox.services import drain
from payments.models import Attempt
from payments.services import cancel, live_attempt, open_attempt, sync
from tests.buying import make_order
from tests.factories import make_product
from tests.payments.stripe_double import FakeStripe


def new_attempt(order: Order) -> Attempt:
    attempt = live_attempt(order)
    assert attempt is not None
    return attempt


def opened_attempt(at_stripe: FakeStripe, **product: Any) -> Attempt:
    attempt = open_attempt(new_attempt(make_order(make_product(**product))))
    assert (attempt.state, attempt.provider_ref) == ("open", f"cs_test_{len(at_stripe.sessions)}")
    return attempt


def pay_page(client: Client, order: Order) -> Any:
    return client.get(reverse("payments:pay", args=[order.public_token]))


def late_payment_without_stock(at_stripe: FakeStripe) -> tuple[Attempt, Order]:
    """An order cancelled, its goods sold to somebody else, and then paid: a refund is due."""
    product = make_product(stock=1)
    order = make_order(product)
    attempt = open_attempt(new_attempt(order))
    cancel(order)
    make_order(product)
    at_stripe.pay("cs_test_1")
    return sync(attempt), order


def drain_all() -> None:
    Message.objects.filter(sent_at=None).update(available_at=timezone.now())
    while drain(10):
        pass


def run_out(order: Order) -> None:
    Order.everything.filter(pk=order.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
