"""The user: an e-mail address and a password, nothing more than the shop needs."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from oscar.apps.customer.abstract_models import AbstractUser
from oscar.apps.customer.abstract_models import UserManager as OscarUserManager


class UserManager(OscarUserManager):
    def get_by_natural_key(self, email: str) -> "User":
        """The user whose address differs at most in case."""
        return self.get(email__iexact=email)


class User(AbstractUser):
    language = models.CharField(
        _("language"), max_length=2, choices=[("vi", "Tiếng Việt"), ("en", "English")], default="vi"
    )

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_user_email_unique_whatever_case")
        ]
