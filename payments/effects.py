"""What `payments` does outside a request: refunds, the demo provider's events, the sweep."""

import logging
from datetime import timedelta

from django.db import transaction

from orders import services as order_services
from outbox.exceptions import Postponed
from outbox.handlers import Payload, register, register_periodic
from payments import providers
from payments.exceptions import NotAllowed, OutcomeUnknown, Refused, RetryLater
from payments.models import DemoSession, Refund
from payments.providers.demo import signed_event
from payments.reconcile import reconcile
from payments.services import expire_reservations, receive_event, sync

logger = logging.getLogger(__name__)


@register("payments.send_refund")
def send_refund(payload: Payload) -> None:
    """Call the provider under the refund's fixed key, then sync: a repeated call refunds once."""
    refund = Refund.objects.select_related("attempt").get(pk=payload["refund"])
    attempt = refund.attempt
    if refund.state in (Refund.State.SUCCEEDED, Refund.State.FAILED):
        return
    try:
        made = providers.provider(attempt.provider).refund(
            attempt.provider_ref or "",
            amount_minor=refund.amount_minor,
            idempotency_key=refund.idempotency_key,
        )
    except (OutcomeUnknown, NotAllowed) as error:
        raise Postponed from error
    except Refused as error:
        logger.error("refund refused", extra={"refund": str(refund.pk), "code": error.code})
        Refund.objects.filter(pk=refund.pk).update(state=Refund.State.FAILED)
        sync(attempt)  # it may have been refunded there by hand
        return
    with transaction.atomic():
        order_services.lock(attempt.order_id)
        Refund.objects.filter(pk=refund.pk, state=Refund.State.REQUESTED).update(
            state=Refund.State.SENT, provider_ref=made.ref
        )
    sync(attempt)


@register("payments.demo_event")
def deliver_demo_event(payload: Payload) -> None:
    """The demo provider posts its signed event; like a real one it tries again on failure."""
    session = DemoSession.objects.get(ref=payload["session"])
    body, headers = signed_event(session, event_id=payload["event"], kind=payload["kind"])
    try:
        receive_event("demo", body, headers)
    except RetryLater as error:
        raise Postponed from error


@register_periodic("payments.expire", every_seconds=15)
def expire_periodically() -> None:
    expire_reservations()


@register_periodic("payments.reconcile", every_seconds=300)
def reconcile_periodically() -> None:
    findings = reconcile(since=timedelta(hours=72), fix=True)
    for finding in findings:
        if not finding.is_fixed:
            logger.error("payments: %s", finding.code, extra={"order": finding.order})
