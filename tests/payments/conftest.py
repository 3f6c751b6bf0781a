"""The shop with Stripe as its provider, and Stripe itself in memory."""

import pytest
from pytest_django import Settings

from payments import providers
from payments.checks import STRIPE_PROVIDER
from payments.providers.stripe import StripeProvider
from tests.payments.stripe_double import FakeStripe


@pytest.fixture
def at_stripe(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> FakeStripe:
    settings.PAYMENT_PROVIDERS = [STRIPE_PROVIDER]
    settings.STRIPE_SECRET_KEY = "sk_test_fake"
    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_new", "whsec_old"]
    fake = FakeStripe()
    provider = StripeProvider(http_client=fake)
    monkeypatch.setattr(providers, "_load", lambda path: provider)
    return fake
