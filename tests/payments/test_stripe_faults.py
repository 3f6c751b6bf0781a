"""The fault matrix of guides/payments.md §4 with Stripe as the provider, and no network."""

from dataclasses import replace
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from orders.models import Order
from payments.models import Attempt, Ledger
from payments.services import expire_reservations, sync
from tests.buying import CONTACT, fingerprint_of, make_basket, make_order, place_basket
from tests.factories import make_product
from tests.payments.stripe_double import FakeStripe
from tests.payments.stripe_orders import (
    drain_all,
    opened_attempt,
    pay_page,
    run_out,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "faults",
    [["timeout_before"] * 2, ["timeout_after"] * 2, ["502_html"] * 2, ["truncated"]],
    ids=["11 timeout before", "12 timeout after", "15 HTML 502", "15 truncated"],
)
def test_fault_11_12_15_unknown_outcome_keeps_the_key_and_makes_one_session(
    at_stripe: FakeStripe, client: Client, faults: list[str]
) -> None:
    order = make_order(make_product())
    at_stripe.faults = faults

    asked = pay_page(client, order)
    assert asked.context["phase"] == "checking"
    assert asked["Refresh"].startswith("4;")
    assert Attempt.objects.get().state == "new"

    assert pay_page(client, order).context["phase"] == "ready"
    assert len(at_stripe.sessions) == 1
    assert Attempt.objects.get().provider_ref == "cs_test_1"


def test_fault_13_stored_500_that_made_nothing_leads_to_a_second_attempt(
    at_stripe: FakeStripe, client: Client
) -> None:
    order = make_order(make_product())
    at_stripe.faults = ["500_nothing_made"]

    assert pay_page(client, order).context["phase"] == "checking"
    page = pay_page(client, order)

    assert page.context["phase"] == "ready"
    attempts = Attempt.objects.order_by("seq")
    assert [(found.seq, found.state, found.error_code) for found in attempts] == [
        (1, "failed", "never_made"),
        (2, "open", ""),
    ]
    assert len(at_stripe.sessions) == 1


def test_fault_13_stored_500_that_made_a_session_is_looked_up(
    at_stripe: FakeStripe, client: Client
) -> None:
    order = make_order(make_product())
    at_stripe.faults = ["500_made"]

    pay_page(client, order)
    page = pay_page(client, order)

    assert page.context["phase"] == "ready"
    attempt = Attempt.objects.get()
    assert (attempt.seq, attempt.state, attempt.provider_ref) == (1, "open", "cs_test_1")
    assert len(at_stripe.sessions) == 1


def test_fault_13_look_up_without_answer_keeps_the_attempt(
    at_stripe: FakeStripe, client: Client
) -> None:
    order = make_order(make_product())
    at_stripe.faults = ["500_nothing_made"]
    pay_page(client, order)
    at_stripe.faults = ["", "502_html", "502_html"]

    assert pay_page(client, order).context["phase"] == "checking"
    assert Attempt.objects.get().state == "new"


def test_fault_13_attempts_do_not_begin_by_themselves_for_ever(
    at_stripe: FakeStripe, client: Client
) -> None:
    order = make_order(make_product())
    at_stripe.makes_nothing = True

    for _ in range(6):
        pay_page(client, order)

    assert Attempt.objects.count() == 3
    assert pay_page(client, order).context["phase"] == "closed"


def test_fault_14_rate_limit_makes_the_buyer_wait_without_a_word_of_failure(
    at_stripe: FakeStripe, client: Client
) -> None:
    order = make_order(make_product())
    at_stripe.faults = ["429"]

    page = pay_page(client, order)

    assert page.context["phase"] == "checking"
    assert page["Refresh"].startswith("15;")
    assert len(at_stripe.calls) == 1
    assert Attempt.objects.get().state == "new"
    assert pay_page(client, order).context["phase"] == "ready"


def test_fault_16_bad_key_says_unavailable_alerts_and_frees_the_stock_at_the_end(
    at_stripe: FakeStripe, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    product = make_product(stock=1)
    order = make_order(product)
    at_stripe.faults = ["401"]

    page = pay_page(client, order)

    assert page.context["phase"] == "closed"
    assert (
        "Payments are unavailable" in page.content.decode() or "thanh toán" in page.content.decode()
    )
    assert [record.levelname for record in caplog.records if "refused" in record.message] == [
        "ERROR"
    ]
    assert product.stockrecords.get().num_allocated == 1
    run_out(order)
    assert expire_reservations() == 1
    assert product.stockrecords.get().num_allocated == 0


def test_fault_16_a_second_try_after_a_bad_key_begins_a_new_attempt(
    at_stripe: FakeStripe, client: Client
) -> None:
    order = make_order(make_product())
    at_stripe.faults = ["401"]
    pay_page(client, order)

    client.post(reverse("payments:pay", args=[order.public_token]))

    assert pay_page(client, order).context["phase"] == "ready"
    assert Attempt.objects.get(state="open").seq == 2


def test_fault_22_without_a_webhook_the_return_page_settles_the_order(
    at_stripe: FakeStripe, client: Client
) -> None:
    attempt = opened_attempt(at_stripe)
    order = Order.everything.get()
    at_stripe.pay("cs_test_1")

    back = client.get(reverse("payments:return", args=[order.public_token]))
    drain_all()

    assert back["Location"].endswith("?thanks=1")
    order.refresh_from_db()
    assert (order.status, order.payment_state) == ("PAID", "paid")
    assert [(row.kind, row.provider_ref) for row in Ledger.objects.all()] == [("capture", "pi_1")]
    assert len(mail.outbox) == 1
    attempt.refresh_from_db()
    assert attempt.intent_ref == "pi_1"


def test_fault_30_declined_then_paid_is_one_attempt_and_one_charge(
    at_stripe: FakeStripe, client: Client
) -> None:
    attempt = opened_attempt(at_stripe)
    order = Order.everything.get()
    at_stripe.decline("cs_test_1", "card_declined", "insufficient_funds")
    page = client.get(reverse("payments:return", args=[order.public_token]))
    assert page.context["phase"] == "declined"

    at_stripe.pay("cs_test_1")
    sync(attempt)

    order.refresh_from_db()
    assert order.status == "PAID"
    assert (Attempt.objects.count(), Ledger.objects.count()) == (1, 1)


def test_address_that_stripe_refuses_is_left_out(at_stripe: FakeStripe, client: Client) -> None:
    contact = replace(CONTACT, email="lan@shop.invalid")
    order = place_basket(make_basket(make_product()), contact=contact)

    assert pay_page(client, order).context["phase"] == "ready"

    attempts = Attempt.objects.order_by("seq").values_list("state", "error_code")
    assert list(attempts) == [("failed", "email_invalid"), ("open", "")]
    assert "customer_email" not in at_stripe.calls[-1][2]


def test_fault_45_too_small_for_stripe_is_told_and_nothing_else_is_tried(
    at_stripe: FakeStripe, client: Client, settings: Any
) -> None:
    settings.STRIPE_SMALLEST_AMOUNT = 1
    basket = make_basket(make_product(price=5_000))
    order = place_basket(basket, fingerprint_of(basket, "pickup"), method_code="pickup")

    page = pay_page(client, order)

    assert page.context["phase"] == "unpayable"
    assert Attempt.objects.get().error_code == "amount_too_small"
