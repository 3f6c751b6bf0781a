"""Placing from the checkout: the order and its payment attempt in one transaction (T1)."""

from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from delivery.repository import method_for
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
                now=now,
            )
            if placement.is_new:
                begin_attempt(order=placement.order, now=now)
    except IntegrityError:
        existing = Order.everything.filter(submission_basket_id=basket_id).first()
        if existing is None:
            raise
        return existing
    return placement.order
