"""Mails in the order's own language, text and HTML, delivered by the outbox."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from orders.models import Order, Parcel
from outbox.handlers import Payload, register


def absolute(path: str) -> str:
    """Links in mails come from SITE_ORIGIN, never from a request's Host header."""
    return f"{settings.SITE_ORIGIN}{path}"


@register("orders.paid_mail")
def send_paid_mail(payload: Payload) -> None:
    order = Order.everything.for_page().get(pk=payload["order"])
    with override(order.language):
        is_free = not order.total_incl_tax
        text = (
            _("Your order %(number)s is placed") if is_free else _("Your order %(number)s is paid")
        )
        _send(order, "paid", text % {"number": order.number}, [order])


@register("orders.reopened_mail")
def send_reopened_mail(payload: Payload) -> None:
    _send_about(
        payload, "reopened", lambda: _("Your payment arrived: order %(number)s is open again")
    )


@register("orders.cancelled_mail")
def send_cancelled_mail(payload: Payload) -> None:
    _send_about(payload, "cancelled", lambda: _("Your order %(number)s was cancelled"))


@register("orders.refund_due_mail")
def send_refund_due_mail(payload: Payload) -> None:
    _send_about(payload, "refund_due", lambda: _("We are refunding your order %(number)s"))


@register("orders.handed_over_mail")
def send_handed_over_mail(payload: Payload) -> None:
    """One parcel left its maker; it names no price, since a gift's buyer may pass it on."""
    parcel = Parcel.objects.for_packing().get(pk=payload["parcel"])
    order = parcel.order
    with override(order.language):
        subject = _("A parcel of your order %(number)s is on its way") % {"number": order.number}
        _send(order, "handed_over", subject, [order], parcel=parcel)


@register("orders.links_mail")
def send_links_mail(payload: Payload) -> None:
    orders = list(Order.everything.filter(pk__in=payload["orders"]).order_by("-pk"))
    if orders:
        with override(orders[0].language):
            _send(orders[0], "links", _("The links to your orders"), orders)


def _send_about(payload: Payload, kind: str, subject: Callable[[], str]) -> None:
    """`subject` is called in the order's language."""
    order = Order.everything.for_page().get(pk=payload["order"])
    with override(order.language):
        _send(order, kind, subject() % {"number": order.number}, [order])


def _send(
    order: Order, kind: str, subject: str, orders: list[Order], parcel: Parcel | None = None
) -> None:
    part = f"-{parcel.position}" if parcel else ""
    send_mail(
        to=order.email,
        subject=subject,
        template=f"mail/order_{kind}",
        context={
            "order": order,
            "parcel": parcel,
            "link": "" if kind == "links" else absolute(order.get_absolute_url()),
            "links": [(each, absolute(each.get_absolute_url())) for each in orders],
            "seller": settings.SELLER,
            "is_demo": settings.DEMO_MODE,
        },
        # the same mail sent twice is shown once
        message_id="" if kind == "links" else f"{kind}-{order.number}{part}",
    )


def send_mail(
    *, to: str, subject: str, template: str, context: dict[str, Any], message_id: str = ""
) -> None:
    """Text and HTML of one mail in the active language, from `template`.txt and .html."""
    host = urlsplit(settings.SITE_ORIGIN).hostname
    mail = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"{template}.txt", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        headers={"Message-ID": f"<{message_id}@{host}>"} if message_id else {},
    )
    html = render_to_string(f"{template}.html", {**context, "subject": subject})
    mail.attach_alternative(html, "text/html")
    mail.send()
