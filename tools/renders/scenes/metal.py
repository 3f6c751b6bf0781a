"""Bronze casting, gilding, gold leaf and silver."""

from __future__ import annotations

import math

import bpy
import figures as f
import motifs as m
import numpy as np
from arrange import copy, drop, place
from materials import (
    BAMBOO,
    BLACK_LACQUER,
    BRONZE,
    GOLD,
    PAPER,
    RED_LACQUER,
    SILVER,
    Look,
    shade,
)
from PIL import ImageOps
from plants import blade
from sculpt import blobs, relief
from shapes import ball, box, lathe, rod, strands, surface
from textures import Canvas

from scenes import scene
from scenes.vases import BALUSTER, PEAR


def raised(paint: Canvas, base: Look, strength: float = 0.9, blur: float = 2) -> Look:
    """Metal or wood with a painted height as chased ornament."""
    paint.soften(blur)
    height = paint.done()
    tint = ImageOps.colorize(height.convert("L"), shade(base.color, 0.6), shade(base.color, 1.12))
    return base.but(relief=(height, strength), texture=tint)


@scene("bronze-vase", "stand")
def bronze_vase() -> None:
    c = Canvas(2.2, "#404040")
    for k in range(4):
        f.carp(
            c, (0.3 + 0.55 * k, 0.42), 0.14, 40 if k % 2 else 140, "#ffffff", "#808080", "#404040"
        )
    for k in range(22):
        c.curve((0.1 * k, 0.2), (0.1 * k + 0.1, 0.2), 0.5, 0.01, "#d0d0d0")
        c.curve((0.1 * k, 0.17), (0.1 * k + 0.1, 0.17), 0.5, 0.01, "#d0d0d0")
    m.fret(c, 0.74, 0.78, "#e0e0e0")
    lathe(BALUSTER, raised(c, BRONZE))
    for side in (-1, 1):
        t = np.linspace(0, math.pi, 24)
        strands(
            [np.stack([side * (0.4 + 0.28 * np.sin(t)), 0 * t, 2.75 - 0.4 * np.cos(t)], 1)],
            0.06,
            BRONZE,
        )


@scene("bronze-lamps", "stand")
def bronze_lamps() -> None:
    stem = [
        (0, 0),
        (0.55, 0),
        (0.58, 0.06),
        (0.42, 0.16),
        (0.2, 0.3),
        (0.13, 0.5),
        (0.2, 0.62),
        (0.13, 0.75),
        (0.1, 1.1),
        (0.24, 1.28),
        (0.12, 1.42),
        (0.14, 1.6),
        (0.42, 1.78),
        (0.44, 1.84),
        (0.2, 1.86),
        (0.16, 2.0),
        (0, 2.02),
    ]
    first = lathe(stem, BRONZE, at=(-0.75, 0, 0), steps=6)
    copy(first, (0.75, 0, 0))
    petal = blade(0.34, 0.2, BRONZE, curl=0.5, cup=0.5)
    for x in (-0.75, 0.75):
        for k in range(10):
            t = 2 * math.pi * k / 10
            copy(petal, (x + 0.2 * math.cos(t), 0.2 * math.sin(t), 1.62), (0, -0.5, t))
    drop(petal)


@scene("gold-vase", "stand")
def gold_vase() -> None:
    c = Canvas(2.2, "#404040")
    m.scroll(c, 0.42, 0.12, 4, "#ffffff", "#b0b0b0", "#ffffff")
    m.lappets(c, 0.03, 0.14, 20, "#ffffff", "#a0a0a0")
    m.fret(c, 0.77, 0.8, "#e0e0e0")
    lathe(BALUSTER, raised(c, GOLD))
    rod(0.62, 0.12, BLACK_LACQUER, at=(0, 0, -0.115))
    for part in bpy.data.objects:
        part.location.z += 0.115


@scene("gold-jar", "stand")
def gold_jar() -> None:
    c = Canvas(2.2, "#404040")
    for x in np.arange(0.15, 2.2, 0.55):
        m.lotus_plant(c, x, 0.12, 0.45, 0.12, ["#ffffff", "#c0c0c0"], "#a0a0a0", "#808080")
    lathe([(r * 1.1, z * 0.82 + 0.1) for r, z in PEAR], raised(c, GOLD))
    rod(0.7, 0.11, RED_LACQUER)


def _stand(width: float) -> None:
    box((width, 0.5, 0.12), BLACK_LACQUER, bevel=0.02)
    box((width * 0.86, 0.4, 0.1), BLACK_LACQUER, at=(0, 0, 0.11), bevel=0.02)


@scene("gold-fish", "front", fill=0.68)
def gold_fish() -> None:
    c = Canvas(1.3, "#000000", 800)
    f.carp(c, (0.68, 0.46), 0.34, 24, "#c0c0c0", "#ffffff", "#303030")
    for k in range(6):
        c.curve((0.1 + 0.2 * k, 0.1), (0.3 + 0.2 * k, 0.1), 0.4, 0.02, "#707070")
        c.curve((0.05 + 0.2 * k, 0.05), (0.25 + 0.2 * k, 0.05), 0.4, 0.02, "#606060")
    frame = 2.5
    relief(c.done(), frame, 1.92, 0.16, GOLD.but(grain=None), at=(0, 0, 0.3), blur=5)
    box((2.8, 0.12, 2.2), BLACK_LACQUER, at=(0, 0.07, 0.17), bevel=0.03)
    _stand(2.2)


@scene("gold-plaque", "front", fill=0.68)
def gold_plaque() -> None:
    c = Canvas(1.0, "#000000", 800)
    c.ring((0.5, 0.5), 0.46, 0.03, "#ffffff")
    for k in range(8):
        t = 2 * math.pi * k / 8
        m.lotus(c, (0.5 + 0.3 * math.cos(t), 0.5 + 0.3 * math.sin(t)), 0.1, "#ffffff", "#a0a0a0")
    m.chrysanthemum(c, (0.5, 0.5), 0.17, "#ffffff", "#b0b0b0")
    relief(c.done(), 2.0, 2.0, 0.12, GOLD.but(grain=None), at=(0, 0, 0.32), blur=4)
    box((2.3, 0.12, 2.3), RED_LACQUER, at=(0, 0.07, 0.17), bevel=0.03)
    _stand(1.9)


DRUM = [(1.1, 0), (1.15, 0.03), (1.05, 0.35), (0.85, 0.7), (0.85, 1.0), (1.1, 1.2), (1.2, 1.4)]
DRUM += [(1.12, 1.55), (1.2, 1.6), (1.2, 1.64)]


def _drum_head() -> Canvas:
    c = Canvas(1.0, "#404040")
    for r in (0.12, 0.2, 0.28, 0.36, 0.44, 0.48):
        c.ring((0.5, 0.5), r, 0.012, "#ffffff")
    for k in range(14):
        c.leaf((0.5, 0.5), 0.12, k * 360 / 14, 0.04, "#ffffff", bend=0)
    for t in np.linspace(0, 2 * math.pi, 40, endpoint=False):
        for r in (0.24, 0.4):
            at = (0.5 + r * math.cos(t), 0.5 + r * math.sin(t))
            c.leaf(at, 0.05, math.degrees(t) + 60, 0.02, "#e0e0e0")
    return c


@scene("gold-drum")
def gold_drum() -> None:
    side = Canvas(3.0, "#404040")
    for low in (0.1, 0.2, 0.5, 0.62, 0.86, 0.94):
        side.band(low, low + 0.02, "#ffffff")
    lathe(DRUM, raised(side, GOLD), steps=5)
    top = raised(_drum_head(), GOLD, 1.0)
    lathe([(1.2, 1.64), (0.6, 1.645), (0, 1.65)], top, uv="disc", steps=2)
    t = np.linspace(0, math.pi, 20)
    for way in (-1, 1):
        ear = np.stack([way * (0.9 + 0.25 * np.sin(t)), 0 * t, 0.95 - 0.2 * np.cos(t)], 1)
        strands([ear], 0.05, GOLD)


@scene("gold-toad")
def gold_toad() -> None:
    place(lambda: toad(GOLD), (0, 0, 0.28))
    rod(1.15, 0.2, BLACK_LACQUER)
    coin = rod(0.1, 0.03, GOLD)
    rng = np.random.default_rng(2)
    for k in range(40):
        t = 2 * math.pi * k / 40
        copy(coin, (0.95 * math.cos(t), 0.95 * math.sin(t), 0.2), tuple(rng.normal(0, 0.15, 3)))
    drop(coin)


def toad(look: Look) -> None:
    """A sitting toad."""
    parts = [
        (0, 0.1, 0.38, 0.55, 0.65, 0.36),
        (0, -0.42, 0.62, 0.4, 0.36, 0.28),
        (0.22, -0.5, 0.86, 0.13, 0.13, 0.13),
        (-0.22, -0.5, 0.86, 0.13, 0.13, 0.13),
    ]
    for side in (-1, 1):
        parts += [
            (side * 0.55, 0.3, 0.25, 0.26, 0.42, 0.24),
            (side * 0.62, -0.1, 0.1, 0.2, 0.3, 0.1),
            (side * 0.42, -0.5, 0.28, 0.14, 0.18, 0.3),
            (side * 0.48, -0.7, 0.1, 0.18, 0.24, 0.08),
        ]
    blobs(parts, look)
    for side in (-1, 1):
        ball(0.06, Look("#7a1712", rough=0.1, coat=1), at=(side * 0.23, -0.64, 0.9))


@scene("gold-leaf", "above")
def gold_leaf() -> None:
    rng = np.random.default_rng(3)
    paper, leaf = PAPER.but(color="#d9b98a"), GOLD.but(grain=(9, 0.35))
    for k in range(14):
        for look, edge, lift in ((paper, 1.35, 0.0), (leaf, 1.22, 0.013)):
            at = (-0.25, 0.25, 0.024 * k + lift)
            box((edge, edge, 0.011), look, at=at, bevel=0.001, turn=10 + rng.normal(0, 1.5))

    def loose(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        z = 0.02 + 0.05 * np.abs(np.sin(5 * u + 3 * v)) * u + 0.12 * np.clip(v - 0.7, 0, 1) * u
        return np.stack([(u - 0.5) * 1.2, (v - 0.5) * 1.2, z], -1)

    sheet = surface(loose, 60, 60, leaf, at=(0.75, -0.75, 0))
    sheet.rotation_euler.z = math.radians(-24)
    strands([np.array([(-1.6, -0.7, 0.05), (-0.3, -1.35, 0.05)])], 0.045, BAMBOO)
    hair = np.array([(-0.3, -1.35, 0.05), (-0.1, -1.45, 0.04)])
    strands([hair], 0.06, Look("#e9dfc8", rough=0.9, sheen=0.5), taper=lambda t: 1 - 0.7 * t)


def _curls(radius: float, count: int, size: float = 0.2) -> list[np.ndarray]:
    """Pairs of wire spirals in a ring."""
    t = np.linspace(0, 1, 40)
    wires = []
    for k in range(count):
        a = 2 * math.pi * k / count
        for way in (-1, 1):
            r = size * (1 - 0.85 * t)
            x = radius + r * np.cos(way * 9 * t)
            y = way * size * 0.55 + r * np.sin(way * 9 * t)
            turned = (x * math.cos(a) - y * math.sin(a), x * math.sin(a) + y * math.cos(a))
            wires.append(np.stack([*turned, 0.08 + 0 * t], 1))
    return wires


@scene("silver-filigree", "flat", fill=0.66)
def silver_filigree() -> None:
    strands(_curls(0.42, 8) + _curls(0.85, 14), 0.022, SILVER)
    circle = np.linspace(0, 2 * math.pi, 120, endpoint=False)
    for r, thick in ((0.2, 0.035), (0.62, 0.03), (1.1, 0.045)):
        ring = np.stack([r * np.cos(circle), r * np.sin(circle), 0.08 + 0 * circle], 1)
        strands([ring], thick, SILVER, closed=True)
    ball(0.15, SILVER, at=(0, 0, 0.1), squash=0.7)
    bead = ball(0.05, SILVER, at=(1.18, 0, 0.08))
    for k in range(1, 36):
        a = 2 * math.pi * k / 36
        copy(bead, (1.18 * math.cos(a), 1.18 * math.sin(a), 0.08))
    a = np.linspace(0, 2 * math.pi, 20, endpoint=False)
    link = np.stack([0.08 * np.cos(a), 0.08 * np.sin(a), 0.06 + 0.03 * np.sin(2 * a)], 1)
    arc = [(0.95 * math.cos(t), 0.95 + 0.95 * math.sin(t), 0) for t in np.linspace(0, math.pi, 30)]
    strands([link + np.array(place) for place in arc], 0.016, SILVER, closed=True)
