"""The same baskets for both sides: one unit of each of some goods, no two of one maker."""

from itertools import islice
from typing import Any

from oscar.core.loading import get_model

Basket = get_model("basket", "Basket")
Line = get_model("basket", "Line")
GOODS = 40
PLENTY = 1_000_000


def make_baskets(goods: list[Any], *, lines: int, count: int) -> list[int]:
    """Ids of new open baskets of `lines` goods each; `goods` are stock records, taken in turn."""
    baskets = Basket.objects.bulk_create(Basket() for _ in range(count))
    turns = _in_turn(goods)
    Line.objects.bulk_create(
        Line(
            basket=basket,
            product=record.product,
            stockrecord=record,
            line_reference=f"{record.product_id}_{record.pk}",
            quantity=1,
            price_currency="VND",
            price_excl_tax=record.price,
            price_incl_tax=record.price,
        )
        for basket in baskets
        for record in islice(turns, lines)
    )
    return [basket.pk for basket in baskets]


def _in_turn(goods: list[Any]) -> Any:
    while True:
        yield from goods
