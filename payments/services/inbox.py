"""Events from providers: checked, noted once, and used as a trigger to ask the provider itself."""

import logging
from collections.abc import Mapping
from enum import Enum
from uuid import UUID

from django.db import OperationalError
from django.db.models import F, Q
from django.utils import timezone

from payments import providers
from payments.exceptions import ProviderError, RetryLater
from payments.models import Attempt, Inbox
from payments.providers.base import Event, Provider
from payments.services.attempts import sync

logger = logging.getLogger(__name__)


class Receipt(Enum):
    DONE = "done"
    REPEATED = "repeated"
    IGNORED = "ignored"


def receive_event(provider_code: str, body: bytes, headers: Mapping[str, str]) -> Receipt:
    """What the webhook and the demo provider call. Raises BadEvent (answer 400, nothing stored),
    RetryLater (503) and ProviderNotConfigured (404)."""
    provider = providers.provider(provider_code)
    event = provider.parse_event(body, headers)
    try:
        if event.livemode != provider.livemode or event.account != provider.account:
            logger.error("event of another account or mode", extra={"type": event.type})
            return Receipt.IGNORED
        entry = _note(provider, event)
        if entry.state != Inbox.State.RECEIVED:
            return Receipt.REPEATED
        return work_on(entry)
    except OperationalError as error:
        raise RetryLater("database") from error


def work_on(entry: Inbox) -> Receipt:
    """Sync the attempt that the event speaks of. Raises RetryLater while that cannot be done."""
    attempt = _attempt_of(entry)
    if attempt is None:
        if is_uuid(entry.attempt_id):
            _note_failure(entry, "unknown attempt")
            logger.error("event of an unknown attempt", extra={"type": entry.type})
            raise RetryLater("unknown attempt")
        _finish(entry, Inbox.State.IGNORED)
        return Receipt.IGNORED
    try:
        sync(attempt, ref=entry.object_ref)
    except ProviderError as error:
        _note_failure(entry, type(error).__name__)
        raise RetryLater(type(error).__name__) from error
    _finish(entry, Inbox.State.DONE)
    return Receipt.DONE


def _note(provider: Provider, event: Event) -> Inbox:
    Inbox.objects.bulk_create(
        [
            Inbox(
                provider=provider.code,
                account=event.account,
                event_id=event.event_id,
                type=event.type[:80],
                object_ref=event.object_ref,
                attempt_id=event.attempt_id[:36],
                livemode=event.livemode,
                api_version=event.api_version[:40],
            )
        ],
        ignore_conflicts=True,
    )
    return Inbox.objects.get(provider=provider.code, account=event.account, event_id=event.event_id)


def _attempt_of(entry: Inbox) -> Attempt | None:
    """By the provider's id; by ours when the event overtook the answer to our create call."""
    of_provider = Attempt.objects.filter(provider=entry.provider)
    ref = entry.object_ref
    found = of_provider.filter(Q(provider_ref=ref) | Q(intent_ref=ref)).first() if ref else None
    if found is None and is_uuid(entry.attempt_id):
        found = of_provider.filter(pk=entry.attempt_id, provider_ref=None).first()
    return found


def is_uuid(value: str) -> bool:
    """Whether it can be an attempt's id; what providers send back may be anything."""
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _note_failure(entry: Inbox, error: str) -> None:
    Inbox.objects.filter(pk=entry.pk).update(tries=F("tries") + 1, error=error)


def _finish(entry: Inbox, state: Inbox.State) -> None:
    Inbox.objects.filter(pk=entry.pk).update(
        state=state, done_at=timezone.now(), tries=F("tries") + 1, error=""
    )
