"""Leaf hats and paper fans."""

from __future__ import annotations

import math

import motifs as m
import numpy as np
from materials import BAMBOO, DARK_BAMBOO, DRY_LEAF, PAPER, Look
from PIL import ImageDraw
from shapes import ball, lathe, ribbon, rod, strands, surface
from textures import Canvas, fibres
from weave import rim

from scenes import scene


def hat_texture() -> Look:
    """Overlapping dry palm leaves with the stitches that hold them to the hoops."""
    leaf = fibres("#e4d8b2", "#a8935d", seed=4, ratio=3.0, height=700, count=700)
    c = Canvas(3.0, "#e4d8b2", 700 // 2)
    c.image = leaf.resize(c.image.size)
    c = _stitched(c)
    return DRY_LEAF.but(texture=c.done(), rough=0.5)


def _stitched(c: Canvas) -> Canvas:
    c.pen = ImageDraw.Draw(c.image)
    for edge in np.arange(0, 3.0, 0.094):
        x = edge + c.rng.normal(0, 0.012)
        for shift, width, tone in ((0, 0.007, "#a08a52"), (0.006, 0.007, "#efe6c4")):
            line = np.linspace((x + shift, 0), (x + shift + c.rng.normal(0, 0.01), 1), 6)
            c.stroke(line, width, tone, tip=1, tail=1)
    for level in np.linspace(0.06, 0.94, 16):
        for x in np.arange(0, 3.0, 0.018):
            low = level + c.rng.normal(0, 0.0006)
            c.stroke(
                np.array([(x, low), (x + 0.005, low + 0.001), (x + 0.009, low + 0.001)]),
                0.0034,
                "#fbf8ea",
                tip=1,
                tail=1,
            )
    return c


def hat(
    size: float,
    at: tuple[float, float, float] = (0, 0, 0),
    strap: str = "#b8435a",
    look: Look | None = None,
    lean: float = 0.0,
) -> None:
    """A leaf hat with hoops and a silk strap."""
    levels = np.linspace(0, 1, 17)
    profile = []
    for v in levels:
        for step, bump in ((0, 0.012), (0.03, 0.0)):
            s = min(1.0, v + step)
            profile.append(
                (size * (1 - s) * 1.0 + 0.01 + size * bump * (v < 0.98), size * 0.72 * s**1.06)
            )
    body = lathe([(size * 0.995, 0.0), *profile], look or hat_texture(), at=at, steps=1)
    body.rotation_euler.x = lean
    rim(size, 0.02, size * 0.016, BAMBOO, at=at)
    t = np.linspace(0, 1, 60)
    line = np.stack(
        [
            size * (0.2 + 1.1 * t),
            -size * (0.98 - 0.05 * t) + 0.1 * np.sin(5 * t),
            0.035 + 0.025 * np.sin(14 * t) ** 2,
        ],
        1,
    )
    ribbon(line + at, size * 0.11, 0.008, Look(strap, rough=0.35, sheen=0.6))


@scene("conical-hat", "table", fill=0.86)
def conical_hat() -> None:
    hat(1.5)


@scene("conical-hats-small", "table", fill=0.86)
def conical_hats_small() -> None:
    look = hat_texture()
    for at, size, strap in (
        ((-0.75, 0.5, 0), 0.8, "#b8435a"),
        ((0.85, 0.45, 0), 0.7, "#4f7f6a"),
        ((0.05, -0.7, 0), 0.6, "#c99a3a"),
    ):
        hat(size, at, strap, look)


@scene("flat-hat", "table")
def flat_hat() -> None:
    leaf = DRY_LEAF.but(texture=fibres("#ddcd9c", "#94804c", seed=6, ratio=3.0, height=600))
    lathe([(1.5, 0.32), (1.52, 0.1), (1.53, 0.0), (1.5, 0.02), (1.48, 0.3)], leaf, steps=2)
    lathe([(1.52, 0.3), (1.5, 0.36), (1.2, 0.42), (0.6, 0.47), (0, 0.5)], leaf, steps=4, uv="z")
    for r, z in ((1.53, 0.3), (1.54, 0.02), (1.2, 0.43), (0.8, 0.46)):
        rim(r, z, 0.022, BAMBOO)
    rng = np.random.default_rng(6)
    for k, color in enumerate(("#b5342e", "#d9a63a", "#3d7a52", "#34538f", "#7d4a86")):
        tassel((-0.95 + 0.3 * k, -1.56, 0.16), Look(color, rough=0.4, sheen=0.5), rng)


def tassel(at: tuple[float, float, float], look: Look, rng: np.random.Generator) -> None:
    """A knot on the rim and silk threads that fall from it and spread on the ground."""
    x, y, z = at
    ball(0.055, look, at=at)
    strands([np.array([(x, y, z), (x, y + 0.06, z + 0.14)])], 0.018, look)
    t, lines = np.linspace(0, 1, 24), []
    for _ in range(110):
        side, reach = rng.normal(0, 0.055), 0.62 + rng.uniform(-0.05, 0.05)
        fall = (z - 0.012) * (1 - np.clip(t / 0.38, 0, 1)) ** 1.6
        spread = (0.35 + 0.65 * t) * side + 0.012 * np.sin(9 * t + rng.uniform(0, 6)) * t
        height = 0.012 + fall + abs(rng.normal(0, 0.02)) * np.minimum(t * 4, 1)
        lines.append(np.stack([x + spread, y - 0.03 - reach * t, height], 1))
    strands(lines, 0.0075, look)


@scene("paper-fan", "flat", fill=0.86)
def paper_fan() -> None:
    folds, spread = 26, math.radians(160)
    c = Canvas(2.0, "#e9dcc0", 700)
    for x in (0.5, 1.25):
        tones = ("#4a3524", "#56734d", "#c8505a", "#d8b04a")
        m.branch(c, (x - 0.4, 0.25), (x + 0.3, 0.62), *tones, 0.075, 7)
    c.pigment("#e9dcc0")

    def sheet(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        a = math.pi / 2 + spread * (0.5 - u)
        r = 0.85 + 1.15 * v
        zig = np.abs(((u * folds) % 1) * 2 - 1)
        return np.stack([r * np.cos(a), r * np.sin(a), 0.05 + 0.075 * zig], -1)

    surface(sheet, 8, folds * 8 + 1, PAPER.but(texture=c.done()), thickness=0.006)
    for k in range(folds + 1):
        a = math.pi / 2 + spread * (0.5 - k / folds)
        guard = k in (0, folds)
        reach, width, z = (2.02, 0.1, 0.04) if guard else (1.9, 0.055, 0.02)
        line = np.linspace(0, reach, 10)[:, None] * (math.cos(a), math.sin(a), 0)
        ribbon(np.add(line, (0, 0, z)), width, 0.03, DARK_BAMBOO)
    rod(0.05, 0.15, Look("#c9a24c", rough=0.3, metal=1))
