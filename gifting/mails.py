"""The mail that a buyer can pass on: it opens the recipient's page and names no price."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from gifting.models import GiftOptions
from orders.mails import absolute, send_mail
from outbox.handlers import Payload, follow


@follow("order_paid", topic="gifting.link_mail")
def send_link_mail(payload: Payload) -> None:
    """Nothing for an order that is no gift."""
    gift = GiftOptions.objects.given().for_page().filter(order=payload["order"]).first()
    if gift is None:
        return
    with override(gift.order.language):
        subject = _("A gift for %(name)s: the link to pass on") % {"name": gift.recipient_name}
        context = {
            "gift": gift,
            "link": absolute(gift.get_absolute_url()),
            "seller": settings.SELLER,
            "is_demo": settings.DEMO_MODE,
        }
        send_mail(
            to=gift.order.email,
            subject=subject,
            template="mail/gift_link",
            context=context,
            message_id=f"gift-{gift.pk}",
        )
