"""`{% icon_shapes "tag" %}`: the drawing of an icon, inside the page.

A sprite fetched apart cost every first view a request and all icons of the shop.
"""

import re
from functools import cache
from pathlib import Path

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
SYMBOLS = Path(__file__).resolve().parents[1] / "icons.svg"


@register.simple_tag
def icon_shapes(name: str) -> SafeString:
    """Raises KeyError for a name that icons.svg does not know."""
    return _shapes()[name]


@cache
def _shapes() -> dict[str, SafeString]:
    symbol = re.compile(r'<symbol id="([^"]+)" viewBox="0 0 24 24">(.*?)</symbol>', re.DOTALL)
    found = symbol.findall(SYMBOLS.read_text(encoding="utf-8"))
    return {name: mark_safe(shapes) for name, shapes in found}  # noqa: S308  our own file
