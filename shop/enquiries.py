"""Messages to the shop: kept, mailed to the seller through the outbox, deleted after a year."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.mails import send
from outbox.handlers import register, register_periodic
from outbox.services import enqueue
from shop.models import Enquiry


def send_enquiry(
    *, topic: str, email: str, text: str, name: str = "", about: str = "", language: str = "vi"
) -> Enquiry:
    """Keep a message and mail it to the seller."""
    with transaction.atomic():
        enquiry = Enquiry.objects.create(
            topic=topic, email=email, text=text, name=name, about=about, language=language
        )
        enqueue(
            topic="shop.enquiry", key=f"shop.enquiry:{enquiry.pk}", payload={"enquiry": enquiry.pk}
        )
    return enquiry


@register("shop.enquiry")
def mail_enquiry(payload: dict[str, Any]) -> None:
    """To the seller, in Vietnamese; an answer goes to the person who wrote."""
    enquiry = Enquiry.objects.filter(pk=payload["enquiry"]).first()
    if enquiry is None:
        return
    send(
        "pages/mail/enquiry.txt",
        to=settings.SELLER["email"],
        language="vi",
        context={"enquiry": enquiry},
        reply_to=enquiry.email,
    )


@register_periodic("shop.forget_old_enquiries", every_seconds=24 * 60 * 60)
def forget_old_enquiries() -> int:
    """Delete what is older than a year, as the privacy page promises; returns how many."""
    limit = timezone.now() - Enquiry.KEPT
    return Enquiry.objects.filter(created_at__lte=limit).delete()[0]
