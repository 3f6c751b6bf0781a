"""Buyers who took their complaint to their bank."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from payments.models.attempts import Attempt


class Dispute(models.Model):
    """As the provider has it; a person answers it there. Nothing of ours follows by itself."""

    class State(models.TextChoices):
        NEEDS_RESPONSE = "needs_response", _("waits for our answer")
        UNDER_REVIEW = "under_review", _("the bank is deciding")
        WON = "won", _("won")
        LOST = "lost", _("lost")
        CLOSED = "closed", _("closed without a decision")

    OPEN: ClassVar[tuple[str, ...]] = (State.NEEDS_RESPONSE, State.UNDER_REVIEW)

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="disputes")
    provider_ref = models.CharField(_("provider's id"), max_length=120, unique=True)
    state = models.CharField(_("state"), max_length=14, choices=State)
    amount_minor = models.BigIntegerField(_("amount, minor units"))
    reason = models.CharField(_("reason"), max_length=60, blank=True)
    noted_at = models.DateTimeField(_("noted at"), default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")

    def __str__(self) -> str:
        return f"{self.provider_ref} {self.state}"
