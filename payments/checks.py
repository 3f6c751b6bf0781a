"""Refuses to start with demo payments outside the demo."""

from typing import Any

from django.conf import settings
from django.core import checks

DEMO_PROVIDER = "payments.providers.demo.DemoProvider"


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
