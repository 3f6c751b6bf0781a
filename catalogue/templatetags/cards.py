"""`{% card product heading=2 eager=True %}`."""

from django import template
from django.utils.safestring import SafeString

from catalogue.cards import card_html
from catalogue.models import Product
from languages.text import Spans

register = template.Library()


@register.simple_tag
def card(product: Product, heading: int = 3, eager: bool = False, spans: Spans = ()) -> SafeString:
    return card_html(product, heading=heading, eager=eager, spans=spans)
