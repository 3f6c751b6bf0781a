"""The mails about an account, written when they are sent: outbox messages hold ids only."""

import math
from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from accounts.models import Registration, User
from accounts.services import forget_old_registrations
from outbox.handlers import register, register_periodic

REGISTRATION_SALT = "accounts.registration"


def send(
    template: str, *, to: str, language: str, context: dict[str, Any], reply_to: str = ""
) -> None:
    """Send a plain-text mail in `language`; the template's first line is the subject."""
    with translation.override(language):
        text = render_to_string(template, {"seller": settings.SELLER, **context})
    subject, body = text.lstrip().split("\n", 1)
    mail = EmailMessage(
        subject=subject.strip(),
        body=body.strip() + "\n",
        to=[to],
        reply_to=[reply_to] if reply_to else None,
    )
    mail.send()


def absolute(name: str, *args: object, language: str) -> str:
    """The address of a page on our own origin, never that of a Host header."""
    with translation.override(language):
        return f"{settings.SITE_ORIGIN}{reverse(name, args=args)}"


def registration_token(registration: Registration) -> str:
    return signing.dumps(registration.pk, salt=REGISTRATION_SALT)


def registration_of(token: str) -> Registration | None:
    """The open registration that a link names; None when forged, unknown, used or too old."""
    try:
        pk = signing.loads(token, salt=REGISTRATION_SALT, max_age=Registration.LIFETIME)
    except signing.BadSignature:
        return None
    return Registration.objects.filter(pk=pk).first()


@register("accounts.registration")
def mail_registration(payload: dict[str, Any]) -> None:
    """A link to confirm; to somebody who has an account, a reminder of it."""
    registration = Registration.objects.filter(pk=payload["registration"]).first()
    if registration is None or not registration.is_open:
        return
    language = registration.language
    known = User.objects.filter(email__iexact=registration.email).exists()
    context: dict[str, Any] = {"days": Registration.LIFETIME.days}
    if known:
        context |= {
            "login_url": absolute("accounts:login", language=language),
            "reset_url": absolute("accounts:reset", language=language),
        }
        template = "accounts/mail/known.txt"
    else:
        token = registration_token(registration)
        context |= {"url": absolute("accounts:confirm", token, language=language)}
        template = "accounts/mail/confirm.txt"
    send(template, to=registration.email, language=language, context=context)
    if known:
        registration.delete()


@register("accounts.reset")
def mail_reset(payload: dict[str, Any]) -> None:
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    if user is None:
        return
    language = payload["language"]
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    context = {
        "url": absolute("accounts:reset_confirm", uid, token, language=language),
        "hours": math.floor(settings.PASSWORD_RESET_TIMEOUT / 3600),
    }
    send("accounts/mail/reset.txt", to=user.email, language=language, context=context)


@register("accounts.password_changed")
def mail_password_changed(payload: dict[str, Any]) -> None:
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    if user is None:
        return
    context = {"reset_url": absolute("accounts:reset", language=user.language)}
    template = "accounts/mail/password_changed.txt"
    send(template, to=user.email, language=user.language, context=context)


register_periodic("accounts.forget_old_registrations", every_seconds=60 * 60)(
    forget_old_registrations
)
