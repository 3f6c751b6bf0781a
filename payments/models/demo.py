"""The demo provider's own tables: what would lie at a real provider."""

from urllib.parse import urlsplit

from django.db import models
from django.utils import timezone


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
