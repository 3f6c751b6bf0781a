"""`{% gift_panel order %}`: the gift on the buyer's own order page."""

from typing import Any

from django import template

from gifting.models import GiftOptions
from orders.mails import absolute
from orders.models import Order

register = template.Library()


@register.inclusion_tag("gifting/_panel.html")
def gift_panel(order: Order) -> dict[str, Any]:
    gift = GiftOptions.objects.filter(order=order).first()
    is_given = gift is not None and order.placed_at is not None
    link = absolute(gift.get_absolute_url()) if gift and is_given else ""
    return {"gift": gift, "link": link}
