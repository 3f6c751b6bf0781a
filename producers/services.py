"""Edits of price and stock: at once, audited, and never at the cost of a concurrent sale."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from producers.exceptions import BelowAllocated, OfferChanged, PriceNotWhole
from producers.managers import ALLOCATED
from producers.models import StockChange, StockRecord


@transaction.atomic
def change_offer(
    *,
    stock_record: StockRecord,
    price: Decimal | None,
    stock: int | None,
    by: Any,
    why: str = "",
    is_makers_word: bool = False,
) -> StockRecord:
    """Set price (whole dong, with VAT) and stock (None: not counted); returns the fresh record.

    `is_makers_word`: the maker said so, and the price is illustrative no more.

    `stock_record` holds what the editor saw. One conditional UPDATE: when price or stock has
    changed since, OfferChanged is raised with the values of now; a stock below what paid and
    reserved orders hold raises BelowAllocated; a fraction or a negative price PriceNotWhole.
    Nothing changed then. The same values again write no row.
    """
    if price is not None and (price < 0 or price != price.to_integral_value()):
        raise PriceNotWhole(price)
    seen = (stock_record.price, stock_record.num_in_stock)
    if seen != (price, stock):
        makers = {"is_price_illustrative": False} if is_makers_word else {}
        room = Q(num_allocated=None) | Q(num_allocated__lte=stock or 0)
        changed = (
            StockRecord.objects.filter(room, pk=stock_record.pk, price=seen[0])
            .filter(num_in_stock=seen[1])
            .update(price=price, num_in_stock=stock, date_updated=timezone.now(), **makers)
        )
        if not changed:
            _explain(stock_record, seen)
        StockChange.objects.create(
            stock_record=stock_record,
            goods=f"{stock_record.product} ({stock_record.partner_sku})"[:255],
            old_price=seen[0],
            new_price=price,
            old_stock=seen[1],
            new_stock=stock,
            actor=by,
            why=why,
        )
    fresh = StockRecord.objects.get(pk=stock_record.pk)
    if seen != (price, stock):
        fresh.save(update_fields=["date_updated"])  # the search index hears saves, not updates
    return fresh


def _explain(stock_record: StockRecord, seen: tuple[Decimal | None, int | None]) -> None:
    now = StockRecord.objects.annotate(held=ALLOCATED).get(pk=stock_record.pk)
    if (now.price, now.num_in_stock) != seen:
        raise OfferChanged(now.price, now.num_in_stock)
    raise BelowAllocated(now.held)
