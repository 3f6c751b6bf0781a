"""Oscar's hook for its dashboard: it may move parcels, never money."""

from typing import Any

from django.utils.translation import gettext as _
from oscar.apps.order.exceptions import (
    InvalidOrderStatus,
    InvalidPaymentEvent,
    InvalidShippingEvent,
)
from oscar.apps.order.processing import EventHandler as OscarEventHandler

from orders.models import SHIPPABLE, Order, Status

MOVED_BY_STAFF = (Status.IN_PROGRESS, Status.SHIPPED, Status.COMPLETE)


class EventHandler(OscarEventHandler):
    """Refuses what would ship unpaid goods, and whatever belongs to `payments`."""

    def handle_order_status_change(
        self, order: Order, new_status: str, note_msg: str | None = None
    ) -> None:
        current = Order.everything.get(pk=order.pk)
        if new_status not in MOVED_BY_STAFF:
            raise InvalidOrderStatus(_("Payments move an order to this status."))
        if current.hold:
            raise InvalidOrderStatus(_("The order is on hold."))
        order.set_status(new_status, reason="staff", actor=self.user)
        if note_msg:
            self.create_note(order, note_msg)

    def validate_shipping_event(
        self, order: Order, event_type: Any, lines: Any, line_quantities: Any, **kwargs: Any
    ) -> None:
        current = Order.everything.get(pk=order.pk)
        if current.status not in SHIPPABLE:
            raise InvalidShippingEvent(_("The order is not paid."))
        if current.hold:
            raise InvalidShippingEvent(_("The order is on hold."))
        super().validate_shipping_event(order, event_type, lines, line_quantities, **kwargs)

    def validate_payment_event(self, order: Order, *args: Any, **kwargs: Any) -> None:
        """The ledger of `payments` is the only record of money."""
        raise InvalidPaymentEvent(_("Payments are recorded by the payment provider alone."))
