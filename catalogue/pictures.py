"""Which picture stands for a product: a photograph by its maker, else a rendered illustration.

Both come as one ladder of widths. The illustrations and static/pictures/manifest.json are made by
tools/renders, the photographs' ladders by `catalogue.photos`.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.templatetags.static import static
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from languages.localized import localized

if TYPE_CHECKING:
    from catalogue.models import Product

PAGE_WIDTHS = (320, 480, 640, 750, 960, 1280)  # 750: a phone's whole width
ZOOM_WIDTH = 1600  # of photographs that are so large; asked for by the zoom alone
FALLBACK_WIDTH = 640  # of the one JPEG
VIEWS = ("whole", "close", "scale")
MODERN = ("avif", "webp")  # the browser takes the first that it knows
FOLDER = Path(settings.BASE_DIR) / "static" / "pictures"


@dataclass(frozen=True)
class PictureSource:
    """One format: its media type, and (address, width) of each step of the ladder."""

    type: str
    steps: tuple[tuple[str, int], ...]

    def srcset(self, widest: int) -> str:
        """Without the steps above `widest`, as far as smaller ones are there."""
        fitting = [step for step in self.steps if step[1] <= widest] or self.steps[:1]
        return ", ".join(f"{address} {width}w" for address, width in fitting)


@dataclass(frozen=True)
class Picture:
    """`largest` is the address for looking closely; `label` stands on or below the picture."""

    key: str
    alt: str
    width: int
    height: int
    src: str
    sources: tuple[PictureSource, ...]
    largest: str
    label: str = ""


@cache
def manifest() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    return found


def missing_illustrations() -> list[str]:
    """Files that the manifest promises and that are not there."""
    promised = [
        f"{key}.{width}.{extension}"
        for key, entry in manifest()["pictures"].items()
        for width in entry["widths"]
        for extension in (*MODERN, *(["jpg"] if width == FALLBACK_WIDTH else []))
    ]
    return [name for name in promised if not (FOLDER / name).exists()]


def views_of(key: str) -> dict[str, str]:
    """The scene of an illustration in all its views: key → what it shows, "whole", "close" (the
    material) or "scale" (beside a teacup)."""
    pictures = manifest()["pictures"]
    scene = pictures[key].get("of", key)
    shown = {
        each: entry.get("view", "whole")
        for each, entry in pictures.items()
        if scene in (each, entry.get("of"))
    }
    return dict(sorted(shown.items(), key=lambda item: VIEWS.index(item[1])))


def picture(key: str) -> Picture:
    return _picture(key, "vi" if (get_language() or "vi").startswith("vi") else "en")


@cache
def _picture(key: str, language: str) -> Picture:
    entry = manifest()["pictures"][key]
    return _of_ladder(
        key=key,
        alt=entry["alt"][language],
        entry=entry,
        formats=MODERN,
        address=lambda step: static(f"pictures/{key}.{step}"),
    )


def photo(product: "Product", ladder: dict[str, Any], number: int = 1) -> Picture:
    """One photograph; `ladder` is an entry of `Product.photos`."""
    alt = localized(product, "title").text
    if number > 1:
        alt = _("%(goods)s, photograph %(number)d") % {"goods": alt, "number": number}
    return _of_ladder(
        key=ladder["folder"],
        alt=alt,
        entry=ladder,
        formats=tuple(ladder.get("formats", ["webp"])),  # older ladders have no AVIF
        address=lambda step: default_storage.url(f"{ladder['folder']}/{step}"),
    )


def _of_ladder(
    *,
    key: str,
    alt: str,
    entry: dict[str, Any],
    formats: tuple[str, ...],
    address: Callable[[str], str],
) -> Picture:
    shown = fallback_of(entry)
    steps = [width for width in entry["widths"] if width != ZOOM_WIDTH]
    return Picture(
        key=key,
        alt=alt,
        width=shown,
        height=max(1, round(shown * entry["height"] / entry["width"])),
        src=address(f"{shown}.jpg"),
        sources=tuple(
            PictureSource(
                f"image/{extension}",
                tuple((address(f"{width}.{extension}"), width) for width in steps),
            )
            for extension in formats
        ),
        largest=address(f"{entry['widths'][-1]}.webp"),
    )


def fallback_of(entry: dict[str, Any]) -> int:
    """The width of the one JPEG, for browsers that know neither AVIF nor WebP."""
    small = [width for width in entry["widths"] if width <= FALLBACK_WIDTH]
    return int(max(small, default=entry["widths"][0]))


def picture_of(product: "Product") -> Picture | None:
    """None where neither photograph nor illustration is there; pages show a quiet placeholder.

    An illustration of goods that exist is labelled wherever it stands for them.
    """
    if product.photos:
        return photo(product, product.photos[0])
    if product.picture_key not in manifest()["pictures"]:
        return None
    shown = picture(product.picture_key)
    if product.is_demo:
        return shown
    return replace(shown, label=pgettext("label on a picture of real goods", "Illustration"))
