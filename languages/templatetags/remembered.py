"""`{% remembered "search/_filters.html" facets=facets %}`: an include of hashable values."""

from collections.abc import Hashable

from django import template
from django.utils.safestring import SafeString

from languages.remembered import render_remembered

register = template.Library()


@register.simple_tag
def remembered(template_name: str, **values: Hashable) -> SafeString:
    return render_remembered(template_name, **values)
