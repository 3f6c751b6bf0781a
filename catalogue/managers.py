"""Reads of products: what the shop shows, and what a card needs, in a constant number of queries."""

from typing import TYPE_CHECKING

from django.db.models import Prefetch
from oscar.apps.catalogue.managers import ProductQuerySet as OscarProductQuerySet

from producers.models import StockRecord

if TYPE_CHECKING:
    from catalogue.models import Product


class ProductQuerySet(OscarProductQuerySet["Product"] if TYPE_CHECKING else OscarProductQuerySet):
    def browsable(self) -> "ProductQuerySet":
        """Public products that have a page of their own (no children of variants)."""
        return self.filter(is_public=True, parent=None)

    def for_cards(self) -> "ProductQuerySet":
        """Everything a card shows: 3 queries whatever the number of cards."""
        from catalogue.models import Product  # the manager is imported by the model

        stock = StockRecord.objects.order_by("pk")
        children = Product.objects.filter(is_public=True).order_by("pk")
        return self.select_related("producer", "village", "craft").prefetch_related(
            Prefetch("stockrecords", stock),
            Prefetch("children", children.prefetch_related(Prefetch("stockrecords", stock))),
        )
