"""Oscar's two payment tables, which its dashboard reads."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import Q
from oscar.apps.payment.abstract_models import AbstractSource, AbstractTransaction


class Source(AbstractSource):
    """Oscar's mirror of an attempt, for its dashboard. Sums come from the ledger alone."""

    class Meta(AbstractSource.Meta):
        abstract = False
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["reference"], condition=~Q(reference=""), name="payment_source_reference"
            )
        ]

    def debit(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Oscar's read-modify-write of sums loses money under concurrency."""
        raise TypeError("payments.services writes the mirror from the ledger")

    allocate = debit
    refund = debit


class Transaction(AbstractTransaction):
    class Meta(AbstractTransaction.Meta):
        abstract = False
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["source", "txn_type", "reference"],
                condition=~Q(reference=""),
                name="payment_transaction_reference",
            )
        ]
