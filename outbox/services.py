"""Writing effects, and delivering them: at least once, with backoff, never in a caller's way."""

import logging
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from outbox.exceptions import Postponed
from outbox.handlers import followers_of, handler_of, queues, slow_topics
from outbox.models import Lease, Message

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
MAX_TRIES = 12
FIRST_DELAY = timedelta(seconds=10)
LONGEST_DELAY = timedelta(hours=6)
_running = threading.local()


def enqueue(
    *, topic: str, key: str, payload: dict[str, Any], available_at: datetime | None = None
) -> None:
    """Write an effect into the running transaction; a repeated `key` writes nothing.

    It is delivered after the commit when OUTBOX_DRAIN_ON_COMMIT is on, else by the worker.
    """
    message = Message(
        dedupe_key=key,
        topic=topic,
        payload=payload,
        available_at=available_at or timezone.now(),
    )
    Message.objects.bulk_create([message], ignore_conflicts=True)
    wake()


def wake() -> None:
    """Drain after the commit when OUTBOX_DRAIN_ON_COMMIT is on; the worker needs no call."""
    if _drains_on_commit() and not _is_drain_registered():
        transaction.on_commit(_drain_after_commit, robust=True)


def publish(*, event: str, key: str, payload: dict[str, Any]) -> None:
    """Write a message for every follower of the event; a repeated `key` writes none."""
    for topic in followers_of(event):
        enqueue(topic=topic, key=f"{topic}-{key}", payload=payload)


def drain(budget_seconds: float = 2.0, *, in_request: bool = False) -> int:
    """Deliver what is due until nothing is left or the budget is spent; returns how many ran.

    In a request the slow topics wait for the worker or the sweep.
    """
    if getattr(_running, "active", False):
        return 0  # a handler committed: the drain that called it will find the new messages
    _running.active = True
    delivered = 0
    deadline = time.monotonic() + budget_seconds
    try:
        while time.monotonic() < deadline:
            message = claim(timezone.now(), passed_by=slow_topics() if in_request else set())
            if message is None:
                break
            deliver(message)
            delivered += 1
        return delivered + _drain_queues(deadline)
    finally:
        _running.active = False


def _drain_queues(deadline: float) -> int:
    delivered = 0
    for name, queue in queues().items():
        try:
            delivered += queue(max(deadline - time.monotonic(), 0.1))
        except Exception:  # a process border: recorded; what waits in the queue stays there
            logger.exception("outbox queue %s failed", name)
    return delivered


def claim(now: datetime, passed_by: Collection[str] = ()) -> Message | None:
    """Lease the next due message. One conditional UPDATE, so two workers never both get it."""
    due = Message.objects.due(now)
    if passed_by:
        due = due.exclude(topic__in=passed_by)
    for pk in due.order_by("available_at", "pk").values_list("pk", flat=True)[:10]:
        taken = due.filter(pk=pk).update(locked_until=now + LEASE, tries=F("tries") + 1)
        if taken:
            return Message.objects.get(pk=pk)
    return None


def deliver(message: Message) -> None:
    """Run the handler and record how it went; its errors end here, by their kind only."""
    try:
        handler_of(message.topic)(message.payload)
    except Postponed as error:
        _retry(message, type(error).__name__)
    except Exception as error:  # a process border: recorded, retried, parked
        logger.exception("outbox %s failed", message.topic, extra={"message_id": message.pk})
        _retry(message, type(error).__name__)
    else:
        _finish(message, sent_at=timezone.now(), last_error="")


def delay_after(tries: int) -> timedelta:
    """10 s, 20 s, 40 s … at most six hours."""
    return min(FIRST_DELAY * 2 ** (tries - 1), LONGEST_DELAY)


@contextmanager
def lease(name: str, seconds: int) -> Iterator[bool]:
    """Whether this process may run the named job now; the lease ends with the block."""
    now = timezone.now()
    until = now + timedelta(seconds=seconds)
    Lease.objects.bulk_create([Lease(name=name, held_until=now)], ignore_conflicts=True)
    mine = Lease.objects.filter(name=name, held_until__lte=now).update(held_until=until)
    try:
        yield bool(mine)
    finally:
        if mine:
            Lease.objects.filter(name=name, held_until=until).update(held_until=timezone.now())


def _retry(message: Message, error: str) -> None:
    now = timezone.now()
    if message.tries >= MAX_TRIES:
        logger.error("outbox gave up on %s", message.topic, extra={"message_id": message.pk})
        _finish(message, parked_at=now, last_error=error)
    else:
        _finish(message, available_at=now + delay_after(message.tries), last_error=error)


def _finish(message: Message, **changes: Any) -> None:
    """Write only while the lease is still ours: a slow worker never undoes its successor."""
    ours = Message.objects.filter(pk=message.pk, locked_until=message.locked_until)
    ours.update(locked_until=None, **changes)


def _drains_on_commit() -> bool:
    """On in the demo and the tests; production leaves it to worker processes."""
    return bool(getattr(settings, "OUTBOX_DRAIN_ON_COMMIT", settings.DEMO_MODE))


def _drain_after_commit() -> None:
    drain(in_request=True)


def _is_drain_registered() -> bool:
    return any(entry[1] is _drain_after_commit for entry in connection.run_on_commit)
