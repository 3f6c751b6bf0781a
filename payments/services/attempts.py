"""Attempts: begun with the order (T1), opened at the provider (T2), synced at any time (T4)."""

import logging
from dataclasses import asdict
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from orders import services as order_services
from orders.exceptions import AmountOutOfRange
from orders.models import Order, Status
from orders.money import to_minor_units
from payments import providers
from payments.exceptions import AttemptStillOpen, OutcomeUnknown, Refused, StoredFailure
from payments.models import LIVE, Attempt, Ledger, State
from payments.providers.base import CreateRequest, Snapshot
from payments.services.snapshots import apply, derive_payment_state

logger = logging.getLogger(__name__)
KEY_LIFETIME = timedelta(hours=23)  # Stripe forgets idempotency keys after 24 hours
# Stripe wants 30 minutes at least from the call on: measured from the end of the reservation, any
# retry within it is allowed. We close the session ourselves at that end; this is the net below.
SESSION_OUTLIVES_RESERVATION = timedelta(minutes=35)
NEVER_MADE = "never_made"
EMAIL_REFUSED = "email_invalid"  # Stripe's word; the next attempt leaves the address out
MOST_BY_THEMSELVES = 3  # attempts that begin without the buyer's asking


def begin_attempt(*, order: Order, now: datetime) -> Attempt | None:
    """Write the order's first attempt, NEW, in the placing transaction (no network).

    An order of 0 needs no provider: it is paid at once and None is returned. Raises
    AmountOutOfRange below what the provider takes.
    """
    amount_minor = to_minor_units(order.total_incl_tax, order.currency)
    if amount_minor == 0:
        _settle_free(order, now)
        return None
    return _create(order, seq=1, amount_minor=amount_minor)


@transaction.atomic
def begin_again(*, order: Order) -> Attempt:
    """A further attempt after the last one was closed. AttemptStillOpen while one is live."""
    order = order_services.lock(order.pk)
    newest = order.attempts.order_by("-seq").first()
    if order.status != Status.PENDING or (newest is not None and newest.is_live):
        raise AttemptStillOpen(order.number)
    amount_minor = to_minor_units(order.total_incl_tax, order.currency)
    return _create(order, seq=newest.seq + 1 if newest else 1, amount_minor=amount_minor)


def live_attempt(order: Order) -> Attempt | None:
    return Attempt.objects.filter(order=order, state__in=LIVE).first()


def newest_attempt(order: Order) -> Attempt | None:
    return Attempt.objects.filter(order=order).order_by("-seq").first()


def open_attempt(attempt: Attempt) -> Attempt:
    """T2: create the session at the provider, with no lock held, always under the same key.

    An unknown outcome leaves the attempt NEW, to be asked again; a definitive refusal fails it.
    A key that holds a stored failure, or is too old to be replayed, is looked up instead.
    """
    if attempt.state != State.NEW:
        return attempt
    if timezone.now() - attempt.created_at > KEY_LIFETIME:
        return _look_up(attempt)
    request = CreateRequest.from_json(attempt.request_json)
    try:
        snapshot = providers.provider(attempt.provider).create(
            request, idempotency_key=attempt.idempotency_key
        )
    except StoredFailure:
        return _look_up(attempt)
    except OutcomeUnknown as error:
        logger.warning("provider did not answer", extra={"attempt": str(attempt.pk)})
        _note_error(attempt, error.code or "unknown")
        return attempt
    except Refused as error:
        logger.error("provider refused", extra={"attempt": str(attempt.pk), "code": error.code})
        return _fail(attempt, error.code)
    return _accept(attempt, snapshot)


def open_newest(order: Order) -> Attempt | None:
    """What the pay page does: open the newest attempt, and begin the next one when the provider
    never made the first because of an error of its own, or did not like the e-mail address."""
    attempt = newest_attempt(order)
    if attempt is None:
        return None
    attempt = open_attempt(attempt)
    may_differ = attempt.state == State.FAILED and attempt.error_code in (NEVER_MADE, EMAIL_REFUSED)
    if may_differ and attempt.seq < MOST_BY_THEMSELVES:
        try:
            attempt = open_attempt(begin_again(order=order))
        except (AttemptStillOpen, AmountOutOfRange):  # another tab was faster, or it is over
            attempt = newest_attempt(order) or attempt
    return attempt


def _look_up(attempt: Attempt) -> Attempt:
    """Search the provider's list for a session of this attempt; none there means none was made.

    Nobody was ever given the address of a session that we did not hear of, so nobody paid it.
    """
    try:
        found = providers.provider(attempt.provider).find(str(attempt.pk), since=attempt.created_at)
    except OutcomeUnknown as error:
        _note_error(attempt, error.code or "unknown")
        return attempt
    except Refused as error:
        logger.error("provider refused", extra={"attempt": str(attempt.pk), "code": error.code})
        _note_error(attempt, error.code)
        return attempt
    return _accept(attempt, found) if found else _fail(attempt, NEVER_MADE)


def _accept(attempt: Attempt, snapshot: Snapshot) -> Attempt:
    attempt = apply(attempt, snapshot)
    is_too_late = not Order.everything.filter(pk=attempt.order_id, status=Status.PENDING).exists()
    return close(attempt) if is_too_late and attempt.is_live else attempt


def sync(attempt: Attempt, *, ref: str = "") -> Attempt:
    """Ask the provider and apply its answer: what webhook, return page, sweep and reconcile call.

    `ref` helps when an event overtook the answer to our own create call. May raise ProviderError.
    """
    known = attempt.provider_ref or ref
    if not known:
        return open_attempt(attempt)
    return apply(attempt, providers.provider(attempt.provider).fetch(known))


def close(attempt: Attempt) -> Attempt:
    """Make the attempt unpayable at the provider, or learn that it was paid. May raise
    ProviderError, and then nothing is known."""
    if attempt.state == State.NEW:
        attempt = open_attempt(attempt)  # whatever the first call did, the same key finds it
    if not attempt.is_live or not attempt.provider_ref:
        return attempt
    return apply(attempt, providers.provider(attempt.provider).close(attempt.provider_ref))


def _create(order: Order, *, seq: int, amount_minor: int) -> Attempt:
    chosen = providers.default_provider()
    if amount_minor < chosen.smallest_minor:
        raise AmountOutOfRange(order.total_incl_tax)
    attempt = Attempt(
        order=order,
        seq=seq,
        provider=chosen.code,
        account=chosen.account,
        livemode=chosen.livemode,
        idempotency_key=f"order-{order.number}-{seq}",
        amount_minor=amount_minor,
        currency=order.currency,
    )
    attempt.request_json = asdict(_request_of(attempt))
    attempt.save(force_insert=True)
    return attempt


def _request_of(attempt: Attempt) -> CreateRequest:
    order = attempt.order
    with override(order.language):
        return_path = reverse("payments:return", args=[order.public_token])
        cancel_path = order.get_absolute_url()
        description = gettext("Order %(number)s at Làng Nghề") % {"number": order.number}
    earlier = order.attempts.filter(error_code=EMAIL_REFUSED)
    is_email_refused = attempt.seq > 1 and earlier.exists()
    ends_at = (order.expires_at or attempt.created_at) + SESSION_OUTLIVES_RESERVATION
    return CreateRequest(
        attempt_id=str(attempt.pk),
        order_number=order.number,
        amount_minor=attempt.amount_minor,
        currency=order.currency,
        email="" if is_email_refused else order.guest_email,
        language=order.language,
        return_url=f"{settings.SITE_ORIGIN}{return_path}",
        cancel_url=f"{settings.SITE_ORIGIN}{cancel_path}",
        description=description,
        expires_at=int(ends_at.timestamp()),
    )


def _settle_free(order: Order, now: datetime) -> None:
    Ledger.objects.create(
        order=order,
        provider="shop",
        kind=Ledger.Kind.FREE,
        provider_ref=order.number,
        amount_minor=0,
        currency=order.currency,
    )
    order_services.mark_paid(order=order, now=now)
    derive_payment_state(order)


def _note_error(attempt: Attempt, code: str) -> None:
    Attempt.objects.filter(pk=attempt.pk, state=State.NEW).update(error_code=code[:60])
    attempt.error_code = code[:60]


@transaction.atomic
def _fail(attempt: Attempt, code: str) -> Attempt:
    order_services.lock(attempt.order_id)
    Attempt.objects.filter(pk=attempt.pk, state=State.NEW).update(
        state=State.FAILED, error_code=code[:60], synced_at=timezone.now()
    )
    attempt.refresh_from_db()
    return attempt
