"""Attempts: begun with the order (T1), opened at the provider (T2), synced at any time (T4)."""

import logging
from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from orders import services as order_services
from orders.models import Order, Status
from orders.money import to_minor_units
from payments import providers
from payments.exceptions import AttemptStillOpen, OutcomeUnknown, Refused
from payments.models import LIVE, Attempt, Ledger, State
from payments.providers.base import CreateRequest
from payments.services.snapshots import apply, derive_payment_state

logger = logging.getLogger(__name__)


def begin_attempt(*, order: Order, now: datetime) -> Attempt | None:
    """Write the order's first attempt, NEW, in the placing transaction (no network).

    An order of 0 needs no provider: it is paid at once and None is returned.
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
    """
    if attempt.state != State.NEW:
        return attempt
    request = CreateRequest.from_json(attempt.request_json)
    try:
        snapshot = providers.provider(attempt.provider).create(
            request, idempotency_key=attempt.idempotency_key
        )
    except OutcomeUnknown as error:
        logger.warning("provider did not answer", extra={"attempt": str(attempt.pk)})
        _note_error(attempt, error.code or "unknown")
        return attempt
    except Refused as error:
        logger.error("provider refused", extra={"attempt": str(attempt.pk), "code": error.code})
        return _fail(attempt, error.code)
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
    with override(order.language):
        return_path = reverse("payments:return", args=[order.public_token])
        cancel_path = order.get_absolute_url()
    attempt.request_json = asdict(
        CreateRequest(
            attempt_id=str(attempt.pk),
            order_number=order.number,
            amount_minor=amount_minor,
            currency=order.currency,
            email=order.guest_email,
            language=order.language,
            return_url=f"{settings.SITE_ORIGIN}{return_path}",
            cancel_url=f"{settings.SITE_ORIGIN}{cancel_path}",
        )
    )
    attempt.save(force_insert=True)
    return attempt


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
