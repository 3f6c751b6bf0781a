"""What happened to an order and what comes next, for its page."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from orders.models import Order, Parcel, Status


@dataclass(frozen=True)
class Step:
    """`at` is None for a step that has not come yet."""

    text: str
    at: datetime | None
    is_current: bool = False


_WAY = (Status.PAID, Status.IN_PROGRESS, Status.SHIPPED, Status.COMPLETE)


_PARCEL_WAY = (
    Parcel.Status.ACCEPTED, Parcel.Status.PACKED, Parcel.Status.HANDED_OVER,
    Parcel.Status.DELIVERED,
)  # fmt: skip


def timeline_of_parcel(parcel: Parcel) -> list[Step]:
    """Its four steps, with the time of those taken."""
    taken = {
        change.new_status: change.changed_at
        for change in parcel.changes.all()
        if change.new_status != change.old_status
    }
    return [
        Step(str(status.label), taken.get(status), is_current=status == parcel.status)
        for status in _PARCEL_WAY
    ]


def timeline_of(order: Order) -> list[Step]:
    """The steps taken, in order, and for an order on its way those ahead."""
    changes = sorted(order.status_changes.all(), key=lambda change: change.pk)
    taken = [Step(_("Goods reserved for you"), order.reserved_at)]
    taken += [Step(change.text, change.date_created) for change in changes]
    taken[-1] = Step(taken[-1].text, taken[-1].at, is_current=True)
    if order.status == Status.PENDING:
        ahead = list(_WAY)
    elif order.status in _WAY:
        ahead = list(_WAY[_WAY.index(Status(order.status)) + 1 :])
    else:
        ahead = []
    return taken + [Step(str(status.label), None) for status in ahead]
