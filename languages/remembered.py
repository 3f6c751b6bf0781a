"""Renders a template once for equal values: the HTML of a card or of the filters is a pure function
of what it shows, and most requests show what another one showed a moment ago."""

from collections.abc import Hashable
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

REMEMBERED = 1_000  # pieces of one to thirty KB


def render_remembered(template_name: str, **values: Hashable) -> SafeString:
    """The template with `values` as its whole context, in the active language.

    Everything that may change the output must be among the values, compared by equality: what a
    piece says of today or of the stock is in them, so that it never outlives its truth. Raises
    TypeError for a value that cannot be hashed.
    """
    return _render(template_name, get_language() or "vi", tuple(sorted(values.items())))


@lru_cache(maxsize=REMEMBERED)
def _render(
    template_name: str, _language: str, values: tuple[tuple[str, Hashable], ...]
) -> SafeString:
    return mark_safe(render_to_string(template_name, dict(values)))  # noqa: S308  a template's own
