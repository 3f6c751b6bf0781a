"""The visitor's basket: Oscar's model and cookie, loaded with what our pages show."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.http import HttpRequest
from oscar.apps.basket.middleware import BasketMiddleware
from oscar.core.loading import get_model

from orders.exceptions import LineOutOfStock, LineUnavailable
from orders.models import Order
from orders.quotes import load_basket, title_in_page_language

Basket = get_model("basket", "Basket")
Line = get_model("basket", "Line")
MOST_UNITS = settings.OSCAR_MAX_BASKET_QUANTITY_THRESHOLD


@dataclass
class TooMany(Exception):
    """More units than one order may hold."""

    most: int


def count_units(request: HttpRequest) -> int:
    """Units in the basket for the header; no query for a visitor who has none."""
    if not hasattr(request, "_basket_cache"):
        return 0  # an error page answered before the basket middleware ran
    basket = _of_request(request)
    if basket.pk is None:
        return 0
    if basket._lines is not None:
        return int(basket.num_items)
    return int(Line.objects.filter(basket=basket).aggregate(n=Sum("quantity", default=0))["n"])


def open_basket(request: HttpRequest) -> Any:
    """The visitor's open basket with lines, prices and offers; unsaved when there is none yet."""
    basket: Any = _of_request(request)
    basket.strategy = request.strategy  # type: ignore[attr-defined]  # set by the middleware
    load_basket(basket, request.user)
    request.basket = basket  # type: ignore[attr-defined]  # what the middleware loads lazily
    return basket


def add(basket: Any, product: Any, quantity: int) -> None:
    """Add units of a good. Raises LineUnavailable, LineOutOfStock (with what can still be added)
    or TooMany; the basket is unchanged then."""
    info = basket.strategy.fetch_for_product(product)
    title = title_in_page_language(product)
    if not info.price.exists or info.stockrecord is None:
        raise LineUnavailable(0, title)
    present = basket.line_quantity(product, info.stockrecord) if basket.pk else 0
    _check_quantity(basket, info, title, wanted=present + quantity, added=quantity, line_id=0)
    basket.add_product(product, quantity)


@transaction.atomic
def change_quantity(basket: Any, line: Any, quantity: int) -> None:
    """Set a line's units; 0 removes it. Raises as `add` does."""
    if quantity == 0:
        line.delete()
        return
    info = line.purchase_info
    title = title_in_page_language(line.product)
    added = quantity - line.quantity
    if added > 0:
        _check_quantity(basket, info, title, wanted=quantity, added=added, line_id=line.pk)
    line.quantity = quantity
    line.save(update_fields=["quantity", "date_updated"])


def copy_lines(order: Order, basket: Any) -> list[str]:
    """Put an order's goods into an open basket; returns the titles that could not be had.

    The order's own basket stays Submitted for ever (payments.md: never thawed).
    """
    missing = []
    for line in order.lines.select_related("product__parent"):
        if line.product is None:
            missing.append(line.title)
            continue
        try:
            add(basket, line.product, line.quantity)
        except (LineUnavailable, TooMany):
            missing.append(line.title)
    return missing


def _of_request(request: HttpRequest) -> Any:
    return BasketMiddleware(lambda _: None).get_basket(request)


def _check_quantity(
    basket: Any, info: Any, title: str, *, wanted: int, added: int, line_id: int
) -> None:
    if added > MOST_UNITS - (basket.num_items if basket.pk else 0):
        raise TooMany(MOST_UNITS)
    if not info.availability.is_purchase_permitted(wanted)[0]:
        left = getattr(info.availability, "num_available", None)
        if left is None:
            raise LineUnavailable(line_id, title)
        raise LineOutOfStock(line_id, title, left=max(left, 0))
