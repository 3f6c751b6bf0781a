"""The one way a person changes price or stock: under the row's lock, and written down."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from producers.exceptions import StockBelowHeld
from producers.models import StockChange, StockRecord


@transaction.atomic
def change_offer(
    *,
    stock_record: StockRecord,
    price: Decimal | None,
    stock: int | None,
    by: Any,
    why: str = "",
) -> StockRecord:
    """Set price and stock; stock None leaves the count alone. Nothing new writes nothing.

    Raises StockBelowHeld, with nothing changed, when orders hold more than that.
    """
    record = StockRecord.objects.select_for_update().get(pk=stock_record.pk)
    held = record.num_allocated or 0
    new_stock = record.num_in_stock if stock is None else stock
    if new_stock is not None and new_stock < held:
        raise StockBelowHeld(record.pk, held)
    new_price = record.price if price is None else price
    if (new_price, new_stock) == (record.price, record.num_in_stock):
        return record
    StockChange.objects.create(
        stock_record=record,
        old_price=record.price,
        new_price=new_price,
        old_stock=record.num_in_stock,
        new_stock=new_stock,
        by=by,
        why=why,
    )
    record.price, record.num_in_stock = new_price, new_stock
    record.save(update_fields=["price", "num_in_stock", "date_updated"])
    return record
