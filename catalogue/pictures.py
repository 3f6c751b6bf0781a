"""Which picture stands for a product: a photograph by its maker, else a rendered illustration.

The illustrations and static/pictures/manifest.json are made by tools/renders, the photographs'
ladders by `catalogue.photos`.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.templatetags.static import static
from django.utils.translation import get_language

from languages.localized import localized
from languages.text import fold

if TYPE_CHECKING:
    from catalogue.models import Product


@dataclass(frozen=True)
class PictureSource:
    type: str
    srcset: str


@dataclass(frozen=True)
class Picture:
    key: str
    alt: str
    width: int
    height: int
    src: str
    sources: tuple[PictureSource, ...]


@cache
def manifest() -> dict[str, Any]:
    path = Path(settings.BASE_DIR) / "static" / "pictures" / "manifest.json"
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def choose_scene(title: str, craft: str, category: str, seed: int) -> str:
    """The scene of the good's craft or category whose keywords the folded title holds, else one
    of the craft's, else one of the category's; "" when there is none.

    Keywords pick among the pictures of the good's own kind only: folded, a carved statue (tượng)
    reads like a sauce (tương). Where the kind has no picture yet, keywords of several words may.
    `seed` spreads equal goods over the variants of a scene; the same product keeps its picture.
    """
    found = manifest()
    of_craft, of_category = found["crafts"].get(craft, []), found["categories"].get(category, [])
    kind = {*of_craft, *of_category}
    named = _named(title, kind) if kind else _named(title, found["pictures"], least_words=2)
    candidates = named or of_craft or of_category
    return candidates[seed % len(candidates)] if candidates else ""


def _named(title: str, keys: Collection[str], least_words: int = 1) -> list[str]:
    """Those of the pictures whose longest keyword stands in the title."""
    name = f" {fold(title)} "
    matching = [
        (len(word), key)
        for key in keys
        for word in manifest()["pictures"][key]["keywords"]
        if f" {word} " in name and len(word.split()) >= least_words
    ]
    longest = max((length for length, _ in matching), default=0)
    return sorted({key for length, key in matching if length == longest})


def picture(key: str) -> Picture:
    return _picture(key, "vi" if (get_language() or "vi").startswith("vi") else "en")


@cache
def _picture(key: str, language: str) -> Picture:
    entry = manifest()["pictures"][key]
    ladder = entry["widths"]
    height = round(640 * entry["height"] / entry["width"])

    def srcset(extension: str) -> str:
        return ", ".join(
            f"{static(f'pictures/{key}.{width}.{extension}')} {width}w" for width in ladder
        )

    return Picture(
        key=key,
        alt=entry["alt"][language],
        width=640,
        height=height,
        src=static(f"pictures/{key}.640.jpg"),
        sources=(
            PictureSource("image/avif", srcset("avif")),
            PictureSource("image/webp", srcset("webp")),
        ),
    )


def photo(product: "Product", ladder: dict[str, Any]) -> Picture:
    """One photograph; `ladder` is an entry of `Product.photos`."""

    def address(width: int, extension: str) -> str:
        return default_storage.url(f"{ladder['folder']}/{width}.{extension}")

    shown = ladder["widths"][min(1, len(ladder["widths"]) - 1)]
    webp = ", ".join(f"{address(width, 'webp')} {width}w" for width in ladder["widths"])
    return Picture(
        key=ladder["folder"],
        alt=localized(product, "title").text,
        width=shown,
        height=max(1, round(shown * ladder["height"] / ladder["width"])),
        src=address(shown, "jpg"),
        sources=(PictureSource("image/webp", webp),),
    )


def picture_of(product: "Product") -> Picture | None:
    """None where neither photograph nor illustration is there; pages show a quiet placeholder."""
    if product.photos:
        return photo(product, product.photos[0])
    return picture(product.picture_key) if product.picture_key in manifest()["pictures"] else None
