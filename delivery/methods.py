"""How a parcel reaches the buyer. One per maker; illustrative fees from settings.DELIVERY."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from oscar.apps.shipping.methods import Base, Free, NoShippingRequired, TaxExclusiveOfferDiscount
from oscar.apps.shipping.methods import TaxInclusiveOfferDiscount as OscarTaxInclusiveOfferDiscount
from oscar.core.prices import Price

from delivery.dates import WorkingCalendar
from delivery.parcels import lead_days, parcels_of

__all__ = [
    "Courier", "Free", "NoShippingRequired", "TaxExclusiveOfferDiscount",
    "TaxInclusiveOfferDiscount", "elsewhere", "hanoi", "pickup",
]  # fmt: skip


@dataclass(frozen=True)
class Rate:
    """Fee of one parcel in whole dong, and working days on the way after the maker is done."""

    fee: Decimal
    days: int

    @classmethod
    def of(cls, zone: str) -> "Rate":
        table: dict[str, Any] = settings.DELIVERY
        row = table[zone]
        return cls(Decimal(row["fee"]), int(row["days"]))


class Courier(Base):
    """A method with a fee per parcel and an arrival date per maker."""

    def __init__(
        self, code: str, name: str | Promise, description: str | Promise, rate: Rate
    ) -> None:
        self.code = code
        self.name = name
        self.description = description
        self.rate = rate

    @property
    def is_pickup(self) -> bool:
        return self.code == "pickup"

    def calculate(self, basket: Any) -> Price:
        """Tax is known and 0, as with the goods."""
        fee = self.rate.fee * len(parcels_of(basket.all_lines()))
        return Price(currency="VND", excl_tax=fee, incl_tax=fee)

    def arrives_on(self, line: Any, now: datetime) -> date:
        calendar = WorkingCalendar.from_settings()
        return calendar.arrival(now, lead_days=lead_days(line), transit_days=self.rate.days)

    def last_arrival(self, basket: Any, now: datetime) -> date:
        """When the slowest parcel is there."""
        return max(self.arrives_on(line, now) for line in basket.all_lines())


class TaxInclusiveOfferDiscount(OscarTaxInclusiveOfferDiscount):
    """A courier whose fee an offer lowers."""

    def arrives_on(self, line: Any, now: datetime) -> date:
        day: date = self.method.arrives_on(line, now)
        return day

    def last_arrival(self, basket: Any, now: datetime) -> date:
        day: date = self.method.last_arrival(basket, now)
        return day


def hanoi() -> Courier:
    return Courier(
        "hanoi", _("Courier in Hanoi"), _("Brought to your door, one parcel per maker."),
        Rate.of("hanoi"),
    )  # fmt: skip


def elsewhere() -> Courier:
    return Courier(
        "elsewhere", _("Courier outside Hanoi"), _("Brought to your door, one parcel per maker."),
        Rate.of("elsewhere"),
    )  # fmt: skip


def pickup() -> Courier:
    return Courier(
        "pickup", _("Pick up from the maker"),
        _("You fetch each parcel at the workshop that made it; we send the addresses."),
        Rate.of("pickup"),
    )  # fmt: skip
