"""Reservations are not orders: what nobody has paid for is hidden from everyone but its buyer."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import models

from catalogue.models import Product

if TYPE_CHECKING:
    from orders.models import Order, Parcel  # noqa: F401  read by the strings below


def with_shown_product(path: str) -> Any:
    """The products at `path`, a choice with the good whose photographs stand for it."""
    return models.Prefetch(path, Product.objects.select_related("parent"))


class OrderQuerySet(models.QuerySet["Order"]):
    def placed(self) -> "OrderQuerySet":
        return self.filter(placed_at__isnull=False)

    def pending(self) -> "OrderQuerySet":
        return self.filter(status="PENDING")

    def expired(self, now: datetime) -> "OrderQuerySet":
        """Reservations whose time is up; they still hold stock until the provider has closed."""
        return self.pending().filter(expires_at__lte=now)

    def for_page(self) -> "OrderQuerySet":
        """All that the order page shows, in a constant number of queries."""
        return self.select_related("shipping_address").prefetch_related(
            with_shown_product("lines__product"),
            "lines__attributes__option",
            "parcels__changes",
            "status_changes",
            "surcharges",
            "discounts",
        )


class ParcelQuerySet(models.QuerySet["Parcel"]):
    def of_maker(self, producer: Any) -> "ParcelQuerySet":
        return self.filter(producer=producer)

    def on_their_way(self) -> "ParcelQuerySet":
        """Of orders that are paid and not given back, held ones included: a maker sees these."""
        return self.filter(order__status__in=["PAID", "IN_PROGRESS", "SHIPPED", "COMPLETE"])

    def to_pack(self) -> "ParcelQuerySet":
        """What still has to leave the workshop, the most urgent first."""
        waiting = self.on_their_way().filter(
            order__hold="", status__in=["pending", "accepted", "packed"]
        )
        return waiting.order_by("arrives_on", "pk")

    def for_packing(self) -> "ParcelQuerySet":
        """With its own lines and the address, in a constant number of queries."""
        return self.select_related("order__shipping_address", "producer").prefetch_related(
            "lines__product", "lines__attributes__option", "changes"
        )


class PlacedOrderManager(models.Manager["Order"]):
    def get_queryset(self) -> OrderQuerySet:
        return OrderQuerySet(self.model, using=self._db).placed()


class ReservationManager(models.Manager["Order"]):
    def get_queryset(self) -> OrderQuerySet:
        return OrderQuerySet(self.model, using=self._db).filter(placed_at=None)

    def expired(self, now: datetime) -> OrderQuerySet:
        return self.get_queryset().expired(now)


class EveryOrderManager(models.Manager["Order"]):
    def get_queryset(self) -> OrderQuerySet:
        return OrderQuerySet(self.model, using=self._db)

    def for_page(self) -> OrderQuerySet:
        return self.get_queryset().for_page()
