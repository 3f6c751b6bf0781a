"""`{{ amount|dong }}`."""

from decimal import Decimal

from django import template

from languages.money import format_dong

register = template.Library()


@register.filter
def dong(amount: Decimal | int | None) -> str:
    return "" if amount is None else format_dong(amount)
