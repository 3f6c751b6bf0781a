"""Oscar's names for what `orders.services` does; its own way of placing an order is closed."""

from typing import Any

from oscar.apps.order.utils import OrderCreator as OscarOrderCreator
from oscar.apps.order.utils import OrderDispatcher
from oscar.apps.order.utils import OrderNumberGenerator as OscarNumberGenerator

from orders.tokens import new_number

__all__ = ["OrderCreator", "OrderDispatcher", "OrderNumberGenerator"]


class OrderNumberGenerator(OscarNumberGenerator):
    """Random: Oscar's 100000 + basket id can be guessed and collides on a retry."""

    def order_number(self, basket: Any) -> str:
        return new_number()


class OrderCreator(OscarOrderCreator):
    """Oscar's placement sells the same unit twice (docs: payments.md §3.1)."""

    def place_order(self, *args: Any, **kwargs: Any) -> None:
        raise RuntimeError("place orders with orders.services.place_order")
