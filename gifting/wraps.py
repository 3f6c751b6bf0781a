"""How a gift may be wrapped, and Oscar's surcharge for it: a price per parcel, so per maker."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from oscar.apps.checkout.surcharges import BaseSurcharge
from oscar.core.prices import Price

from delivery.parcels import parcels_of

NAMES: dict[str, str | Promise] = {
    "paper": _("Dó paper and a ribbon"),
    "cloth": _("A cloth that can be used again"),
}


@dataclass(frozen=True)
class Wrap:
    """`price` in whole dong for one parcel."""

    code: str
    name: str | Promise
    price: Decimal


def wraps() -> list[Wrap]:
    table: dict[str, int] = settings.GIFT_WRAPS
    return [Wrap(code, NAMES[code], Decimal(price)) for code, price in table.items()]


def wrap_name(code: str) -> str:
    """ "" for no wrap; the code itself for one that is no longer offered."""
    return str(NAMES.get(code, code))


class WrapCharge(BaseSurcharge):
    """Tax is known and 0, as with the goods."""

    code = "gift-wrap"

    def __init__(self, wrap: Wrap) -> None:
        self.wrap = wrap

    @property
    def name(self) -> str:
        return str(_("Gift wrap")) + ": " + str(self.wrap.name)

    def calculate(self, basket: Any, **kwargs: Any) -> Price:
        amount = self.wrap.price * len(parcels_of(basket.all_lines()))
        return Price(currency="VND", excl_tax=amount, incl_tax=amount)


def wrap_charge(code: str) -> WrapCharge | None:
    """None for no wrap, or one that is no longer offered."""
    return next((WrapCharge(wrap) for wrap in wraps() if wrap.code == code), None)
