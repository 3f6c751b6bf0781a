"""Effects written in the same transaction as the change that causes them, and run after it."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, now: datetime) -> "MessageQuerySet":
        """Waiting, its time has come, and no running worker holds a lease on it."""
        return self.filter(sent_at=None, parked_at=None, available_at__lte=now).filter(
            Q(locked_until=None) | Q(locked_until__lt=now)
        )

    def parked(self) -> "MessageQuerySet":
        return self.filter(parked_at__isnull=False)


class Message(models.Model):
    """One effect, delivered at least once. The payload holds ids only, never personal data."""

    dedupe_key = models.CharField(_("key"), max_length=200, unique=True)
    topic = models.CharField(_("topic"), max_length=60)
    payload = models.JSONField(_("payload"), default=dict)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    available_at = models.DateTimeField(_("not before"), default=timezone.now)
    locked_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    last_error = models.CharField(
        _("last error"), max_length=200, blank=True, help_text=_("The kind of error, no contents.")
    )
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    parked_at = models.DateTimeField(_("given up at"), null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["available_at", "pk"]
        verbose_name = _("outgoing effect")
        verbose_name_plural = _("outgoing effects")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["available_at"],
                condition=Q(sent_at=None, parked_at=None),
                name="outbox_message_waiting",
            )
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(parked_at=None), name="outbox_message_sent_or_parked"
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.dedupe_key}"


class Lease(models.Model):
    """Lets one process at a time run a periodic job; a dead holder's lease simply runs out."""

    name = models.CharField(_("job"), max_length=60, unique=True)
    held_until = models.DateTimeField(_("held until"))

    class Meta:
        verbose_name = _("lease")
        verbose_name_plural = _("leases")

    def __str__(self) -> str:
        return self.name
