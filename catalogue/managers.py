"""Reads of products: what the shop shows, and what a card needs, in few queries."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Prefetch
from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet

from producers.models import StockRecord

if TYPE_CHECKING:
    from catalogue.models import Product

    BaseQuerySet = models.QuerySet[Product]
else:
    BaseQuerySet = OscarProductQuerySet  # untyped: the checker reads Django's instead


CARD_FIELDS = (
    "title", "title_en", "slug", "structure", "parent", "is_demo", "picture_key",
    "photos",
    "stars", "stars_until", "candidate_five", "reported_stars", "reported_until",
    "made_to_order", "lead_time_days",
    "producer__name", "producer__name_en", "producer__lead_time_days",
    "village__name", "village__name_en",
)  # fmt: skip


class ProductQuerySet(BaseQuerySet):
    def browsable(self) -> "ProductQuerySet":
        """Public products that have a page of their own (no children of variants)."""
        return self.filter(is_public=True, parent=None)

    def for_cards(self) -> "ProductQuerySet":
        """What a card shows and no more of a wide row: 3 queries whatever the number of cards."""
        related = self.select_related("producer", "village").only(*CARD_FIELDS)
        return related.prefetch_related(*card_lookups())


def card_lookups() -> list[Any]:
    """What a card prefetches; for `prefetch_related_objects` on products read apart."""
    from catalogue.models import Product  # the model imports this manager

    stock = StockRecord.objects.order_by("pk")
    children = Product.objects.filter(is_public=True).order_by("pk")
    choices = children.prefetch_related(Prefetch("stockrecords", stock))
    return [Prefetch("stockrecords", stock), Prefetch("children", choices)]


ProductManager = models.Manager.from_queryset(ProductQuerySet)
