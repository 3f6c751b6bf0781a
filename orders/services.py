"""Placing an order, and the moves it makes afterwards. Nothing here talks to the network."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from oscar.core.loading import get_model

from orders import stock, usage
from orders.exceptions import AmountOutOfRange, BasketEmpty, DayTooEarly
from orders.models import Order, Status
from orders.money import MAXIMUM, to_minor_units
from orders.quotes import DeliveryMethod, Quote, SurchargePrice, load_basket, quote
from orders.records import (
    Contact,
    create_address,
    create_line_discounts,
    create_lines,
    create_surcharges,
)
from orders.tokens import new_number
from outbox.services import enqueue, publish

Basket = get_model("basket", "Basket")
LINKS_SENT_AT_MOST = 10
LINKS_WINDOW = 300  # seconds: a second request within it sends no second mail


@dataclass(frozen=True)
class Placement:
    order: Order
    is_new: bool


def place_order(
    *,
    basket_id: int,
    user: Any,
    contact: Contact,
    method_for: Callable[[Any], DeliveryMethod],
    fingerprint: str,
    language: str,
    surcharges_for: Callable[[Any], Iterable[SurchargePrice]] = lambda basket: (),
    wished_on: date | None = None,
    now: datetime | None = None,
) -> Placement:
    """T1: make the basket's one order, PENDING, with its stock held; or return the one it has.

    `method_for` and `surcharges_for` are asked with the locked and priced basket. Runs in the
    caller's transaction, or its own. Raises a PlacementError and writes nothing when the basket
    is empty, a price moved since `fingerprint` was signed, stock or an offer ran out, or the goods
    cannot be there on the day wished for; IntegrityError when something reopened an ordered basket.
    """
    now = now or timezone.now()
    with transaction.atomic(savepoint=False):
        basket = _lock_basket(basket_id)
        if basket is None or basket.status != Basket.OPEN:
            return Placement(_order_of(basket_id), is_new=False)
        _load(basket, user)
        method = method_for(basket)
        quoted = _agree(basket, method, surcharges_for(basket), fingerprint)
        _check_day(basket, method, wished_on, now)
        lines = list(basket.all_lines())
        stock.hold_for_lines(lines)
        order = _create_order(basket, user, contact, method, quoted, language, now)
        discounts = usage.record_usage(order, basket, user or AnonymousUser())
        create_surcharges(order, quoted)
        order_lines = create_lines(order, lines, method, now, wished_on)
        create_line_discounts(lines, order_lines, discounts)
        _submit(basket, now)
    return Placement(order, is_new=True)


def lock(order_id: int) -> Order:
    """The order's row under lock: the first of Order → Attempt → StockRecords (payments.md T4)."""
    return Order.everything.select_for_update().get(pk=order_id)


@transaction.atomic
def mark_paid(*, order: Order, now: datetime, is_reopened: bool = False) -> None:
    """PENDING → PAID, or CANCELLED → PAID for a late payment whose stock was taken again."""
    reason = "late payment" if is_reopened else "paid"
    order.set_status(Status.PAID, reason=reason, placed_at=now, date_placed=now)
    order.lines.update(status="PAID")
    topic = "orders.reopened_mail" if is_reopened else "orders.paid_mail"
    enqueue(topic=topic, key=f"order-paid-{order.pk}", payload={"order": order.pk})
    publish(event="order_paid", key=str(order.pk), payload={"order": order.pk})


@transaction.atomic
def cancel_reservation(*, order: Order, reason: str) -> None:
    """PENDING → CANCELLED; stock, offers and vouchers are free again. No money may be open:
    `payments` closes the provider's session first."""
    order.set_status(Status.CANCELLED, reason=reason)
    order.lines.update(status="CANCELLED")
    stock.release_for_order(order)
    usage.release_usage(order)
    enqueue(
        topic="orders.cancelled_mail",
        key=f"order-cancelled-{order.pk}",
        payload={"order": order.pk},
    )


@transaction.atomic
def reopen(*, order: Order, now: datetime) -> None:
    """A cancelled order was paid after all: take its stock again, or raise LineOutOfStock."""
    stock.retake_for_order(order)
    usage.retake_usage(order)
    mark_paid(order=order, now=now, is_reopened=True)


@transaction.atomic
def mark_refund_due(*, order: Order) -> None:
    """CANCELLED → REFUND_DUE: the money came when the goods were gone."""
    order.set_status(Status.REFUND_DUE, reason="late payment, goods sold")
    enqueue(
        topic="orders.refund_due_mail",
        key=f"order-refund-due-{order.pk}",
        payload={"order": order.pk},
    )


def mark_refunded(*, order: Order) -> None:
    order.set_status(Status.REFUNDED, reason="refunded")


def end_reservation(*, order: Order, now: datetime) -> None:
    """The buyer gave up: the reservation is over now instead of at its time."""
    Order.everything.filter(pk=order.pk, status=Status.PENDING).update(expires_at=now)
    order.expires_at = now


def send_links_again(*, email: str, now: datetime | None = None) -> None:
    """Mail the links of the newest orders of this address, if there are any; tells nobody which."""
    now = now or timezone.now()
    found = Order.everything.filter(guest_email__iexact=email).order_by("-pk")
    pks = list(found.values_list("pk", flat=True)[:LINKS_SENT_AT_MOST])
    if pks:
        window = int(now.timestamp()) // LINKS_WINDOW
        key = f"order-links-{pks[0]}-{window}"
        enqueue(topic="orders.links_mail", key=key, payload={"orders": pks})


def _lock_basket(basket_id: int) -> Any:
    """Or None. No first(): the ordering that it adds costs more than the query."""
    return next(iter(Basket.objects.select_for_update().filter(pk=basket_id)), None)


def _order_of(basket_id: int) -> Order:
    """What was made of a basket that is no longer open; BasketEmpty when nothing was."""
    existing = Order.everything.filter(submission_basket_id=basket_id).first()
    if existing is None:
        raise BasketEmpty
    return existing


def _load(basket: Any, user: Any) -> None:
    """Lines and offers of the buyer's own basket, or BasketEmpty."""
    if not _may_place(basket, user) or not len(load_basket(basket, user).all_lines()):
        raise BasketEmpty


def _may_place(basket: Any, user: Any) -> bool:
    owner_id = basket.owner_id
    return owner_id is None or (user is not None and owner_id == user.pk)


def _agree(
    basket: Any, method: DeliveryMethod, surcharges: Iterable[SurchargePrice], fingerprint: str
) -> Quote:
    """Today's price, which is the one that the buyer confirmed, and one that can be paid."""
    quoted = quote(basket, method, surcharges)
    quoted.verify(fingerprint)
    _check_amount(quoted)
    return quoted


def _check_amount(quoted: Quote) -> None:
    """Raises AmountOutOfRange, or FractionalAmount (a fraction of a dong is our own mistake)."""
    to_minor_units(quoted.total, quoted.currency)
    if quoted.total > MAXIMUM.get(quoted.currency, quoted.total):
        raise AmountOutOfRange(quoted.total)


def _check_day(basket: Any, method: DeliveryMethod, wished_on: date | None, now: datetime) -> None:
    if wished_on is not None:
        earliest = max(method.arrives_on(line, now) for line in basket.all_lines())
        if wished_on < earliest:
            raise DayTooEarly(earliest)


def _create_order(
    basket: Any,
    user: Any,
    contact: Contact,
    method: DeliveryMethod,
    quoted: Quote,
    language: str,
    now: datetime,
) -> Order:
    order: Order = Order.everything.create(
        number=new_number(),
        site_id=settings.SITE_ID,
        basket=basket,
        submission_basket_id=basket.pk,
        user=user if user is not None and user.is_authenticated else None,
        guest_email=contact.email,
        currency=quoted.currency,
        total_incl_tax=quoted.total,
        total_excl_tax=quoted.total,  # tax known and 0: no rate is printed yet
        shipping_incl_tax=quoted.delivery,
        shipping_excl_tax=quoted.delivery,
        shipping_address=create_address(contact),
        shipping_method=str(method.name),
        shipping_code=method.code,
        status=Status.PENDING,
        reserved_at=now,
        expires_at=now + timedelta(minutes=settings.RESERVATION_MINUTES),
        date_placed=now,
        language=language,
        is_demo=settings.DEMO_MODE,
    )
    return order


def _submit(basket: Any, now: datetime) -> None:
    """Submitted, never Frozen: Oscar's thaw would reopen it for a second payment."""
    Basket.objects.filter(pk=basket.pk).update(status=Basket.SUBMITTED, date_submitted=now)
    basket.status = Basket.SUBMITTED
