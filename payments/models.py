"""Attempts to pay, the append-only ledger of money, and the inbox of provider events."""

import uuid
from typing import Any, ClassVar, NoReturn
from urllib.parse import urlsplit

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oscar.apps.payment.abstract_models import AbstractSource, AbstractTransaction

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


class LedgerQuerySet(models.QuerySet["Ledger"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("the ledger is append-only")

    def delete(self) -> NoReturn:
        raise TypeError("the ledger is append-only")


class Ledger(models.Model):
    """Money that moved, one row per fact, never changed: captures positive, refunds negative."""

    class Kind(models.TextChoices):
        CAPTURE = "capture", _("captured")
        REFUND = "refund", _("refunded")
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


class Inbox(models.Model):
    """An event as received: ids and references only, never the body (it holds personal data)."""

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        DONE = "done", _("worked on")
        IGNORED = "ignored", _("not ours")

    provider = models.CharField(max_length=20)
    account = models.CharField(max_length=60, blank=True)
    event_id = models.CharField(max_length=120)
    type = models.CharField(max_length=80)
    object_ref = models.CharField(max_length=120)
    attempt_id = models.CharField(max_length=36, blank=True)
    livemode = models.BooleanField(default=False)
    api_version = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.RECEIVED)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=80, blank=True)
    received_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("provider event")
        verbose_name_plural = _("provider events")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["provider", "account", "event_id"], name="payment_inbox_event_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.event_id}"


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


class DemoSession(models.Model):
    """The demo provider's side of an attempt: what would lie at the real provider."""

    class State(models.TextChoices):
        OPEN = "open"
        CHALLENGE = "challenge"
        PROCESSING = "processing"
        PAID = "paid"
        FAILED = "failed"
        EXPIRED = "expired"

    ref = models.CharField(primary_key=True, max_length=40)
    idempotency_key = models.CharField(max_length=80, unique=True)
    attempt_id = models.CharField(max_length=36)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    return_url = models.CharField(max_length=500)
    cancel_url = models.CharField(max_length=500, default="")
    language = models.CharField(max_length=2, default="vi")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decline_code = models.CharField(max_length=40, blank=True)
    card_last4 = models.CharField(max_length=4, blank=True)
    loses_events = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.ref

    @property
    def return_path(self) -> str:
        """The return address within this origin: form-action 'self' allows nothing else."""
        return urlsplit(self.return_url).path

    @property
    def cancel_path(self) -> str:
        return urlsplit(self.cancel_url).path


class DemoRefund(models.Model):
    ref = models.CharField(primary_key=True, max_length=40)
    idempotency_key = models.CharField(max_length=80, unique=True)
    session = models.ForeignKey(DemoSession, on_delete=models.CASCADE, related_name="refunds")
    amount_minor = models.BigIntegerField()

    class Meta:
        ordering = ["ref"]

    def __str__(self) -> str:
        return self.ref


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


from oscar.apps.payment.models import *  # noqa: E402, F403  after our own classes
