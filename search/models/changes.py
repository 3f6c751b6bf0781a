"""What the index has not read yet."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class ChangeQuerySet(models.QuerySet["Change"]):
    def waiting(self) -> "ChangeQuerySet":
        return self.filter(is_delivered=False)


class Change(models.Model):
    """Something the index must read again, noted by the database itself (`search.triggers`) in the
    transaction that changed it. A row goes when the index has it; delivering one twice is harmless.
    """

    class Kind(models.TextChoices):
        """Whose id `key` is: all goods that carry its name are read again."""

        PRODUCT = "product", _("product")
        CERTIFICATE = "certificate", _("product whose certificates changed")
        PRODUCER = "producer", _("producer")
        VILLAGE = "village", _("craft village")
        CRAFT = "craft", _("craft")
        CATEGORY = "category", _("category")
        OCCASION = "occasion", _("occasion")
        LEXICON = "lexicon", _("lexicon entry")
        EVERYTHING = "everything", _("everything")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    key = models.BigIntegerField(_("id"))
    is_delivered = models.BooleanField(
        _("in the old index"), db_default=False, default=False,
        help_text=_("Kept for the index that is being built."),
    )  # fmt: skip
    noted_at = models.DateTimeField(_("noted at"), db_default=Now())

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change not yet searchable")
        verbose_name_plural = _("changes not yet searchable")
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[models.Index]] = [
            # those of certificates are looked for among any number of others
            models.Index(fields=["kind", "id"], name="search_change_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
