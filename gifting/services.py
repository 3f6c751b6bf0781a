"""Attaching a gift to an order."""

from gifting.choices import GiftChoice
from gifting.models import GiftOptions
from orders.models import Order


def attach_gift(*, order: Order, choice: GiftChoice) -> GiftOptions:
    """In the transaction that places the order; one query."""
    return GiftOptions.objects.create(
        order=order,
        recipient_name=choice.recipient_name,
        recipient_phone=choice.recipient_phone,
        message=choice.message,
        wrap=choice.wrap,
        hides_prices=choice.hides_prices,
        deliver_on=choice.deliver_on,
    )
