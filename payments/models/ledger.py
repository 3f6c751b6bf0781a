"""The append-only record of money."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orders.models import Order
from payments.models.attempts import Attempt


class LedgerQuerySet(models.QuerySet["Ledger"]):
    def captured(self) -> int:
        """What was taken, in minor units."""
        return self._total("capture")

    def refunded(self) -> int:
        """What was given back and stayed there, in minor units."""
        return -self._total("refund", "reversal")

    def _total(self, *kinds: str) -> int:
        rows = self.filter(kind__in=kinds)
        return int(rows.aggregate(total=models.Sum("amount_minor", default=0))["total"])

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("the ledger is append-only")

    def delete(self) -> NoReturn:
        raise TypeError("the ledger is append-only")


class Ledger(models.Model):
    """Money that moved, one row per fact, never changed: captures positive, refunds
    negative, and positive again when a refund came back."""

    class Kind(models.TextChoices):
        CAPTURE = "capture", _("captured")
        REFUND = "refund", _("refunded")
        REVERSAL = "reversal", _("refund that came back")
        FREE = "free", _("nothing to pay")

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="ledger")
    attempt = models.ForeignKey(Attempt, models.PROTECT, related_name="ledger", null=True)
    provider = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=Kind)
    provider_ref = models.CharField(max_length=120)
    amount_minor = models.BigIntegerField(help_text=_("signed, minor units"))
    currency = models.CharField(max_length=3)
    created_at = models.DateTimeField(default=timezone.now)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("ledger row")
        verbose_name_plural = _("ledger")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["provider", "kind", "provider_ref"], name="payment_ledger_one_row_per_fact"
            ),
            models.CheckConstraint(
                condition=Q(kind="capture", amount_minor__gt=0)
                | Q(kind="refund", amount_minor__lt=0)
                | Q(kind="reversal", amount_minor__gt=0)
                | Q(kind="free", amount_minor=0),
                name="payment_ledger_sign",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount_minor} {self.currency}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("the ledger is append-only")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("the ledger is append-only")
