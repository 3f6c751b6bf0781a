"""Oscar's payment.Source and Transaction, kept as a mirror of the ledger for its dashboard."""

from oscar.core.loading import get_model

from orders.money import from_minor_units
from payments.models import Attempt, Ledger, Source, Transaction

SourceType = get_model("payment", "SourceType")
TXN_TYPES = {
    Ledger.Kind.CAPTURE: "Debit",
    Ledger.Kind.REFUND: "Refund",
    Ledger.Kind.REVERSAL: "Refund reversed",
}


def mirror_to_oscar(attempt: Attempt, label: str) -> None:
    """Idempotent: one Source per attempt, one Transaction per ledger row."""
    if not attempt.captured_minor:
        return
    source_type, _ = SourceType.objects.get_or_create(
        code=attempt.provider, defaults={"name": attempt.provider}
    )
    source, _ = Source.objects.update_or_create(
        reference=str(attempt.pk),
        defaults={
            "order_id": attempt.order_id,
            "source_type": source_type,
            "currency": attempt.currency,
            "amount_allocated": from_minor_units(attempt.amount_minor, attempt.currency),
            "amount_debited": from_minor_units(attempt.captured_minor, attempt.currency),
            "amount_refunded": from_minor_units(attempt.refunded_minor, attempt.currency),
            "label": label,
        },
    )
    Transaction.objects.bulk_create(
        [
            Transaction(
                source=source,
                txn_type=TXN_TYPES[Ledger.Kind(row.kind)],
                amount=from_minor_units(abs(row.amount_minor), row.currency),
                reference=row.provider_ref,
                status="succeeded",
            )
            for row in Ledger.objects.filter(attempt=attempt)
        ],
        ignore_conflicts=True,
    )
