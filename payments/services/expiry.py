"""The end of reservations (T5): stock is given back only after the provider has closed."""

import logging
from datetime import datetime, timedelta

from django.db import OperationalError, transaction
from django.utils import timezone

from orders import services as order_services
from orders.exceptions import NotCancellable
from orders.models import Order, Status
from payments.exceptions import ProviderError, ProviderNotConfigured
from payments.services.attempts import close, live_attempt

logger = logging.getLogger(__name__)
ALERT_AFTER = timedelta(hours=2)
BATCH = 200


def expire_reservations(now: datetime | None = None) -> int:
    """End every reservation whose time is up; returns how many ended. Safe to run anywhere."""
    now = now or timezone.now()
    ended = 0
    for order in Order.reservations.expired(now).order_by("expires_at")[:BATCH]:
        try:
            ended += expire(order, now=now)
        except (ProviderNotConfigured, OperationalError):
            logger.exception("reservation could not be ended", extra={"order": order.number})
    return ended


def expire(order: Order, *, now: datetime, reason: str = "not paid in time") -> bool:
    """Close the order's session at the provider, then cancel. False while it cannot be known
    that no money will come: then the stock stays held and the next sweep tries again."""
    attempt = live_attempt(order)
    if attempt is not None:
        try:
            attempt = close(attempt)
        except ProviderError:
            logger.warning("provider unreachable at expiry", extra={"order": order.number})
        if attempt.is_live:
            _alert_when_old(order, now)
            return False
    return _cancel(order, now, reason)


def cancel(order: Order, *, now: datetime | None = None) -> Order:
    """The buyer cancels before paying. NotCancellable when it is paid or closed already; the order
    stays PENDING while the provider cannot say, and the sweep goes on trying."""
    now = now or timezone.now()
    if order.status != Status.PENDING:
        raise NotCancellable(order.number)
    order_services.end_reservation(order=order, now=now)
    expire(order, now=now, reason="cancelled by the buyer")
    order.refresh_from_db()
    if order.status not in (Status.CANCELLED, Status.PENDING):
        raise NotCancellable(order.number)
    return order


@transaction.atomic
def _cancel(order: Order, now: datetime, reason: str) -> bool:
    current = order_services.lock(order.pk)
    is_over = current.expires_at is not None and current.expires_at <= now
    if current.status == Status.CANCELLED:
        return True  # applying the provider's "closed" has done it
    if current.status != Status.PENDING or not is_over or live_attempt(current) is not None:
        return False
    order_services.cancel_reservation(order=current, reason=reason)
    return True


def _alert_when_old(order: Order, now: datetime) -> None:
    if order.expires_at is not None and now - order.expires_at > ALERT_AFTER:
        logger.error("reservation held past its end", extra={"order": order.number})
