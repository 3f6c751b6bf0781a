"""The Stripe provider: what it sends, how it reads the answers, and how it takes a no."""

import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from payments.exceptions import NotAllowed, OutcomeUnknown, ProviderError, RateLimited, Refused
from payments.models import State
from payments.providers.base import CreateRequest
from payments.providers.stripe import StripeProvider
from payments.providers.stripe_objects import session_params, state
from payments.services import live_attempt
from tests.buying import make_order
from tests.factories import make_product
from tests.payments.stripe_double import FakeStripe

REQUEST = CreateRequest(
    attempt_id="7f1b2c1e-0000-4000-8000-000000000001",
    order_number="ABCDEFGHJK",
    amount_minor=185_000,
    currency="VND",
    email="lan@example.com",
    language="vi",
    return_url="http://testserver/vi/pay/token/return/",
    cancel_url="http://testserver/vi/orders/token/",
    description="Đơn hàng ABCDEFGHJK tại Làng Nghề",
    expires_at=int(timezone.now().timestamp()) + 3600,
)


@pytest.fixture
def provider(at_stripe: FakeStripe) -> StripeProvider:
    return StripeProvider(http_client=at_stripe)


def test_session_is_one_line_of_whole_dong_on_stripes_page() -> None:
    params = session_params(REQUEST)

    assert (params["mode"], params["ui_mode"], params["locale"]) == ("payment", "hosted_page", "vi")
    assert params["line_items"] == [
        {
            "quantity": 1,
            "price_data": {
                "currency": "vnd",
                "unit_amount": 185_000,
                "product_data": {"name": "Đơn hàng ABCDEFGHJK tại Làng Nghề"},
            },
        }
    ]
    assert params["client_reference_id"] == REQUEST.attempt_id
    assert params["metadata"] == {
        "attempt": REQUEST.attempt_id,
        "order": "ABCDEFGHJK",
        "shop": "http://testserver",
    }
    assert params["payment_intent_data"] == {"metadata": params["metadata"]}
    assert params["customer_email"] == "lan@example.com"
    assert params["expires_at"] == REQUEST.expires_at


def test_request_frozen_with_the_attempt_makes_the_same_session_params(
    at_stripe: FakeStripe, db: None
) -> None:
    attempt = live_attempt(make_order(make_product(price=150_000)))
    assert attempt is not None
    attempt.refresh_from_db()

    first = session_params(CreateRequest.from_json(attempt.request_json))
    second = session_params(CreateRequest.from_json(attempt.request_json))

    assert first == second
    assert first["line_items"][0]["price_data"]["unit_amount"] == 185_000
    lifetime = first["expires_at"] - timezone.now().timestamp()
    assert 64 * 60 < lifetime <= 65 * 60
    assert first["success_url"].startswith("http://testserver/vi/")


def test_same_key_gives_the_same_session(provider: StripeProvider, at_stripe: FakeStripe) -> None:
    first = provider.create(REQUEST, idempotency_key="k")
    second = provider.create(REQUEST, idempotency_key="k")

    assert first == second
    assert len(at_stripe.sessions) == 1
    assert first.state == State.OPEN
    assert first.pay_url == "https://checkout.stripe.com/c/pay/cs_test_1"
    assert (first.amount_minor, first.currency) == (185_000, "VND")


def test_same_key_with_another_amount_is_refused(provider: StripeProvider) -> None:
    provider.create(REQUEST, idempotency_key="k")

    with pytest.raises(Refused):
        provider.create(replace(REQUEST, amount_minor=186_000), idempotency_key="k")


@pytest.mark.parametrize(
    ("status", "payment_status", "intent", "expected"),
    [
        ("open", "unpaid", None, State.OPEN),
        ("open", "unpaid", {"status": "requires_payment_method"}, State.OPEN),
        ("complete", "unpaid", {"status": "processing"}, State.PROCESSING),
        ("complete", "unpaid", "pi_1", State.PROCESSING),
        ("complete", "unpaid", {"status": "requires_payment_method"}, State.FAILED),
        ("complete", "unpaid", {"status": "canceled"}, State.FAILED),
        ("complete", "paid", {"status": "succeeded"}, State.SUCCEEDED),
        ("expired", "unpaid", None, State.CANCELED),
    ],
)
def test_state_of_a_session(status: str, payment_status: str, intent: Any, expected: State) -> None:
    session = {"status": status, "payment_status": payment_status, "payment_intent": intent}

    assert state(session) == expected


def test_paid_session_tells_money_card_and_payment(
    provider: StripeProvider, at_stripe: FakeStripe
) -> None:
    provider.create(REQUEST, idempotency_key="k")
    at_stripe.pay("cs_test_1")

    seen = provider.fetch("cs_test_1")

    assert (seen.state, seen.captured_minor, seen.label) == (State.SUCCEEDED, 185_000, "•••• 4242")
    assert (seen.intent_ref, seen.capture_ref) == ("pi_1", "pi_1")
    assert seen == provider.fetch("pi_1")


@pytest.mark.parametrize(
    ("code", "decline_code", "told"),
    [
        ("card_declined", "insufficient_funds", "insufficient_funds"),
        ("expired_card", "", "expired_card"),
        ("payment_intent_authentication_failure", "", "authentication_required"),
    ],
)
def test_declined_card_keeps_the_session_open(
    provider: StripeProvider, at_stripe: FakeStripe, code: str, decline_code: str, told: str
) -> None:
    provider.create(REQUEST, idempotency_key="k")
    at_stripe.decline("cs_test_1", code, decline_code)

    seen = provider.fetch("cs_test_1")

    assert (seen.state, seen.decline_code) == (State.OPEN, told)


def test_close_ends_an_open_session_and_learns_of_a_paid_one(
    provider: StripeProvider, at_stripe: FakeStripe
) -> None:
    provider.create(REQUEST, idempotency_key="a")
    provider.create(REQUEST, idempotency_key="b")
    at_stripe.pay("cs_test_2")

    assert provider.close("cs_test_1").state == State.CANCELED
    assert provider.close("cs_test_1").state == State.CANCELED
    assert provider.close("cs_test_2").state == State.SUCCEEDED


def test_refund_under_one_key_gives_back_once(
    provider: StripeProvider, at_stripe: FakeStripe
) -> None:
    provider.create(REQUEST, idempotency_key="k")
    at_stripe.pay("cs_test_1")

    first = provider.refund("cs_test_1", amount_minor=100_000, idempotency_key="r")
    again = provider.refund("cs_test_1", amount_minor=100_000, idempotency_key="r")
    with pytest.raises(Refused, match="charge_already_refunded"):
        provider.refund("cs_test_1", amount_minor=100_000, idempotency_key="s")

    assert first == again
    assert provider.fetch("cs_test_1").refunds == (first,)


def test_find_reads_every_page_and_knows_its_own_shop(
    provider: StripeProvider, at_stripe: FakeStripe
) -> None:
    at_stripe.page_size = 2
    for number in range(5):
        provider.create(
            replace(REQUEST, attempt_id=f"attempt-{number}"), idempotency_key=f"{number}"
        )
    foreign = replace(
        REQUEST, attempt_id="attempt-9", return_url="https://elsewhere.example/return/"
    )
    provider.create(foreign, idempotency_key="foreign")
    since = timezone.now()

    found = provider.find("attempt-0", since=since)

    assert found is not None
    assert found.ref == "cs_test_1"
    assert provider.find("attempt-9", since=since) is None
    assert provider.find("attempt-0", since=since + timedelta(hours=1)) is None
    assert len(list(provider.sessions(since=since - timedelta(minutes=1)))) == 5


@pytest.mark.parametrize(
    ("faults", "error", "code"),
    [
        (["timeout_before"] * 2, OutcomeUnknown, "no_answer"),
        (["502_html"] * 2, OutcomeUnknown, "no_answer"),
        (["truncated"], OutcomeUnknown, "no_answer"),
        (["429"], RateLimited, "rate_limit"),
        (["401"], NotAllowed, "authentication"),
        (["403"], NotAllowed, "permission"),
        (["402"], Refused, "CardError"),
    ],
)
def test_errors_are_sorted_by_what_they_say_of_the_outcome(
    provider: StripeProvider,
    at_stripe: FakeStripe,
    faults: list[str],
    error: type[ProviderError],
    code: str,
) -> None:
    at_stripe.faults = faults

    with pytest.raises(ProviderError) as raised:
        provider.create(REQUEST, idempotency_key="k")

    assert (type(raised.value), raised.value.code) == (error, code)


def test_sdk_repeats_one_lost_call_under_the_same_key(
    provider: StripeProvider, at_stripe: FakeStripe
) -> None:
    at_stripe.faults = ["timeout_after"]

    made = provider.create(REQUEST, idempotency_key="k")

    assert made.ref == "cs_test_1"
    assert len(at_stripe.calls) == 2
    assert at_stripe.calls[0] == at_stripe.calls[1]
    assert len(at_stripe.sessions) == 1


def test_fault_s19_neither_log_nor_error_repeats_an_address_or_key(
    provider: StripeProvider, at_stripe: FakeStripe, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="payments")
    at_stripe.faults = ["429"]

    with pytest.raises(RateLimited) as raised:
        provider.create(REQUEST, idempotency_key="k")

    logging.getLogger("payments").warning("as the views log it", exc_info=raised.value)
    written = caplog.text + str(raised.value)
    assert "RateLimitError" in written
    assert "lan@example.com" not in written
    assert "sk_test_" not in written
    assert logging.getLogger("stripe").getEffectiveLevel() == logging.WARNING


@pytest.mark.parametrize(
    ("key", "is_live"), [("sk_test_a", False), ("rk_test_a", False), ("sk_live_a", True)]
)
def test_mode_is_the_keys(settings: Settings, key: str, is_live: bool) -> None:
    settings.STRIPE_SECRET_KEY = key
    provider = StripeProvider()

    assert provider.livemode is is_live
    assert ("thử" in provider.label or "test mode" in provider.label) is not is_live
