"""Comparing what we believe with what providers and our own tables say (payments.md §3.7)."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from orders.models import Line, Order, Status
from payments.exceptions import ProviderError, ProviderNotConfigured, RetryLater
from payments.models import Attempt, Dispute, Inbox, Refund, State
from payments.services import expire, open_attempt, sync, work_on
from payments.services.attempts import KEY_LIFETIME
from payments.services.sweeps import sweep
from producers.models import StockRecord

logger = logging.getLogger(__name__)
NEW_TOO_LONG = timedelta(minutes=2)
INBOX_TOO_LONG = timedelta(minutes=2)
REFUND_TOO_LONG = timedelta(hours=2)


@dataclass(frozen=True)
class Finding:
    """`action` says what was done, or what a person should do."""

    code: str
    order: str
    action: str
    is_fixed: bool


def reconcile(*, since: timedelta, fix: bool, now: datetime | None = None) -> list[Finding]:
    """All findings of the last `since`; with `fix`, what can be healed is healed. Idempotent."""
    now = now or timezone.now()
    return [
        *_new_attempts(now, fix),
        *_overdue_attempts(now, fix),
        *_unworked_events(now, since, fix),
        *_sessions_there(now, since, fix),
        *_invariants(now, since),
    ]


def _new_attempts(now: datetime, fix: bool) -> Iterator[Finding]:
    """A: created here, fate at the provider unknown. The same key finds it again, or, when the
    key is too old, the provider's list does."""
    stuck = Attempt.objects.filter(state=State.NEW, created_at__lt=now - NEW_TOO_LONG)
    for attempt in stuck.select_related("order"):
        is_old = now - attempt.created_at > KEY_LIFETIME
        if fix:
            attempt = open_attempt(attempt)
        is_fixed = attempt.state != State.NEW
        code = "A-key-expired" if is_old else "A-new"
        action = "look it up there" if is_old else "replay the create call"
        yield Finding(code, attempt.order.number, action, is_fixed)


def _overdue_attempts(now: datetime, fix: bool) -> Iterator[Finding]:
    """B: past the reservation's end, not closed. Ask, close, apply."""
    live = Attempt.objects.filter(state__in=[State.OPEN, State.PROCESSING])
    for attempt in live.filter(order__expires_at__lte=now).select_related("order"):
        is_fixed = fix and _bring_to_an_end(attempt, now)
        yield Finding("B-overdue", attempt.order.number, "sync, then close", is_fixed)


def _bring_to_an_end(attempt: Attempt, now: datetime) -> bool:
    try:
        attempt = sync(attempt)
        order = Order.everything.get(pk=attempt.order_id)
        if order.status == Status.PENDING:
            expire(order, now=now)
        attempt.refresh_from_db()
    except (ProviderError, ProviderNotConfigured) as error:
        logger.warning("reconcile: %s", type(error).__name__)
        return False
    return not attempt.is_live


def _unworked_events(now: datetime, since: timedelta, fix: bool) -> Iterator[Finding]:
    """C: received, not worked on."""
    waiting = Inbox.objects.filter(
        state=Inbox.State.RECEIVED,
        received_at__lt=now - INBOX_TOO_LONG,
        received_at__gte=now - since,
    )
    for entry in waiting:
        is_fixed = False
        if fix:
            try:
                work_on(entry)
                is_fixed = True
            except RetryLater as error:
                logger.warning("reconcile: %s", error)
        yield Finding("C-inbox", entry.attempt_id, "work on the event again", is_fixed)


def _sessions_there(now: datetime, since: timedelta, fix: bool) -> Iterator[Finding]:
    """D: what the providers have and we do not know, or know less of."""
    try:
        differences = list(sweep(since=now - since))
    except (ProviderError, ProviderNotConfigured) as error:
        logger.warning("reconcile: %s", type(error).__name__)
        yield Finding("D-no-answer", "", "the provider's list could not be read", False)
        return
    for found in differences:
        is_fixed = False
        if fix and found.attempt is not None:
            try:
                attempt = sync(found.attempt, ref=found.seen.ref)
                is_fixed = State(attempt.state).rank >= found.seen.state.rank
            except (ProviderError, ProviderNotConfigured) as error:
                logger.warning("reconcile: %s", type(error).__name__)
        number = found.attempt.order.number if found.attempt else ""
        yield Finding(found.code, number, found.action, is_fixed)


def _invariants(now: datetime, since: timedelta) -> Iterator[Finding]:
    """E: what the tables must agree on. Nothing is repaired here; a person looks."""
    recent = Order.everything.filter(date_placed__gte=now - since)
    net = Coalesce(Sum("ledger__amount_minor"), 0)
    for order in recent.annotate(net=net):
        wanted = int(order.total_incl_tax)  # dong are minor units already
        is_sold = order.placed_at is not None and order.status in _SOLD
        if is_sold and order.net != wanted:
            yield Finding("E-paid-amount", order.number, f"ledger says {order.net}", False)
        if order.status in _GIVEN_BACK and order.net > 0:
            yield Finding("E-money-on-cancelled", order.number, f"refund {order.net}", False)
        if order.hold:
            yield Finding("E-hold", order.number, f"on hold: {order.hold}", False)
    yield from _stuck_refunds(now)
    yield from _failed_refunds()
    yield from _open_disputes()
    yield from _stock_mismatches()


_SOLD = (Status.PAID, Status.IN_PROGRESS, Status.SHIPPED, Status.COMPLETE)

_GIVEN_BACK = (Status.CANCELLED, Status.REFUNDED, Status.CANCELLED_REFUNDED)


def _stuck_refunds(now: datetime) -> Iterator[Finding]:
    overdue = Order.everything.filter(
        status=Status.REFUND_DUE, attempts__refunds__created_at__lt=now - REFUND_TOO_LONG
    )
    for number in overdue.values_list("number", flat=True).distinct():
        yield Finding("E-refund-due", number, "see the refund in the outbox", False)


def _failed_refunds() -> Iterator[Finding]:
    """Money that the buyer was promised and has not got."""
    failed = Refund.objects.filter(
        state=Refund.State.FAILED, attempt__captured_minor__gt=F("attempt__refunded_minor")
    )
    for number in failed.values_list("attempt__order__number", flat=True).distinct():
        yield Finding("E-refund-failed", number, "refund it at the provider by hand", False)


def _open_disputes() -> Iterator[Finding]:
    waiting = Dispute.objects.filter(state__in=Dispute.OPEN)
    for number in waiting.values_list("attempt__order__number", flat=True).distinct():
        yield Finding("E-dispute", number, "answer it at the provider", False)


def _stock_mismatches() -> Iterator[Finding]:
    """num_allocated equals what open order lines hold."""
    held = dict(
        Line.objects.filter(num_allocated__gt=0, stockrecord__isnull=False)
        .order_by()
        .values_list("stockrecord_id")
        .annotate(total=Sum("num_allocated"))
    )
    counted = StockRecord.objects.filter(Q(num_allocated__gt=0) | Q(pk__in=held))
    for pk, allocated in counted.annotate(n=Coalesce(F("num_allocated"), 0)).values_list("pk", "n"):
        if allocated != held.get(pk, 0):
            action = f"record {pk}: {allocated} allocated, lines hold {held.get(pk, 0)}"
            yield Finding("E-stock", "", action, False)
