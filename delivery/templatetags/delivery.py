"""`{{ day|day }}` and `{% delivery_estimate product %}`."""

from datetime import date
from typing import Any

from django import template
from django.utils import timezone

from delivery.dates import day_text
from delivery.estimates import estimate_product

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """Thursday 26 Nov / thứ Năm 26/11."""
    return day_text(value) if value else ""


@register.inclusion_tag("basket/_delivery_estimate.html")
def delivery_estimate(product: Any) -> dict[str, Any]:
    """Fee and arrival of this good in Hanoi and elsewhere, for its own page."""
    return {"estimates": estimate_product(product, timezone.now()), "product": product}
