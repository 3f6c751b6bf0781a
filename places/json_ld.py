"""Statements for machines (schema.org) about places and about where a page stands in the shop."""

import json
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from languages.localized import localized
from places.models import Commune, Village

Statement = dict[str, Any]
Crumbs = Sequence[tuple[str, str]]

_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"} | {
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def script(statement: Statement) -> SafeString:
    """A JSON-LD block in which no text of ours can close the script element."""
    text = json.dumps(statement, ensure_ascii=False).translate(_ESCAPES)
    block = f'<script type="application/ld+json">{text}</script>'
    return mark_safe(block)  # noqa: S308  <, > and & are escaped above


def absolute(path: str) -> str:
    return f"{settings.SITE_ORIGIN}{path}"


def breadcrumb_list(crumbs: Crumbs) -> Statement:
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": str(label), "item": absolute(url)}
            for position, (label, url) in enumerate(crumbs, start=1)
        ],
    }


def area(commune: Commune) -> Statement:
    return {
        "@type": "AdministrativeArea",
        "name": localized(commune, "name").text,
        "containedInPlace": {"@type": "City", "name": localized(commune.province, "name").text},
    }


def village(village: Village) -> Statement:
    """A craft village; the point is its commune's centre and therefore left out."""
    statement: Statement = {
        "@context": "https://schema.org",
        "@type": ["Place", "TouristAttraction"],
        "name": localized(village, "name").text,
        "url": absolute(village.get_absolute_url()),
    }
    description = localized(village, "fact").text
    if description:
        statement["description"] = description
    if village.commune:
        statement["containedInPlace"] = area(village.commune)
    return statement
