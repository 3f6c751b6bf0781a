"""Holding and giving back the stock of an order, always in stock-record order (no deadlock)."""

from collections import Counter
from typing import Any

from django.db.models import F

from orders.exceptions import AllocationMissing, LineOutOfStock
from orders.models import Line, Order, Parcel
from orders.quotes import title_in_page_language
from producers.exceptions import OutOfStock
from producers.models import StockRecord


def hold_for_lines(lines: list[Any]) -> None:
    """Hold stock for basket or order lines; LineOutOfStock names the first line that fails.

    The caller's transaction must be rolled back then: earlier holds are part of it.
    """
    wanted: Counter[int] = Counter()
    for line in lines:
        if line.stockrecord_id is not None:
            wanted[line.stockrecord_id] += line.quantity
    for pk, quantity in sorted(wanted.items()):
        try:
            StockRecord.objects.hold(pk, quantity)
        except OutOfStock as error:
            line = next(line for line in lines if line.stockrecord_id == pk)
            left = StockRecord.objects.get(pk=pk).net_stock_level
            title = getattr(line, "title", "") or title_in_page_language(line.product)
            raise LineOutOfStock(line.pk, title, left=max(left, 0)) from error


def release_for_order(order: Order) -> None:
    """Give back what the order's lines still hold; a second call finds nothing to give."""
    held: Counter[int] = Counter()
    for line in order.lines.filter(num_allocated__gt=0).order_by("stockrecord_id"):
        if line.stockrecord_id is not None:
            held[line.stockrecord_id] += line.num_allocated
    order.lines.update(num_allocated=0, allocation_cancelled=True)
    for pk, quantity in sorted(held.items()):
        StockRecord.objects.release(pk, quantity)


def consume_for_parcel(parcel: Parcel) -> None:
    """The goods left the maker: what the lines hold is gone from the stock. Once only, since the
    lines hold nothing afterwards. AllocationMissing rolls the caller's transaction back."""
    held: Counter[int] = Counter()
    for line in parcel.lines.filter(num_allocated__gt=0, stockrecord__isnull=False):
        held[line.stockrecord_id] += line.num_allocated
    parcel.lines.update(num_allocated=0)
    for pk, quantity in sorted(held.items()):
        if not StockRecord.objects.consume(pk, quantity):
            raise AllocationMissing(f"stock record {pk} holds fewer than {quantity}")


def retake_for_order(order: Order) -> None:
    """Hold the whole order's stock again; LineOutOfStock when somebody else has it now."""
    hold_for_lines(list(order.lines.all()))
    counted = Line.objects.filter(order=order, stockrecord__num_in_stock__isnull=False)
    counted.update(num_allocated=F("quantity"))
    order.lines.update(allocation_cancelled=False)
