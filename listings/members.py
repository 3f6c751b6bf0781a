"""Who works at a maker's desk. Nobody gets Oscar's dashboard_access, which opens whole orders."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction

from accounts.models import User
from listings.exceptions import NoSuchAccount
from outbox.services import enqueue
from producers.models import Partner


@transaction.atomic
def add_member(*, maker: Partner, email: str, by: User) -> User:
    """Open the desk to an account, by its address; again is no harm. Raises NoSuchAccount."""
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise NoSuchAccount(email)
    if not maker.users.filter(pk=user.pk).exists():
        maker.users.add(user)
        entry = _log(maker, by, f"member {user.pk} added")
        key = f"listings.member_mail:{entry.pk}"
        enqueue(topic="listings.member_mail", key=key, payload={"user": user.pk, "maker": maker.pk})
    return user


@transaction.atomic
def remove_member(*, maker: Partner, user: User, by: User) -> None:
    """Close the desk to an account at once; what it submitted stays."""
    maker.users.remove(user)
    _log(maker, by, f"member {user.pk} removed")


def _log(maker: Partner, by: User, message: str) -> LogEntry:
    """In Django's own log, where staff look for who changed what."""
    entry = LogEntry.objects.log_actions(
        by.pk, [maker], CHANGE, change_message=message, single_object=True
    )
    assert isinstance(entry, LogEntry)  # noqa: S101  single_object gives one
    return entry
