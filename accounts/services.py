"""Registering, passwords and leaving. No answer here tells whether an address has an account."""

import secrets

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from accounts.exceptions import AddressTaken, StaffAccount, WrongPassword
from accounts.models import Registration, User
from outbox.services import enqueue


def start_registration(
    *, email: str, password: str, name: str = "", language: str = "vi"
) -> Registration:
    """Keep the wish for an account and mail its address: a link to confirm, or, when the address
    has an account already, a word that it has. The work done here is the same for both."""
    with transaction.atomic():
        registration = Registration.objects.create(
            email=User.objects.normalize_email(email),
            password=make_password(password),
            name=name,
            language=language,
        )
        enqueue(
            topic="accounts.registration",
            key=f"accounts.registration:{registration.pk}",
            payload={"registration": registration.pk},
        )
    return registration


def confirm_registration(*, registration: Registration, password: str) -> User:
    """Make the account. The password is asked again, for the link proves the mailbox and only the
    password proves who registered: nobody's account starts with a stranger's password.

    Raises WrongPassword or AddressTaken.
    """
    if not check_password(password, registration.password):
        raise WrongPassword
    with transaction.atomic():
        if User.objects.filter(email__iexact=registration.email).exists():
            raise AddressTaken
        user = User(
            email=registration.email,
            password=registration.password,
            first_name=registration.name,
            language=registration.language,
        )
        user.save()
        Registration.objects.filter(email__iexact=registration.email).delete()
    return user


def forget_old_registrations() -> int:
    """Delete what nobody confirmed in time; returns how many."""
    limit = timezone.now() - Registration.LIFETIME
    return Registration.objects.filter(created_at__lte=limit).delete()[0]


def request_password_reset(*, email: str, language: str) -> None:
    """Mail a link to choose a new password if there is such an account; at most one a minute.

    The token is made when the mail is sent and stands in no table.
    """
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    who = user.pk if user else f"nobody-{secrets.token_hex(8)}"
    enqueue(
        topic="accounts.reset",
        key=f"accounts.reset:{who}:{int(timezone.now().timestamp() // 60)}",
        payload={"user": user.pk if user else None, "language": language},
    )


def tell_password_changed(*, user: User) -> None:
    """Warn the owner: a change that was not theirs must not pass unseen."""
    enqueue(
        topic="accounts.password_changed",
        key=f"accounts.password_changed:{user.pk}:{secrets.token_hex(8)}",
        payload={"user": user.pk},
    )


def update_profile(*, user: User, name: str, language: str) -> User:
    user.first_name = name
    user.last_name = ""
    user.language = language
    user.save(update_fields=["first_name", "last_name", "language"])
    return user


def close_account(*, user: User) -> None:
    """Take the person out of the account for good: name, address, password, address book, baskets,
    alerts. Orders stay, as bookkeeping law asks, under an account that nobody can enter.

    Raises StaffAccount, with nothing changed, for staff.
    """
    if user.is_staff or user.is_superuser:
        raise StaffAccount
    with transaction.atomic():
        user.addresses.all().delete()
        user.baskets.exclude(status="Submitted").delete()
        user.alerts.all().delete()
        user.emails.all().delete()
        user.notifications.all().delete()
        Registration.objects.filter(email__iexact=user.email).delete()
        user.email = f"closed-{user.pk}-{secrets.token_hex(4)}@closed.invalid"
        user.first_name = user.last_name = ""
        user.is_active = False
        user.set_unusable_password()
        user.save()
