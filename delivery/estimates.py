"""Fee and arrival that a buyer is told before giving an address."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from delivery.dates import WorkingCalendar
from delivery.methods import Rate, elsewhere, hanoi
from delivery.parcels import hanoi_only, shown_product


@dataclass(frozen=True)
class Estimate:
    fee: Decimal
    arrives_on: date


@dataclass(frozen=True)
class Estimates:
    """`elsewhere` is None when something cannot leave Hanoi."""

    hanoi: Estimate
    elsewhere: Estimate | None


def estimate_basket(basket: Any, now: datetime) -> Estimates:
    """For a basket with at least one line: all parcels together, the slowest one's day."""
    found = [
        Estimate(method.calculate(basket).incl_tax, method.last_arrival(basket, now))
        for method in (hanoi(), elsewhere())
    ]
    return Estimates(found[0], None if hanoi_only(basket.all_lines()) else found[1])


def estimate_product(product: Any, now: datetime) -> Estimates | None:
    """One parcel with this good alone; None when nobody is known to make it."""
    shown = shown_product(product)
    if shown.producer is None:
        return None
    lead_days = shown.lead_time_days
    if lead_days is None:
        lead_days = shown.producer.lead_time_days
    calendar = WorkingCalendar.from_settings()

    def estimate(zone: str) -> Estimate:
        rate = Rate.of(zone)
        day = calendar.arrival(now, lead_days=lead_days, transit_days=rate.days)
        return Estimate(rate.fee, day)

    return Estimates(
        estimate("hanoi"), None if shown.hanoi_delivery_only else estimate("elsewhere")
    )
