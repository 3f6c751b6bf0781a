"""Giving money back: a row with a fixed key first, the call to the provider later."""

from django.db import transaction
from django.db.models import Sum

from outbox.services import enqueue
from payments.exceptions import OverRefund
from payments.models import Attempt, Refund


@transaction.atomic
def request_refund(*, attempt: Attempt, amount_minor: int, reason: str) -> Refund:
    """Record a refund and let the outbox send it. The same attempt and reason refund once.

    The caller holds the attempt's lock. Raises OverRefund beyond what was captured.
    """
    key = f"refund-{attempt.pk}-{reason}"
    existing = Refund.objects.filter(idempotency_key=key).first()
    if existing is not None:
        return existing
    open_refunds = attempt.refunds.exclude(state=Refund.State.FAILED)
    promised = open_refunds.aggregate(total=Sum("amount_minor", default=0))["total"]
    if promised + amount_minor > attempt.captured_minor:
        raise OverRefund(f"{promised} + {amount_minor} > {attempt.captured_minor}")
    refund = Refund.objects.create(
        attempt=attempt, amount_minor=amount_minor, reason=reason, idempotency_key=key
    )
    enqueue(topic="payments.send_refund", key=key, payload={"refund": str(refund.pk)})
    return refund
