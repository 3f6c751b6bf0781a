"""Moving parcels: makers and staff accept, pack, hand over; the order's status follows them."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from orders import stock
from orders.exceptions import InvalidParcelMove, NotShippable
from orders.models import SHIPPABLE, Order, Parcel, Status
from orders.services import lock
from outbox.services import enqueue

_WAY = (Status.PAID, Status.IN_PROGRESS, Status.SHIPPED, Status.COMPLETE)
_LINE_STATUS = {Parcel.Status.PACKED: "PACKED", Parcel.Status.HANDED_OVER: "SHIPPED"}


def accept_parcel(*, parcel: Parcel, by: Any, why: str = "") -> Parcel:
    """The maker has seen it and will make it. Raises as `move_parcel`."""
    return move_parcel(parcel=parcel, to=Parcel.Status.ACCEPTED, by=by, why=why)


def pack_parcel(*, parcel: Parcel, by: Any, why: str = "") -> Parcel:
    return move_parcel(parcel=parcel, to=Parcel.Status.PACKED, by=by, why=why)


def hand_over_parcel(
    *, parcel: Parcel, by: Any, carrier: str = "", tracking_number: str = "", why: str = ""
) -> Parcel:
    """To the carrier, or to the buyer who fetches it: its stock is consumed and the buyer told."""
    with transaction.atomic():
        moved = move_parcel(parcel=parcel, to=Parcel.Status.HANDED_OVER, by=by, why=why)
        if tracking_number or carrier:
            moved = change_tracking(
                parcel=moved, by=by, carrier=carrier, tracking_number=tracking_number
            )
    return moved


def deliver_parcel(*, parcel: Parcel, by: Any, why: str = "") -> Parcel:
    return move_parcel(parcel=parcel, to=Parcel.Status.DELIVERED, by=by, why=why)


@transaction.atomic
def move_parcel(
    *, parcel: Parcel, to: str, by: Any, why: str = "", now: datetime | None = None
) -> Parcel:
    """One step of one parcel; returns it as it is now. Idempotent: there already is no error.

    Raises NotShippable while the order is unpaid, given back or held, and InvalidParcelMove for
    a step that is not the next one; nothing has changed then. Locks Order → Parcel → stock.
    """
    now = now or timezone.now()
    order = lock(parcel.order_id)
    current = Parcel.objects.select_for_update().get(pk=parcel.pk)
    if current.status == to:
        return current
    check_shippable(order)
    current.move_to(to, by=by, why=why, now=now)
    if to in _LINE_STATUS:
        current.lines.update(status=_LINE_STATUS[Parcel.Status(to)])
    if to == Parcel.Status.HANDED_OVER:
        stock.consume_for_parcel(current)
        enqueue(
            topic="orders.handed_over_mail",
            key=f"parcel-handed-over-{current.pk}",
            payload={"parcel": current.pk},
        )
    _follow(order, by)
    return current


@transaction.atomic
def change_tracking(*, parcel: Parcel, by: Any, carrier: str, tracking_number: str) -> Parcel:
    """Write or correct carrier and number, with a row in the history. Raises InvalidParcelMove
    before the parcel is packed: nothing can have been handed to a carrier then."""
    current = Parcel.objects.select_for_update().get(pk=parcel.pk)
    if current.status in (Parcel.Status.PENDING, Parcel.Status.ACCEPTED):
        raise InvalidParcelMove(str(current), current.status, current.status)
    if (current.carrier, current.tracking_number) == (carrier, tracking_number):
        return current
    current.carrier, current.tracking_number = carrier, tracking_number
    current.save(update_fields=["carrier", "tracking_number"])
    current.changes.create(
        old_status=current.status,
        new_status=current.status,
        actor=by,
        why=f"{carrier} {tracking_number}".strip()[:200],
    )
    return current


def check_shippable(order: Order) -> None:
    """Raises NotShippable unless the order is paid and on its way, and nothing holds it."""
    if order.hold or order.status not in SHIPPABLE:
        raise NotShippable(order.number, is_held=bool(order.hold))


def status_by_parcels(statuses: list[str]) -> Status:
    """What the order is when its parcels are these; at least one."""
    if all(status == Parcel.Status.DELIVERED for status in statuses):
        return Status.COMPLETE
    if all(status in (Parcel.Status.HANDED_OVER, Parcel.Status.DELIVERED) for status in statuses):
        return Status.SHIPPED
    if any(status != Parcel.Status.PENDING for status in statuses):
        return Status.IN_PROGRESS
    return Status.PAID


def _follow(order: Order, by: Any) -> None:
    """Bring the order to where its parcels are, step by step; never back."""
    target = status_by_parcels(list(order.parcels.values_list("status", flat=True)))
    here = _WAY.index(Status(order.status))
    for status in _WAY[here + 1 : _WAY.index(target) + 1]:
        order.set_status(status, reason="parcels", actor=by)
