"""Work in progress: a half-painted vase, a basket on its stakes, skeins of silk, tools."""

from __future__ import annotations

import math

import figures as f
import motifs as m
import numpy as np
from materials import BAMBOO, DARK_BAMBOO, PORCELAIN, RATTAN, SILK, Look
from shapes import Point, lathe, rod, strands
from textures import Canvas
from weave import plait, rim, wall

from scenes.serving import bowl
from scenes.vases import BALUSTER

INK = Look("#152a6b", rough=0.08, coat=0.6)
HAIR = Look("#e8dcc0", rough=0.8, sheen=0.3)


def half_painted_vase(at: Point) -> None:
    """Unglazed clay on which the bamboo has been painted on one side only."""
    clay = "#e6ddcd"
    c = Canvas(2.2, clay)
    for x in (0.95, 1.12):
        m.bamboo(c, x, 0.2, 0.62)
    f.reeds(c, 0.19, 24, m.PALE_BLUE, 0.04)
    c.band(0.955, 0.965, m.BLUE)
    c.pigment(clay)
    lathe(BALUSTER, PORCELAIN.but(texture=c.done(), rough=0.75, coat=0.0, wax=0.0), at=at)


def brush(foot: Point, tip: Point, hair: Look = HAIR) -> None:
    """A bamboo-handled brush from its end to its tip."""
    a, b = np.array(foot), np.array(tip)
    neck = a + (b - a) * 0.8
    strands([np.array([a, neck])], 0.035, BAMBOO)
    line = np.linspace(neck, b, 12)
    strands([line], 0.055, hair, taper=lambda t: np.sin(math.pi * (0.32 + 0.66 * t)))


def begun_basket(at: Point) -> None:
    """A basket woven half way up; the stakes still stand open."""

    def flare(v: float) -> float:
        return 0.72 + 0.16 * v

    wall(flare, 0.62, look=RATTAN, stake=BAMBOO, rows=16, stakes=40, thick=0.026, at=at)
    plait(0.72, 0.09, height=0.02, at=at)
    rim(flare(0), 0.05, 0.045, RATTAN, at=at)
    rng = np.random.default_rng(4)
    stakes = []
    for t in np.linspace(0, 2 * math.pi, 40, endpoint=False):
        v = [0.9, 1.0, 1.6, 2.2, 2.6 + rng.uniform(-0.15, 0.1)]
        r = np.array([flare(x) + 0.05 * max(0, x - 1) ** 2 for x in v])
        stakes.append(np.stack([r * math.cos(t), r * math.sin(t), 0.62 * np.array(v)], 1))
    strands(stakes, 0.019, BAMBOO, at=at)


def bamboo_strips(at: Point, count: int = 26) -> None:
    """Split bamboo lying in a loose bundle tied with cane."""
    rng = np.random.default_rng(2)
    lines = []
    for _ in range(count):
        y, z = rng.uniform(-0.15, 0.15), 0.03 + 0.2 * rng.random() ** 1.6
        t = np.linspace(-1.25, 1.25, 9)
        spread = 1 + 0.7 * np.abs(t) ** 2
        lines.append(np.stack([t + rng.uniform(-0.1, 0.1), y * spread, z + 0 * t], 1))
    strands(lines, 0.026, BAMBOO, at=at)
    a = np.linspace(0, 2 * math.pi, 40)
    tie = np.stack([0 * a, 0.21 * np.cos(a), 0.135 + 0.135 * np.sin(a)], 1)
    strands([np.add(tie, (d, 0, 0)) for d in (-0.03, 0.0, 0.03)], 0.016, DARK_BAMBOO, at=at)


def skein(at: Point, color: str, turn: float = 0.0) -> None:
    """A twisted hank of silk thread lying on its side."""
    lines, twist = [], np.linspace(-1, 1, 60)
    for k in range(70):
        a, r = 2 * math.pi * k / 70, 0.15 + 0.02 * math.sin(5 * k)
        wind = a + 5 * twist
        body = r * (1 - 0.35 * np.abs(twist) ** 6)
        x, y = 0.62 * twist, body * np.cos(wind)
        z = 0.17 + body * np.sin(wind)
        c, s = math.cos(turn), math.sin(turn)
        lines.append(np.stack([x * c - y * s, x * s + y * c, z], 1))
    strands(lines, 0.013, SILK.but(color=color, rough=0.35), at=at)


def ink_dish(at: Point) -> None:
    """A small bowl of cobalt with a brush laid across it."""
    bowl(at, 0.38)
    rod(0.31, 0.02, INK, at=(at[0], at[1], 0.16), bevel=0.004)
    high = 0.33
    brush((at[0] + 1.0, at[1] - 0.32, high), (at[0] - 0.25, at[1] + 0.1, high), INK)
