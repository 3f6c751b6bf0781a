"""What one payment can be, told in the basket and not at the till."""

from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _

from languages.money import format_dong
from orders.money import MAXIMUM, from_minor_units
from payments import providers
from payments.exceptions import ProviderNotConfigured


def amount_problem(least: Decimal, most: Decimal) -> str:
    """Why a total from `least` to `most`, with and without delivery, cannot be paid; or ""."""
    if least > MAXIMUM[settings.OSCAR_DEFAULT_CURRENCY]:
        return _(
            "The total is more than one payment can be (99,999,999 ₫). Please split the order."
        )
    smallest = _smallest_payment()
    if 0 < most < smallest:
        return _(
            "The total is less than one payment can be (%(least)s). Add something to go on."
        ) % {"least": format_dong(smallest)}
    return ""


def _smallest_payment() -> Decimal:
    try:
        provider = providers.default_provider()
    except ProviderNotConfigured:  # said at the review, where it stops the order
        return Decimal(0)
    return from_minor_units(provider.smallest_minor, settings.OSCAR_DEFAULT_CURRENCY)
