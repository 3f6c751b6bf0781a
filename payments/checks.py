"""Refuses to start where goods would be given away, or real money taken by a demonstration."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks

DEMO_PROVIDER = "payments.providers.demo.DemoProvider"
STRIPE_PROVIDER = "payments.providers.stripe.StripeProvider"
KEY = re.compile(r"(sk|rk)_(test|live)_\w+", re.ASCII)  # secret, or restricted to what we need
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@checks.register(checks.Tags.security)
def demo_provider_only_in_demo(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    if DEMO_PROVIDER in settings.PAYMENT_PROVIDERS and not settings.DEMO_MODE:
        return [
            checks.Error(
                "The demo payment provider is configured outside the demo.",
                hint="Take it out of PAYMENT_PROVIDERS; goods would be given away.",
                id="payments.E001",
            )
        ]
    return []


@checks.register(checks.Tags.security)
def stripe_key_fits_the_shop(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """E002 to E005 and W001. No message repeats a key."""
    if STRIPE_PROVIDER not in settings.PAYMENT_PROVIDERS:
        return []
    key = KEY.fullmatch(settings.STRIPE_SECRET_KEY)
    if key is None:
        return [_error("E002", "STRIPE_SECRET_KEY is missing or no key.", "sk_test_… or sk_live_…")]
    found: list[checks.CheckMessage] = []
    is_live = key[2] == "live"
    if settings.DEMO_MODE and is_live:
        text = "STRIPE_SECRET_KEY is a live key in the demo: invented goods, real money."
        found.append(_error("E003", text, "Use the test key, sk_test_…"))
    if not settings.DEMO_MODE and not is_live and not settings.STRIPE_TEST_MODE:
        text = "STRIPE_SECRET_KEY is a test key: goods would be sold for test cards."
        found.append(_error("E004", text, "Use sk_live_…; to rehearse, set STRIPE_TEST_MODE=1."))
    base = settings.STRIPE_API_BASE
    if base and (is_live or urlsplit(base).hostname not in LOOPBACK):
        text = "STRIPE_API_BASE would send the key elsewhere than to Stripe."
        found.append(_error("E005", text, "Leave it empty; it is for stripe-mock on loopback."))
    if not settings.DEMO_MODE and not settings.STRIPE_WEBHOOK_SECRETS:
        text = "STRIPE_WEBHOOK_SECRETS is empty: buyers who close the page are settled late."
        found.append(checks.Warning(text, hint="See docs/payments.md.", id="payments.W001"))
    return found


def _error(code: str, text: str, hint: str) -> checks.CheckMessage:
    return checks.Error(text, hint=hint, id=f"payments.{code}")
