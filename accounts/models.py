"""The user: an e-mail address and a password, nothing more than the shop needs."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oscar.apps.customer.abstract_models import AbstractUser
from oscar.apps.customer.abstract_models import UserManager as OscarUserManager


class UserManager(OscarUserManager):
    def get_by_natural_key(self, email: str) -> "User":
        """The user whose address differs at most in case."""
        return self.get(email__iexact=email)


LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]


class User(AbstractUser):
    """The whole name stands in `first_name`: Vietnamese names do not split in two."""

    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="vi")

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_user_email_unique_whatever_case")
        ]


class Registration(models.Model):
    """A wish for an account, until the mailbox is proved. Nothing of it is a user yet, so whoever
    types another person's address gains nothing and learns nothing."""

    LIFETIME = timedelta(days=3)

    email = models.EmailField(_("email address"))
    password = models.CharField(_("password"), max_length=128, help_text=_("Hashed."))
    name = models.CharField(_("name"), max_length=255, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="vi")
    created_at = models.DateTimeField(_("created at"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")

    def __str__(self) -> str:
        return f"registration {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.created_at > timezone.now() - self.LIFETIME
