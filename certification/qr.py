"""The QR code that leads from a label to the verification page."""

from functools import lru_cache

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe


def short_address(code: str) -> str:
    return f"{settings.SITE_ORIGIN}{reverse('certificate-short', args=[code])}"


@lru_cache(maxsize=2048)
def qr_svg(address: str) -> SafeString:
    """Inline SVG without a style attribute; its size comes from the style sheet."""
    svg = segno.make(address, error="m", micro=False).svg_inline(
        omitsize=True, svgclass="qr", lineclass=None, border=1
    )
    hidden = svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
    return mark_safe(hidden)  # noqa: S308  made by segno from an address of ours
