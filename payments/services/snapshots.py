"""`apply`: the one place where what a provider says changes an attempt, the ledger or an order."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from orders import services as order_services
from orders.exceptions import LineOutOfStock
from orders.models import Order, Status
from orders.money import to_minor_units
from payments.mirror import mirror_to_oscar
from payments.models import Attempt, Dispute, Ledger, Refund, State
from payments.providers.base import RefundSnapshot, Snapshot
from payments.services.refunds import request_refund

logger = logging.getLogger(__name__)


def apply(attempt: Attempt, snapshot: Snapshot, *, now: datetime | None = None) -> Attempt:
    """T4: merge what the provider's object is now. Idempotent; stale snapshots lose by rank.

    Locks Order → Attempt → StockRecords. A snapshot that does not match the attempt puts the
    order on hold and changes nothing else.
    """
    now = now or timezone.now()
    with transaction.atomic():
        order = order_services.lock(attempt.order_id)
        attempt = Attempt.objects.select_for_update().get(pk=attempt.pk)
        problem = mismatch(attempt, snapshot)
        if problem:
            _hold(order, problem)
            return attempt
        _merge(attempt, snapshot, now)
        _write_ledger(attempt, snapshot)
        _note_disputes(attempt, snapshot)
        attempt.save()
        mirror_to_oscar(attempt, snapshot.label)
        _move(order, attempt, now)
        derive_payment_state(order, attempt)
    return attempt


def mismatch(attempt: Attempt, snapshot: Snapshot) -> str:
    """The first fact in which the provider's object is not the one we asked for, or ""."""
    facts = [
        ("attempt", str(attempt.pk), snapshot.attempt_id),
        ("reference", attempt.provider_ref or snapshot.ref, snapshot.ref),
        ("amount", attempt.amount_minor, snapshot.amount_minor),
        ("currency", attempt.currency, snapshot.currency.upper()),
        ("livemode", attempt.livemode, snapshot.livemode),
        ("account", attempt.account, snapshot.account),
    ]
    if snapshot.state == State.SUCCEEDED:
        facts.append(("captured", attempt.amount_minor, snapshot.captured_minor))
    return next((name for name, ours, theirs in facts if ours != theirs), "")


def derive_payment_state(order: Order, attempt: Attempt | None = None) -> None:
    """Write Order.payment_state from the ledger."""
    rows = Ledger.objects.filter(order=order)
    captured, refunded = rows.captured(), rows.refunded()
    total = to_minor_units(order.total_incl_tax, order.currency)
    states = Order.PaymentState
    if captured - refunded > total:
        state = states.OVERPAID
    elif captured - refunded == total and (captured or total == 0):
        state = states.PAID
    elif captured:
        state = states.REFUNDED if captured == refunded else states.PART_REFUNDED
    else:
        is_processing = attempt is not None and attempt.state == State.PROCESSING
        state = states.PROCESSING if is_processing else states.NONE
    if order.payment_state != state:
        Order.everything.filter(pk=order.pk).update(payment_state=state)
        order.payment_state = state


def _hold(order: Order, problem: str) -> None:
    logger.error("payment does not match", extra={"order": order.number, "fact": problem})
    if not order.hold:
        Order.everything.filter(pk=order.pk).update(hold=Order.Hold.MISMATCH)


def _merge(attempt: Attempt, snapshot: Snapshot, now: datetime) -> None:
    attempt.state = State(attempt.state).merge(snapshot.state)
    attempt.provider_ref = snapshot.ref
    attempt.intent_ref = snapshot.intent_ref or attempt.intent_ref
    attempt.pay_url = snapshot.pay_url or attempt.pay_url
    attempt.error_code = snapshot.decline_code if attempt.state != State.SUCCEEDED else ""
    attempt.synced_at = now


def _write_ledger(attempt: Attempt, snapshot: Snapshot) -> None:
    """One row per fact, whatever the number and order of the events that told it."""
    rows = []
    if snapshot.state == State.SUCCEEDED and snapshot.captured_minor:
        rows.append(
            _row(attempt, Ledger.Kind.CAPTURE, snapshot.capture_ref, snapshot.captured_minor)
        )
    for refund in snapshot.refunds:
        if refund.has_succeeded:
            rows.append(_row(attempt, Ledger.Kind.REFUND, refund.ref, -refund.amount_minor))
            _mark_refund(attempt, refund, Refund.State.SUCCEEDED)
        elif refund.has_failed:
            rows += _reversals(attempt, refund)
            if _mark_refund(attempt, refund, Refund.State.FAILED):
                logger.error("refund failed at the provider", extra={"refund": refund.ref})
    if rows:
        Ledger.objects.bulk_create(rows, ignore_conflicts=True)
        written = Ledger.objects.filter(attempt=attempt)
        attempt.captured_minor = written.captured()
        attempt.refunded_minor = written.refunded()


def _reversals(attempt: Attempt, refund: RefundSnapshot) -> list[Ledger]:
    """The money came back: only a refund that the ledger holds is reversed."""
    held = Ledger.objects.filter(attempt=attempt, kind=Ledger.Kind.REFUND, provider_ref=refund.ref)
    return [_row(attempt, Ledger.Kind.REVERSAL, refund.ref, -row.amount_minor) for row in held]


def _mark_refund(attempt: Attempt, refund: RefundSnapshot, state: Refund.State) -> bool:
    """Whether it is news; a failure is the last word on a refund."""
    ours = attempt.refunds.filter(provider_ref=refund.ref).exclude(state=Refund.State.FAILED)
    return bool(ours.exclude(state=state).update(state=state))


def _note_disputes(attempt: Attempt, snapshot: Snapshot) -> None:
    for seen in snapshot.disputes:
        facts = {"attempt": attempt, "amount_minor": seen.amount_minor, "reason": seen.reason}
        dispute, is_new = Dispute.objects.get_or_create(
            provider_ref=seen.ref, defaults={**facts, "state": seen.state}
        )
        if is_new:
            logger.error("payment disputed", extra={"dispute": seen.ref})
        elif dispute.state != seen.state:
            logger.warning("dispute is %s", seen.state, extra={"dispute": seen.ref})
            Dispute.objects.filter(pk=dispute.pk).update(state=seen.state, **facts)


def _row(attempt: Attempt, kind: Ledger.Kind, ref: str, amount_minor: int) -> Ledger:
    return Ledger(
        order_id=attempt.order_id,
        attempt=attempt,
        provider=attempt.provider,
        kind=kind,
        provider_ref=ref,
        amount_minor=amount_minor,
        currency=attempt.currency,
    )


def _move(order: Order, attempt: Attempt, now: datetime) -> None:
    if attempt.state == State.SUCCEEDED:
        _move_paid(order, attempt, now)
    elif attempt.is_live or order.status != Status.PENDING:
        return
    elif order.expires_at is not None and order.expires_at <= now:
        order_services.cancel_reservation(order=order, reason="not paid in time")


def _move_paid(order: Order, attempt: Attempt, now: datetime) -> None:
    is_given_back = attempt.refunded_minor >= attempt.captured_minor
    if is_given_back:
        if order.status == Status.REFUND_DUE:
            order_services.mark_refunded(order=order)
    elif order.status == Status.PENDING:
        order_services.mark_paid(order=order, now=now)
    elif order.status == Status.CANCELLED:
        _accept_late_payment(order, attempt, now)
    elif not _settled_the_order(order, attempt):
        logger.error("order paid twice", extra={"order": order.number})
        request_refund(attempt=attempt, amount_minor=attempt.captured_minor, reason="paid-twice")


def _accept_late_payment(order: Order, attempt: Attempt, now: datetime) -> None:
    """The money came after the reservation had ended: sell the goods if they are still there."""
    try:
        with transaction.atomic():
            order_services.reopen(order=order, now=now)
    except LineOutOfStock:
        order.refresh_from_db()
        logger.error("late payment, goods sold", extra={"order": order.number})
        order_services.mark_refund_due(order=order)
        request_refund(attempt=attempt, amount_minor=attempt.captured_minor, reason="late")


def _settled_the_order(order: Order, attempt: Attempt) -> bool:
    first = Ledger.objects.filter(order=order, kind=Ledger.Kind.CAPTURE).order_by("pk").first()
    return first is not None and first.attempt_id == attempt.pk
