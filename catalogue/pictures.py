"""Rendered illustrations: which picture stands for a product, and its ladder of files.

The files and static/pictures/manifest.json are made by tools/renders.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import get_language

from languages.text import fold

if TYPE_CHECKING:
    from catalogue.models import Product

FALLBACK_SCENE = "gift-hamper"


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
    """The scene whose keywords the folded title holds, else one of the craft's or category's.

    `seed` spreads equal goods over the variants of a scene; the same product keeps its picture.
    """
    name = f" {fold(title)} "
    pictures = manifest()["pictures"]
    matching = [
        (len(word), key)
        for key, entry in pictures.items()
        for word in entry["keywords"]
        if f" {word} " in name
    ]
    if matching:
        longest = max(length for length, _ in matching)
        candidates = sorted({key for length, key in matching if length == longest})
    else:
        candidates = manifest()["crafts"].get(craft) or manifest()["categories"].get(category, [])
    return candidates[seed % len(candidates)] if candidates else FALLBACK_SCENE


def picture(key: str) -> Picture:
    entry = manifest()["pictures"][key]
    language = "vi" if (get_language() or "vi").startswith("vi") else "en"
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


def picture_of(product: "Product") -> Picture:
    return picture(
        product.picture_key if product.picture_key in manifest()["pictures"] else FALLBACK_SCENE
    )
