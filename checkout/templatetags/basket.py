"""`{% load basket %}{% add_to_basket_form product %}`: the buying form on a product's page."""

from typing import Any

from django import template
from django.template import Context

from checkout.baskets import MOST_UNITS

register = template.Library()


@register.inclusion_tag("basket/_add_form.html", takes_context=True)
def add_to_basket_form(context: Context, product: Any) -> dict[str, Any]:
    """Quantity, choices when the good has them, and its state of stock in words.

    Reads what `ProductQuerySet.for_cards` has fetched already; it makes no query then.
    """
    choices = []
    if product.is_parent:
        choices = [
            {"product": child, "record": records[0]}
            for child in product.children.all()
            if (records := list(child.stockrecords.all()[:1])) and records[0].price is not None
        ]
    return {
        "product": product,
        "availability": product.availability,
        "choices": choices,
        "most_units": MOST_UNITS,
        "csrf_token": context.get("csrf_token"),
    }
