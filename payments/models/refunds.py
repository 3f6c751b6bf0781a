"""Money on its way back."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from payments.models.attempts import Attempt


class Refund(models.Model):
    """Money to be given back. The key is fixed, so a repeated call refunds once."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("requested")
        SENT = "sent", _("sent to the provider")
        SUCCEEDED = "succeeded", _("refunded")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="refunds")
    amount_minor = models.BigIntegerField()
    reason = models.CharField(max_length=40)
    idempotency_key = models.CharField(max_length=80, unique=True)
    provider_ref = models.CharField(max_length=120, unique=True, null=True, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.REQUESTED)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="payment_refund_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.amount_minor} {self.state}"
