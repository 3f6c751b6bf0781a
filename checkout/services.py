"""Placing from the checkout: order, gift and payment attempt in one transaction (T1)."""

from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from checkout.applicator import surcharges_of
from delivery.repository import method_for
from gifting.choices import GiftChoice
from gifting.services import attach_gift
from orders.models import Order
from orders.records import Contact
from orders.services import place_order
from payments.services import begin_attempt


def place(
    *,
    basket_id: int,
    user: Any,
    contact: Contact,
    method_code: str,
    fingerprint: str,
    language: str,
    gift: GiftChoice | None = None,
) -> Order:
    """The one order of this basket, made now or found: a double click, a reload and a second tab
    get the same. Raises a PlacementError, and then nothing was written. No network."""
    now = timezone.now()
    choose = partial(method_for, province_code=contact.province_code, code=method_code)
    try:
        with transaction.atomic():
            placement = place_order(
                basket_id=basket_id,
                user=user,
                contact=contact,
                method_for=choose,
                fingerprint=fingerprint,
                language=language,
                surcharges_for=partial(surcharges_of, gift=gift),
                wished_on=gift.deliver_on if gift else None,
                now=now,
            )
            if placement.is_new:
                if gift is not None:
                    attach_gift(order=placement.order, choice=gift)
                begin_attempt(order=placement.order, now=now)
    except IntegrityError:
        existing = Order.everything.filter(submission_basket_id=basket_id).first()
        if existing is None:
            raise
        return existing
    return placement.order
