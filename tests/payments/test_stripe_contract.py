"""Every call of ours against stripe-mock, which knows Stripe's own description of its API.

It refuses unknown parameters, bad enums and missing fields; it keeps no state and checks no
amount. Its description (2026-08-26) is older than the SDK's, so its strict version check is off.
"""

import os
from datetime import timedelta

import pytest
import stripe
from django.utils import timezone
from pytest_django import Settings

from payments.models import State
from payments.providers.base import CreateRequest
from payments.providers.stripe import StripeProvider
from payments.providers.stripe_objects import session_params

pytestmark = pytest.mark.stripe_server
REQUEST = CreateRequest(
    attempt_id="7f1b2c1e-0000-4000-8000-000000000001",
    order_number="ABCDEFGHJK",
    amount_minor=185_000,
    currency="VND",
    email="lan@example.com",
    language="vi",
    return_url="https://langnghe.example/vi/pay/token/return/",
    cancel_url="https://langnghe.example/vi/orders/token/",
    description="Đơn hàng ABCDEFGHJK",
    expires_at=int(timezone.now().timestamp()) + 3600,
)


@pytest.fixture
def provider(settings: Settings) -> StripeProvider:
    settings.STRIPE_SECRET_KEY = "sk_test_123"
    settings.STRIPE_API_BASE = os.environ["TEST_STRIPE_MOCK"]
    return StripeProvider()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_create_is_understood(provider: StripeProvider, language: str) -> None:
    request = CreateRequest.from_json({**REQUEST.__dict__, "language": language})

    made = provider.create(request, idempotency_key="order-1")

    assert made.ref.startswith("cs_")


def test_every_other_call_is_understood(provider: StripeProvider) -> None:
    assert provider.fetch("cs_test_1").ref
    assert provider.close("cs_test_1").ref
    assert provider.fetch("pi_1").ref
    assert provider.disputes("pi_1")
    since = timezone.now() - timedelta(days=1)
    assert list(provider.sessions(since=since)) == []  # of another shop
    assert provider.find("nobody", since=since) is None


def test_refund_is_understood(provider: StripeProvider, monkeypatch: pytest.MonkeyPatch) -> None:
    found = provider.fetch("cs_test_1")
    paid = type(found)(**{**found.__dict__, "state": State.SUCCEEDED, "intent_ref": "pi_1"})
    monkeypatch.setattr(StripeProvider, "fetch", lambda self, ref: paid)

    assert provider.refund("cs_test_1", amount_minor=1000, idempotency_key="r").ref.startswith(
        "re_"
    )


def test_stripe_mock_does_refuse_a_misspelt_parameter() -> None:
    client = stripe.StripeClient(
        "sk_test_123", base_addresses={"api": os.environ["TEST_STRIPE_MOCK"]}
    )
    wrong = {**session_params(REQUEST), "ui_mode": "hosted"}

    with pytest.raises(stripe.InvalidRequestError):
        client.v1.checkout.sessions.create(wrong)  # type: ignore[arg-type]
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.checkout.sessions.create({**session_params(REQUEST), "expires": 1})  # type: ignore[arg-type]
