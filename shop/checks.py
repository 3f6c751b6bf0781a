"""Refuses to start with the demo's public passwords anywhere but in the demo."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connections

from accounts.models import User
from shop.demo import ACCOUNTS

DEMO_SETTINGS = ("shop.settings.demo", "shop.settings.test", "bench.settings")


@register(Tags.security)
def only_the_demo_is_a_demo(**_options: Any) -> list[Error]:
    """shop.E001: other settings with DEMO_MODE would load invented goods and public passwords."""
    if not settings.DEMO_MODE or settings.SETTINGS_MODULE in DEMO_SETTINGS:
        return []
    return [
        Error(
            f"DEMO_MODE is on in {settings.SETTINGS_MODULE}.",
            hint=f"Only {', '.join(DEMO_SETTINGS)} may set it.",
            id="shop.E001",
        )
    ]


@register(Tags.database)
def no_demo_account_outside_the_demo(
    databases: Sequence[str] | None = None, **_options: Any
) -> list[Error]:
    """shop.E002: runs with `migrate` and `check --database default`."""
    if settings.DEMO_MODE or "default" not in (databases or ()):
        return []
    if User._meta.db_table not in connections["default"].introspection.table_names():
        return []
    emails = User.objects.filter(email__in=[account.email for account in ACCOUNTS])
    found = ", ".join(sorted(emails.values_list("email", flat=True)))
    if not found:
        return []
    return [
        Error(
            f"Demo accounts, whose passwords are public, are in this database: {found}.",
            hint="Delete them, or start from an empty database.",
            id="shop.E002",
        )
    ]
