"""Masters in another glaze or cloth: python tools/renders/recolour.py [VARIANT ...] [--check].

recolours.toml names the variants. A surface is found by its mask; within it every pixel is
understood as light thrown back by the body, in its colour, and light mirrored by its skin, in the
light's own colour. Only the first is given another colour, in linear light, so that shading,
folds and highlights stay as they were rendered.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import sidecars
from PIL import Image

VARIANTS = sidecars.HERE / "recolours.toml"
MASKS = sidecars.HERE / "masks"
SURE = 0.95
"""From this share of a pixel on it is the surface alone."""
SAME_HUE = (0.55, 0.85)
"""Below the first cosine of the angle between two hues a painted motif keeps its own colour."""
COLOURLESS = 0.03
"""A body nearer to the light's colour than this (the squared sine between the two) has no
highlight that could be told from it, and no hue."""
WHITE = np.ones(3)


@dataclass(frozen=True)
class Part:
    """A surface of the scene, the colour of its body there, and the colour that it gets."""

    surface: str
    body: str
    colour: str


@dataclass(frozen=True)
class Variant:
    """A picture made from another one; `seed` is of the dither."""

    name: str
    master: str
    parts: tuple[Part, ...]
    seed: int = 1


def variants() -> list[Variant]:
    """What recolours.toml asks for."""
    found = tomllib.loads(VARIANTS.read_text(encoding="utf-8"))
    return [
        Variant(name, entry["from"], tuple(Part(**part) for part in entry["parts"]))
        for name, entry in found.items()
    ]


def wanted_masks() -> dict[str, list[str]]:
    """The surfaces that variants recolour, by the master that they are in."""
    wanted: dict[str, set[str]] = {}
    for variant in variants():
        wanted.setdefault(variant.master, set()).update(part.surface for part in variant.parts)
    return {master: sorted(surfaces) for master, surfaces in wanted.items()}


def mask_fits(master: str, surfaces: list[str]) -> bool:
    """Whether the mask is of the very scene and size that the master shows."""
    side, known = MASKS / f"{master}.json", sidecars.MASTERS / f"{master}.json"
    if not (side.exists() and known.exists()):
        return False
    mask, shown = (json.loads(path.read_text(encoding="utf-8")) for path in (side, known))
    same = all(mask[key] == shown.get(key) for key in ("digest", "width", "height"))
    return same and mask["surfaces"] == surfaces


def linear(values: np.ndarray) -> np.ndarray:
    """sRGB 0..1 to linear light."""
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def encoded(values: np.ndarray) -> np.ndarray:
    """Linear light to sRGB 0..1."""
    values = np.clip(values, 0, 1)
    return np.where(values <= 0.0031308, values * 12.92, 1.055 * values ** (1 / 2.4) - 0.055)


def paint(color: str) -> np.ndarray:
    """'#rrggbb' in linear light."""
    return linear(np.array([int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]))


def body_of(light: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The surface's colour as it is lit: the middle one of its pixels of middle brightness."""
    sure = light[mask > SURE]
    bright = sure.mean(1)
    low, high = np.quantile(bright, (0.3, 0.7))
    return np.median(sure[(bright >= low) & (bright <= high)], 0)


def colour_of(body: np.ndarray) -> float:
    """How far a body's colour is from the light's: 0 for white, towards 1 for pure colours."""
    return 1 - (body @ WHITE) ** 2 / (body @ body) / (WHITE @ WHITE)


def body_and_skin(light: np.ndarray, body: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How much of each pixel the body throws back and how much its skin mirrors; none below 0.

    The least squares of pixel = thrown * body + mirrored * white.
    """
    by_body, by_white = light @ body, light @ WHITE
    bb, bw, ww = body @ body, body @ WHITE, WHITE @ WHITE
    if colour_of(body) < COLOURLESS:
        return by_body / bb, np.zeros(len(light))
    mirrored = np.maximum((bb * by_white - bw * by_body) / (bb * ww - bw * bw), 0)
    thrown = np.maximum((by_body - mirrored * bw) / bb, 0)
    return thrown, mirrored


def same_hue(light: np.ndarray, body: np.ndarray) -> np.ndarray:
    """1 for tones of the body's hue, 0 for other colours painted on it; greys are highlights."""
    hue, own = light - light.mean(-1, keepdims=True), body - body.mean()
    size = np.linalg.norm(hue, axis=-1)
    cosine = hue @ own / np.maximum(size * np.linalg.norm(own), 1e-9)
    share = np.clip((cosine - SAME_HUE[0]) / (SAME_HUE[1] - SAME_HUE[0]), 0, 1)
    colourful = np.clip(size / np.maximum(light.mean(-1), 1e-6) / 0.12, 0, 1)
    return 1 - colourful * (1 - share)


def recoloured(light: np.ndarray, mask: np.ndarray, part: Part) -> np.ndarray:
    """The picture (linear light) with one surface's body in its new colour."""
    there = mask > 0
    shown = light[there]
    body = body_of(light, mask)
    was, becomes = paint(part.body), paint(part.colour)
    thrown, mirrored = body_and_skin(shown, body)
    lit = becomes * body.mean() / was.mean()
    new = thrown[:, None] * lit + mirrored[:, None] * WHITE
    share = mask[there]
    if colour_of(body) >= COLOURLESS:
        share = share * same_hue(shown, body)
    result = light.copy()
    result[there] = shown + share[:, None] * (new - shown)
    return result


def make(variant: Variant, surfaces: list[str]) -> Image.Image:
    """Recolour one master."""
    source = Image.open(sidecars.MASTERS / f"{variant.master}.jpg").convert("RGB")
    light = linear(np.asarray(source).astype(float) / 255)
    masks = np.asarray(Image.open(MASKS / f"{variant.master}.png").convert("RGB")) / 255
    for part in variant.parts:
        light = recoloured(light, masks[..., surfaces.index(part.surface)], part)
    dither = np.random.default_rng(variant.seed).uniform(-0.5, 0.5, light.shape[:2])
    page = np.where(
        masks.max(-1, keepdims=True) > 0,
        np.round(encoded(light) * 255 + dither[..., None]),
        np.asarray(source),
    )
    return Image.fromarray(np.clip(page, 0, 255).astype(np.uint8))


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def origin(variant: Variant) -> dict[str, Any]:
    """What the sidecar says: the master and mask that it was made from, and the colours."""
    return {
        "from": variant.master,
        "master": _sum(sidecars.MASTERS / f"{variant.master}.jpg"),
        "mask": _sum(MASKS / f"{variant.master}.png"),
        "colours": {part.surface: [part.body, part.colour] for part in variant.parts},
        "dither": variant.seed,
    }


def current(variant: Variant) -> bool:
    """Whether the variant was made from the master, mask and colours of today."""
    side = sidecars.MASTERS / f"{variant.name}.json"
    if not (side.exists() and side.with_suffix(".jpg").exists()):
        return False
    made = json.loads(side.read_text(encoding="utf-8")).get("recoloured")
    return made is not None and made == origin(variant)


def write(variant: Variant, surfaces: list[str]) -> None:
    """Write one variant's master and its sidecar."""
    target = sidecars.MASTERS / f"{variant.name}.jpg"
    make(variant, surfaces).save(target, quality=89, subsampling=0, optimize=True)
    known = json.loads((sidecars.MASTERS / f"{variant.master}.json").read_text(encoding="utf-8"))
    made = {key: known[key] for key in ("seed", "samples")}
    target.with_suffix(".json").unlink(missing_ok=True)
    sidecars.write(target, **made, recoloured=origin(variant))


def main() -> None:
    """Make the variants whose master, mask or colours changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("variants", nargs="*", metavar="VARIANT")
    parser.add_argument("--check", action="store_true", help="name what is out of date, and stop")
    options = parser.parse_args()
    wanted = wanted_masks()
    for variant in variants():
        if current(variant) or (options.variants and variant.name not in options.variants):
            continue
        if options.check:
            print(variant.name)
        elif not mask_fits(variant.master, wanted[variant.master]):
            print(f"{variant.name}: the mask of {variant.master} is missing; run masks.py")
        else:
            write(variant, wanted[variant.master])
            print(f"{variant.name} from {variant.master}")


if __name__ == "__main__":
    main()
