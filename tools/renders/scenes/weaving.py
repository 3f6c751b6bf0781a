"""Rattan, bamboo, leaf hats and paper fans."""

from __future__ import annotations

import math

import motifs as m
import numpy as np
from materials import BAMBOO, DARK_BAMBOO, DRY_LEAF, PAPER, RATTAN, WOOD, Look
from PIL import ImageDraw
from shapes import box, lathe, ribbon, rod, strands, surface
from textures import Canvas, fibres
from weave import coil, lattice, plait, rim, wall

from scenes import scene


def _arch(width: float, base: float, top: float, thick: float, look: Look, y: float = 0) -> None:
    t = np.linspace(0, math.pi, 40)
    line = np.stack([-width * np.cos(t), np.full_like(t, y), base + (top - base) * np.sin(t)], 1)
    strands([np.add(line, (0, k * thick * 1.6, 0)) for k in (-0.5, 0.5)], thick, look)


@scene("rattan-basket")
def rattan_basket() -> None:
    def bulge(v: float) -> float:
        return 0.86 + 0.2 * math.sin(math.pi * (0.12 + 0.7 * v))

    wall(bulge, 1.0)
    plait(0.84, 0.08, look=RATTAN, height=0.02)
    rim(bulge(1), 1.02, 0.05, RATTAN, lashing=70)
    rim(bulge(0), 0.05, 0.045, RATTAN)
    coil(np.array([(0.05, 1.34), (0.3, 1.32), (0.65, 1.22), (0.98, 1.06)]), 0.032, RATTAN)
    rim(1.0, 1.09, 0.04, RATTAN, lashing=60)
    _arch(0.2, 1.3, 1.5, 0.03, DARK_BAMBOO)


@scene("handle-basket")
def handle_basket() -> None:
    def flare(v: float) -> float:
        return 0.72 + 0.26 * v

    wall(flare, 0.8, look=BAMBOO, stake=DARK_BAMBOO, rows=20, stakes=40, thick=0.026)
    plait(0.72, 0.09, height=0.02)
    rim(flare(1), 0.82, 0.05, DARK_BAMBOO, lashing=60)
    rim(flare(0), 0.05, 0.045, DARK_BAMBOO)
    _arch(0.98, 0.78, 1.75, 0.04, DARK_BAMBOO)


@scene("bamboo-tray", "above")
def bamboo_tray() -> None:
    plait(1.45, 0.11, cross=BAMBOO.but(color="#c7a566"), twill=1, height=0.03)
    for r, z in ((1.47, 0.06), (1.5, 0.13), (1.53, 0.2)):
        rim(r, z, 0.042, RATTAN)
    rim(1.52, 0.26, 0.05, DARK_BAMBOO, lashing=80)


@scene("rattan-tray", "above")
def rattan_tray() -> None:
    rod(1.25, 0.06, WOOD.but(grain_stretch=(1, 8, 1)), bevel=0.01)
    wall(lambda v: 1.28 + 0.16 * v, 0.42, stakes=64, rows=9, thick=0.026)
    rim(1.46, 0.43, 0.05, RATTAN, lashing=90)
    for side in (-1, 1):
        t = np.linspace(-0.35, 0.35, 24) + (0 if side > 0 else math.pi)
        lift = 0.45 + 0.28 * np.cos((t - (0 if side > 0 else math.pi)) / 0.35 * math.pi / 2)
        strands([np.stack([1.46 * np.cos(t), 1.46 * np.sin(t), lift], 1)], 0.05, DARK_BAMBOO)


@scene("nesting-boxes")
def nesting_boxes() -> None:
    for x, y, size, tone in (
        (-0.75, 0.45, 1.0, BAMBOO),
        (0.75, 0.2, 0.78, DARK_BAMBOO),
        (-0.05, -0.85, 0.56, BAMBOO.but(color="#c9a463")),
    ):
        at = (x, y, 0.0)
        wall(
            lambda v, s=size: 0.8 * s,
            0.62 * size,
            stakes=44,
            rows=15,
            thick=0.021,
            look=tone,
            at=at,
        )
        wall(
            lambda v, s=size: 0.85 * s,
            0.3 * size,
            stakes=44,
            rows=8,
            thick=0.02,
            look=tone,
            at=(x, y, 0.5 * size),
        )
        plait(0.83 * size, 0.075, look=tone, height=0.79 * size, at=at)
        rim(0.85 * size, 0.81 * size, 0.032, RATTAN, at=at, lashing=50)
        rim(0.81 * size, 0.03, 0.03, RATTAN, at=at)


@scene("lampshade", "stand")
def lampshade() -> None:
    def bell(v: float) -> float:
        return 0.95 * math.sqrt(max(0.05, 1 - (v * 0.97) ** 2.4)) + 0.05

    lattice(bell, 1.35, count=24, rows=8)
    rim(1.0, 0.03, 0.045, DARK_BAMBOO, lashing=60)
    rim(bell(1), 1.36, 0.04, DARK_BAMBOO)
    rod(0.12, 0.2, WOOD, at=(0, 0, 1.34))


@scene("bamboo-goods")
def bamboo_goods() -> None:
    def flare(v: float) -> float:
        return 0.62 + 0.2 * v

    wall(flare, 0.8, look=BAMBOO, stakes=36, rows=20, at=(-0.7, 0.4, 0))
    rim(0.82, 0.82, 0.045, DARK_BAMBOO, at=(-0.7, 0.4, 0), lashing=50)
    wall(
        lambda v: 0.42 + 0.1 * math.sin(math.pi * v),
        1.3,
        look=DARK_BAMBOO,
        stake=DARK_BAMBOO,
        stakes=28,
        rows=34,
        at=(0.75, 0.5, 0),
    )
    rim(0.43, 1.32, 0.04, RATTAN, at=(0.75, 0.5, 0), lashing=30)
    coil(
        np.array([(0.05, 0.04), (0.35, 0.05), (0.55, 0.2), (0.66, 0.4)]),
        0.035,
        RATTAN,
        at=(0.35, -0.8, 0),
    )


@scene("woven-picture", "front", fill=0.66)
def woven_picture() -> None:
    c = Canvas(1.35, "#dcc08a", 700)
    for x, y, w, tone in (
        (0.05, 0.2, 0.36, "#7a4a24"),
        (0.4, 0.2, 0.3, "#94602f"),
        (0.7, 0.2, 0.34, "#6b3d1d"),
        (1.02, 0.2, 0.3, "#8a5428"),
    ):
        top = y + w * 0.75
        c.shape(np.array([(x, y), (x + w, y), (x + w, top), (x, top)]), "#c39a5c")
        c.shape(
            np.array(
                [
                    (x - 0.04, top),
                    (x + w + 0.04, top),
                    (x + w * 0.8, top + 0.16),
                    (x + w * 0.2, top + 0.16),
                ]
            ),
            tone,
        )
        c.shape(
            np.array(
                [
                    (x + w * 0.36, y),
                    (x + w * 0.64, y),
                    (x + w * 0.64, y + w * 0.5),
                    (x + w * 0.36, y + w * 0.5),
                ]
            ),
            tone,
        )
    c.dot((1.1, 0.8), 0.08, "#b5482c")
    bars = Canvas(1.35, "#000000", 700)
    for k in range(70):
        for j in range(95):
            if (j + k) % 2:
                bars.shape(
                    np.array([(j, k), (j + 1, k), (j + 1, k + 1), (j, k + 1)]) / 70, "#ffffff"
                )
    bars.soften(1.5)
    look = RATTAN.but(texture=c.done(), relief=(bars.done(), 0.9), mottle=None)
    picture = box((2.7, 0.04, 2.0), look, at=(0, 0, 0.1), bevel=0.004)
    parts = [box((2.9, 0.1, 0.1), DARK_BAMBOO, at=(0, 0, z), bevel=0.03) for z in (0, 2.1)]
    parts += [box((0.1, 0.1, 2.0), DARK_BAMBOO, at=(x, 0, 0.1), bevel=0.03) for x in (-1.4, 1.4)]
    picture.location.y = -0.01


def hat_texture() -> Look:
    """Overlapping dry palm leaves with the stitches that hold them to the hoops."""
    leaf = fibres("#e4d8b2", "#a8935d", seed=4, ratio=3.0, height=700, count=700)
    c = Canvas(3.0, "#e4d8b2", 700 // 2)
    c.image = leaf.resize(c.image.size)
    c = _stitched(c)
    return DRY_LEAF.but(texture=c.done(), rough=0.5)


def _stitched(c: Canvas) -> Canvas:
    c.pen = ImageDraw.Draw(c.image)
    for level in np.linspace(0.06, 0.94, 16):
        for x in np.arange(0, 3.0, 0.03):
            c.stroke(
                np.array([(x, level), (x + 0.007, level), (x + 0.014, level)]),
                0.006,
                "#f7f2dd",
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


@scene("conical-hats-small", "table")
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
    for k, color in enumerate(("#b5342e", "#d9a63a", "#3d7a52", "#34538f", "#7d4a86")):
        lines = []
        for j in range(26):
            t = np.linspace(0, 1, 14)
            x = -1.0 + k * 0.22 + j * 0.008
            lines.append(
                np.stack(
                    [
                        x + 0.06 * np.sin(3 * t + k),
                        -1.5 - 0.5 * t,
                        0.2 * (1 - t) ** 2 + 0.01 + 0 * t,
                    ],
                    1,
                )
            )
        strands(lines, 0.007, Look(color, rough=0.4, sheen=0.5))


@scene("paper-fan", "flat", fill=0.86)
def paper_fan() -> None:
    folds, spread = 26, math.radians(160)
    c = Canvas(2.0, "#e9dcc0", 700)
    for x in (0.5, 1.25):
        m.branch(
            c,
            (x - 0.4, 0.25),
            (x + 0.3, 0.62),
            "#4a3524",
            "#56734d",
            "#c8505a",
            "#d8b04a",
            0.075,
            7,
        )
    look = PAPER.but(texture=c.done())

    def sheet(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        a = math.pi / 2 + spread * (0.5 - u)
        r = 0.85 + 1.15 * v
        zig = np.abs(((u * folds) % 1) * 2 - 1)
        return np.stack([r * np.cos(a), r * np.sin(a), 0.05 + 0.075 * zig], -1)

    surface(sheet, 8, folds * 8 + 1, look, thickness=0.006)
    for k in range(folds + 1):
        a = math.pi / 2 + spread * (0.5 - k / folds)
        way = np.array([math.cos(a), math.sin(a), 0])
        edge = k in (0, folds)
        line = np.linspace(0, 2.02 if edge else 1.9, 10)[:, None] * way
        ribbon(
            np.add(line, (0, 0, 0.04 if edge else 0.05 + 0.002 * k)),
            0.1 if edge else 0.055,
            0.03,
            DARK_BAMBOO,
        )
    rod(0.05, 0.15, Look("#c9a24c", rough=0.3, metal=1))
