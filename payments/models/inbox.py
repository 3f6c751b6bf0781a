"""The events that providers sent."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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
