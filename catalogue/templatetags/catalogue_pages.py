"""Small filters of the catalogue's pages."""

from collections.abc import Iterable

from django import template

from sources.models import Source

register = template.Library()


@register.filter
def not_among(sources: Iterable[Source] | None, cited: Iterable[Source] | None) -> list[Source]:
    """The sources that no note has cited yet."""
    known = {(source.title, source.url) for source in cited or []}
    return [source for source in sources or [] if (source.title, source.url) not in known]
