"""Voucher codes of a basket: judged before they are taken, and again whenever it is shown.

What a code is worth is Oscar's offers' business; placing counts its use (orders.usage).
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from languages.calendar import hanoi_today
from orders.quotes import load_basket

Voucher = get_model("voucher", "Voucher")
LONGEST_CODE = 40  # characters


class VoucherRefused(Exception):
    """The code gives nothing; the argument is a sentence for the buyer."""

    @property
    def sentence(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class VoucherView:
    """A code of the basket and what it takes off, or why it takes off nothing."""

    pk: int
    code: str
    amount: Decimal
    problem: str


def use_code(*, basket: Any, code: str, user: Any) -> str:
    """Put the voucher of this code into the visitor's loaded basket; the code as it is written.

    Raises VoucherRefused with nothing written. A code that is in the basket already is fine.
    """
    found = Voucher.objects.filter(code="".join(code.split()).upper()).first()
    if found is None:
        raise VoucherRefused(_("We do not know this code. Check the letters and digits."))
    if problem := _problem_of(found, user, timezone.now()):
        raise VoucherRefused(problem)
    others = list(basket.vouchers.values_list("pk", "code"))
    if found.pk in (pk for pk, _code in others):
        return str(found.code)
    if others:
        text = _("One code an order: remove %(code)s first.") % {"code": others[0][1]}
        raise VoucherRefused(text)
    with transaction.atomic():
        basket.vouchers.add(found)
        if not _amount_of(found.pk, load_basket(basket, user)):
            raise VoucherRefused(_nothing_to_take_off())
        added = F("num_basket_additions") + 1
        Voucher.objects.filter(pk=found.pk).update(num_basket_additions=added)
    return str(found.code)


def take_out(*, basket: Any, voucher_id: int) -> str:
    """Remove a code from the visitor's own basket; the code, or "" when it was not in it."""
    found = basket.vouchers.filter(pk=voucher_id).first() if basket.pk else None
    if found is None:
        return ""
    basket.vouchers.remove(found)
    return str(found.code)


def vouchers_of(basket: Any, user: Any) -> list[VoucherView]:
    """The codes of a loaded basket. A code that stopped working stays and says why."""
    now = timezone.now()
    views = []
    for voucher in basket.vouchers.all() if basket.pk else []:
        amount = _amount_of(voucher.pk, basket)
        problem = "" if amount else _problem_of(voucher, user, now) or _nothing_to_take_off()
        views.append(VoucherView(voucher.pk, str(voucher.code), amount, problem))
    return views


def _amount_of(pk: int, basket: Any) -> Decimal:
    amounts = [
        used["discount"]
        for used in basket.offer_applications
        if used["voucher"] and used["voucher"].pk == pk
    ]
    return sum(amounts, Decimal(0))


def _problem_of(voucher: Any, user: Any, now: datetime) -> str:
    """Why nobody, or this visitor, can use the voucher now; or ""."""
    if now < voucher.start_datetime:
        text = _("This code works from %(day)s on.")
        return text % {"day": _day(voucher.start_datetime)}
    if now > voucher.end_datetime:
        return _("This code ended on %(day)s.") % {"day": _day(voucher.end_datetime)}
    if voucher.is_available_to_user(user)[0]:
        return ""
    if voucher.usage == Voucher.ONCE_PER_CUSTOMER and not user.is_authenticated:
        return _("This code is for members, once each: log in to use it.")
    return _("This code has been used, or is held by an order that waits for payment.")


def _nothing_to_take_off() -> str:
    return _("This code takes nothing off the goods in your basket.")


def _day(moment: datetime) -> str:
    return f"{hanoi_today(moment):%d/%m/%Y}"
