"""Rattan and bamboo ware."""

from __future__ import annotations

import itertools
import math

import numpy as np
from materials import BAMBOO, DARK_BAMBOO, RATTAN, WOOD, Look
from shapes import box, rod, strands
from textures import Canvas
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


def _house(c: Canvas, x: float, y: float, w: float, tone: str) -> None:
    """A wall with a door under a tiled roof."""
    top, roof = y + w * 0.75, y + w * 0.75 + 0.16
    left, right = x + w * 0.36, x + w * 0.64
    c.shape(np.array([(x, y), (x + w, y), (x + w, top), (x, top)]), "#c39a5c")
    eaves = [(x - 0.04, top), (x + w + 0.04, top), (x + w * 0.8, roof), (x + w * 0.2, roof)]
    c.shape(np.array(eaves), tone)
    c.shape(np.array([(left, y), (right, y), (right, y + w / 2), (left, y + w / 2)]), tone)


@scene("woven-picture", "front", fill=0.66)
def woven_picture() -> None:
    c = Canvas(1.35, "#dcc08a", 700)
    houses = ((0.05, 0.36, "#7a4a24"), (0.4, 0.3, "#94602f"), (0.7, 0.34, "#6b3d1d"))
    for x, width, tone in (*houses, (1.02, 0.3, "#8a5428")):
        _house(c, x, 0.2, width, tone)
    c.dot((1.1, 0.8), 0.08, "#b5482c")
    bars = Canvas(1.35, "#000000", 700)
    for k, j in itertools.product(range(70), range(95)):
        if (j + k) % 2:
            square = np.array([(j, k), (j + 1, k), (j + 1, k + 1), (j, k + 1)])
            bars.shape(square / 70, "#ffffff")
    bars.soften(1.5)
    look = RATTAN.but(texture=c.done(), relief=(bars.done(), 0.9), mottle=None)
    box((2.7, 0.04, 2.0), look, at=(0, -0.01, 0.1), bevel=0.004)
    for z in (0, 2.1):
        box((2.9, 0.1, 0.1), DARK_BAMBOO, at=(0, 0, z), bevel=0.03)
    for x in (-1.4, 1.4):
        box((0.1, 0.1, 2.0), DARK_BAMBOO, at=(x, 0, 0.1), bevel=0.03)
