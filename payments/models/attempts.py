"""Attempts to pay, and the states in which a provider's object may be."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from orders.models import Order


class State(models.TextChoices):
    """States move up in rank only; CANCELED → SUCCEEDED is a late success."""

    NEW = "new", _("not sent yet")
    OPEN = "open", _("waiting for the buyer")
    PROCESSING = "processing", _("being processed")
    SUCCEEDED = "succeeded", _("paid")
    FAILED = "failed", _("failed")
    CANCELED = "canceled", _("closed")

    @property
    def rank(self) -> int:
        return _RANKS[self]

    @property
    def is_live(self) -> bool:
        return self in LIVE

    def merge(self, seen: "State") -> "State":
        """The state after the provider was seen in `seen`: a stale answer changes nothing."""
        return seen if seen.rank > self.rank else self


_RANKS = {
    State.NEW: 0,
    State.OPEN: 1,
    State.PROCESSING: 2,
    State.FAILED: 3,
    State.CANCELED: 3,
    State.SUCCEEDED: 4,
}
LIVE = (State.NEW, State.OPEN, State.PROCESSING)


class Attempt(models.Model):
    """One object at a provider: a session that the buyer may pay. At most one is live per order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="attempts")
    seq = models.PositiveSmallIntegerField(_("number of the attempt"))
    provider = models.CharField(_("provider"), max_length=20)
    account = models.CharField(_("provider's account"), max_length=60, blank=True)
    livemode = models.BooleanField(_("real money"), default=False)
    idempotency_key = models.CharField(max_length=80, unique=True)
    provider_ref = models.CharField(_("provider's id"), max_length=120, null=True, blank=True)
    intent_ref = models.CharField(max_length=120, unique=True, null=True, blank=True)
    pay_url = models.CharField(_("where the buyer pays"), max_length=2000, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.NEW)
    amount_minor = models.BigIntegerField(_("amount, minor units"))
    captured_minor = models.BigIntegerField(default=0)
    refunded_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3)
    request_json = models.JSONField(help_text=_("The frozen request: a retry sends the same."))
    error_code = models.CharField(_("last refusal"), max_length=60, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    synced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["order", "seq"]
        verbose_name = _("payment attempt")
        verbose_name_plural = _("payment attempts")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["order", "seq"], name="payment_attempt_seq"),
            models.UniqueConstraint(
                fields=["provider", "provider_ref"], name="payment_attempt_provider_ref"
            ),
            models.UniqueConstraint(
                fields=["order"],
                condition=Q(state__in=["new", "open", "processing"]),
                name="payment_attempt_one_live",
            ),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0), name="payment_attempt_amount_positive"
            ),
            models.CheckConstraint(
                condition=Q(refunded_minor__gte=0)
                & Q(captured_minor__gte=F("refunded_minor"))
                & Q(amount_minor__gte=F("captured_minor")),
                name="payment_attempt_refunded_captured_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}-{self.seq} {self.state}"

    @property
    def is_live(self) -> bool:
        return State(self.state).is_live
