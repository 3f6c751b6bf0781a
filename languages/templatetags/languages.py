"""`{{ product|localized:"title" }}`: the text in the page's language."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from languages.localized import Localized
from languages.localized import localized as read_localized

register = template.Library()


@register.filter
def localized(record: Any, field: str) -> SafeString | str:
    """Escaped text; a fallback to Vietnamese is wrapped in <span lang="vi">."""
    return marked(read_localized(record, field))


@register.filter
def marked(found: Localized) -> SafeString | str:
    """The text of a `Localized`, marked with lang="vi" where it is a fallback."""
    if found.is_fallback:
        return format_html('<span lang="vi">{}</span>', found.text)
    return found.text


@register.filter
def localized_text(record: Any, field: str) -> str:
    """The bare text, for attributes and titles where no element can stand."""
    return read_localized(record, field).text
