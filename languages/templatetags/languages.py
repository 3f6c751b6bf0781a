"""`{{ product|localized:"title" }}`: the text in the page's language."""

from typing import Any

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from languages.localized import Localized
from languages.localized import localized as read_localized
from languages.text import Spans

register = template.Library()


@register.filter
def localized(record: Any, field: str) -> SafeString | str:
    """Escaped text; a fallback to Vietnamese is wrapped in <span lang="vi">."""
    return marked(read_localized(record, field))


@register.filter
def marked(found: Localized, spans: Spans = ()) -> SafeString | str:
    """The text of a `Localized`, marked with lang="vi" where it is a fallback.

    `spans` are what a search found in it; they stand in <mark>.
    """
    text = _with_marks(found.text, spans) if spans else found.text
    return format_html('<span lang="vi">{}</span>', text) if found.is_fallback else text


def _with_marks(text: str, spans: Spans) -> SafeString:
    begins = [0, *(end for _start, end in spans)]
    pairs = (
        (text[begin:start], text[start:end])
        for begin, (start, end) in zip(begins[:-1], spans, strict=True)
    )
    return format_html_join("", "{}<mark>{}</mark>", pairs) + escape(text[begins[-1] :])


@register.filter
def localized_text(record: Any, field: str) -> str:
    """The bare text, for attributes and titles where no element can stand."""
    return read_localized(record, field).text
