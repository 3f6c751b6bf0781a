"""What was searched and what was opened from it; of nobody. docs/adr/0015."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.models import Product

MAX_QUERY = 100  # characters


class SearchLog(models.Model):
    """One list of results that was read from its first page; names neither visitor nor session.

    The id is made before the row, so that the page can carry it while the row is written later.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created = models.DateTimeField(_("time"), default=timezone.now, db_index=True)
    query = models.CharField(_("words, normalised"), max_length=MAX_QUERY)
    language = models.CharField(_("language"), max_length=2)
    engine = models.CharField(_("engine"), max_length=20)
    stage = models.CharField(_("stage that answered"), max_length=40, blank=True)
    total = models.PositiveIntegerField(_("goods found"))
    related = models.PositiveSmallIntegerField(_("related goods shown"), default=0)
    filters = models.JSONField(_("filters"), default=dict, blank=True)  # facet → values
    sort = models.CharField(_("order"), max_length=12)

    class Meta:
        ordering = ["-created"]
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["query", "created"], name="search_log_query_created"),
        ]

    def __str__(self) -> str:
        return self.query


class SearchClick(models.Model):
    """A good that was opened from a list. `position` counts from 1 over all pages."""

    search = models.ForeignKey(SearchLog, on_delete=models.CASCADE, related_name="clicks")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(_("position in the list"))

    class Meta:
        verbose_name = _("opened good")
        verbose_name_plural = _("opened goods")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["search", "product"], name="search_click_once"),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.product_id}"
