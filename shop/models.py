"""What people write to the shop."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Enquiry(models.Model):
    """A message from the contact form: kept lest a failing mail lose it, deleted after KEPT."""

    KEPT = timedelta(days=365)

    class Topic(models.TextChoices):
        ORDER = "order", _("An order")
        PRODUCT = "product", _("A product")
        CERTIFICATE = "certificate", _("Report a certificate or a star that looks wrong")
        PRODUCER = "producer", _("I make OCOP goods and want to sell here")
        PRIVACY = "privacy", _("My personal data")
        OTHER = "other", _("Something else")

    topic = models.CharField(_("topic"), max_length=12, choices=Topic)
    about = models.CharField(_("about"), max_length=100, blank=True)
    name = models.CharField(_("name"), max_length=255, blank=True)
    email = models.EmailField(_("e-mail"))
    text = models.TextField(_("message"), max_length=4000)
    language = models.CharField(_("language"), max_length=2, default="vi")
    created_at = models.DateTimeField(_("created at"), default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"
