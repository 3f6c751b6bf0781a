"""Stock is taken and given back by conditional UPDATEs, so that nothing is ever sold twice.

Oscar's own `allocate` adds without checking: 8 buyers of one unit gave 8 orders.
"""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from producers.exceptions import OutOfStock

if TYPE_CHECKING:
    from producers.models import StockRecord  # noqa: F401  named in the base class below

ALLOCATED = Coalesce(F("num_allocated"), Value(0))


class StockRecordQuerySet(models.QuerySet["StockRecord"]):
    def hold(self, pk: int, quantity: int) -> None:
        """Take `quantity` units for an order; OutOfStock when fewer are free.

        One statement, safe without a lock. A record without a stock count (made to order) has
        nothing to take.
        """
        record = self.filter(pk=pk)
        taken = record.filter(num_in_stock__gte=ALLOCATED + quantity).update(
            num_allocated=ALLOCATED + quantity
        )
        if not taken and not record.filter(num_in_stock=None).exists():
            raise OutOfStock(pk, quantity)

    def release(self, pk: int, quantity: int) -> bool:
        """Give back what `hold` took; False when the record holds less than that."""
        updated = self.filter(pk=pk, num_allocated__gte=quantity).update(
            num_allocated=ALLOCATED - quantity
        )
        return bool(updated)

    def consume(self, pk: int, quantity: int) -> bool:
        """The goods left the maker: both counts go down; False when less was held."""
        updated = self.filter(
            pk=pk, num_allocated__gte=quantity, num_in_stock__gte=quantity
        ).update(num_allocated=ALLOCATED - quantity, num_in_stock=F("num_in_stock") - quantity)
        return bool(updated)
