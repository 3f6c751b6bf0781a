"""What the basket page shows: parcels, notes on each line, and what delivery will cost."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.models import Product
from checkout.amounts import amount_problem
from checkout.vouchers import VoucherView, vouchers_of
from delivery.dates import WorkingCalendar
from delivery.estimates import Estimates, estimate_basket
from delivery.parcels import hanoi_only, lead_days, parcels_of, shown_product
from languages.localized import Localized
from languages.money import format_dong
from orders.exceptions import LineOutOfStock, LineUnavailable
from orders.quotes import check_line, title_in_page_language


@dataclass(frozen=True)
class LineView:
    line: Any
    product: Product  # the one that has a page
    title: str
    unit_price: Decimal | None
    total: Decimal | None
    problem: str  # stops the purchase
    note: str  # worth knowing
    leaves_on: date

    @property
    def anchor(self) -> str:
        return f"line-{self.line.pk}"


@dataclass(frozen=True)
class ParcelView:
    maker_name: Localized
    lines: list[LineView]


@dataclass(frozen=True)
class BasketView:
    parcels: list[ParcelView]
    goods_total: Decimal
    discount: Decimal
    estimates: Estimates | None
    hanoi_only_titles: list[str]
    amount_problem: str = ""
    vouchers: list[VoucherView] = field(default_factory=list)

    @property
    def other_discount(self) -> Decimal:
        """What offers without a code take off."""
        return self.discount - sum((each.amount for each in self.vouchers), Decimal(0))

    @property
    def lines(self) -> list[LineView]:
        return [line for parcel in self.parcels for line in parcel.lines]

    @property
    def can_be_ordered(self) -> bool:
        has_problem = self.amount_problem or any(line.problem for line in self.lines)
        return bool(self.lines) and not has_problem

    @property
    def hanoi_total(self) -> Decimal | None:
        return self.goods_total + self.estimates.hanoi.fee if self.estimates else None

    @property
    def elsewhere_total(self) -> Decimal | None:
        if self.estimates is None or self.estimates.elsewhere is None:
            return None
        return self.goods_total + self.estimates.elsewhere.fee


def basket_view(basket: Any, user: Any) -> BasketView:
    """Of a basket that `open_basket` loaded for `user`; the vouchers are its one query."""
    now = timezone.now()
    lines = list(basket.all_lines()) if basket.pk else []
    parcels = [
        ParcelView(parcel.maker_name, [line_view(line, now) for line in parcel.lines])
        for parcel in parcels_of(lines)
    ]
    totals = [line.total or Decimal(0) for parcel in parcels for line in parcel.lines]
    goods_total = sum(totals, Decimal(0))
    estimates = estimate_basket(basket, now) if lines else None
    return BasketView(
        parcels=parcels,
        goods_total=goods_total,
        discount=basket.total_discount if lines else Decimal(0),
        estimates=estimates,
        hanoi_only_titles=[title_in_page_language(line.product) for line in hanoi_only(lines)],
        amount_problem=_amount_problem(goods_total, estimates),
        vouchers=vouchers_of(basket, user) if lines else [],
    )


def _amount_problem(goods_total: Decimal, estimates: Estimates | None) -> str:
    if estimates is None:
        return ""
    fees = [found.fee for found in (estimates.hanoi, estimates.elsewhere) if found is not None]
    return amount_problem(least=goods_total, most=goods_total + max(fees))


def line_view(line: Any, now: datetime) -> LineView:
    price = line.purchase_info.price
    return LineView(
        line=line,
        product=shown_product(line.product),
        title=title_in_page_language(line.product),
        unit_price=price.incl_tax if price.exists else None,
        total=line.line_price_incl_tax_incl_discounts if price.exists else None,
        problem=problem_of(line),
        note=price_note(line),
        leaves_on=ready_on(line, now),
    )


def problem_of(line: Any) -> str:
    """Why the line cannot be bought as it stands, or ""."""
    try:
        check_line(line)
    except LineOutOfStock as problem:
        if problem.left:
            return _("Only %(left)d left. Lower the quantity to go on.") % {"left": problem.left}
        return _("Sold out. Remove it to go on.")
    except LineUnavailable:
        return _("No longer for sale. Remove it to go on.")
    return ""


def price_note(line: Any) -> str:
    """That the price moved since the good was put into the basket, or ""."""
    now = line.purchase_info.price
    before = line.price_incl_tax
    if before is None or not now.exists or before == now.incl_tax:
        return ""
    return _("The price has changed from %(old)s to %(new)s since you added it.") % {
        "old": format_dong(before),
        "new": format_dong(now.incl_tax),
    }


def ready_on(line: Any, now: datetime) -> date:
    """The day on which the maker hands the parcel over."""
    calendar = WorkingCalendar.from_settings()
    return calendar.arrival(now, lead_days=lead_days(line), transit_days=0)
