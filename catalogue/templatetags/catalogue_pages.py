"""Small filters of the catalogue's pages."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from languages.text import fold
from sources.models import Source

register = template.Library()


@register.filter
def not_among(sources: Iterable[Source] | None, cited: Iterable[Source] | None) -> list[Source]:
    """The sources that no note has cited yet."""
    known = {(source.title, source.url) for source in cited or []}
    return [source for source in sources or [] if (source.title, source.url) not in known]


@register.filter
def lang_attribute(text: str) -> SafeString:
    """` lang="vi"` for what a buyer wrote in Vietnamese, on a page in another language."""
    is_vietnamese = fold(text) != " ".join(text.casefold().split())
    if is_vietnamese and not (get_language() or "vi").startswith("vi"):
        return mark_safe(' lang="vi"')
    return mark_safe("")
