"""Dinner sets, bowls and plates."""

from __future__ import annotations

import math
from collections.abc import Callable

import figures as f
import motifs as m
import numpy as np
from materials import BAMBOO, CELADON, Look
from shapes import lathe
from textures import Canvas

from scenes import scene
from scenes.tableware import BOWL, PLATE
from scenes.vases import painted


def disc(paint: Callable[[Canvas], None]) -> Look:
    """A round painting for plates; the centre is (0.5, 0.5)."""
    return painted(paint, 1.0)


def around(count: int, radius: float) -> list[tuple[float, float, float]]:
    """Places on a circle of a disc painting, with their angle in degrees."""
    turns = [2 * math.pi * k / count for k in range(count)]
    return [
        (0.5 + radius * math.cos(t), 0.5 + radius * math.sin(t), math.degrees(t)) for t in turns
    ]


def dinner_set(plate: Look, bowl: Look, accent: Look) -> None:
    """Plate leaning behind, stacked bowls, small dish, cup and spoon rest."""
    big = lathe(PLATE, plate, uv="disc", at=(0, 0.95, 1.24))
    big.rotation_euler = (math.radians(74), 0, 0)
    lathe(
        [(0, 0), (0.7, 0), (0.7, 0.06), (0.62, 0.1), (0, 0.1)],
        BAMBOO.but(color="#6b4527"),
        at=(0, 1.0, 0),
        steps=1,
    )
    lathe(PLATE, plate, uv="disc", at=(-0.75, -0.55, 0))
    for level in range(2):
        lathe(BOWL, bowl, at=(0.95, -0.25, 0.26 * level))
    dish = lathe(PLATE, accent, uv="disc", at=(1.0, -1.55, 0))
    dish.scale = (0.42,) * 3
    cup = lathe(BOWL, bowl, at=(-0.75, -0.55, 0.1))
    cup.scale = (0.75,) * 3


def _set(flower: Callable[[Canvas, float, float, float], None], line: str) -> None:
    def plate(c: Canvas) -> None:
        c.ring((0.5, 0.5), 0.485, 0.012, line)
        for x, y, turn in around(6, 0.37):
            flower(c, x, y, turn)
        c.pigment("#f1f2ec")

    def bowl(c: Canvas) -> None:
        for x in np.arange(0.1, c.ratio, 0.44):
            flower(c, x, 0.42, 90)
        c.band(0.95, 1.0, line)
        c.band(0.1, 0.115, line)
        c.pigment("#f1f2ec")

    dinner_set(disc(plate), painted(bowl), disc(plate))


@scene("dinner-set")
def dinner_set_lotus() -> None:
    def flower(c: Canvas, x: float, y: float, turn: float) -> None:
        a = math.radians(turn + 180)
        c.curve((x + 0.1 * math.sin(a), y), (x, y), 0.2, 0.006, "#4b7a55")
        m.lotus(c, (x, y), 0.085 if c.ratio < 1.5 else 0.2, "#b3202e", "#e2747a", "#7a1620")

    _set(flower, "#b3202e")


@scene("dinner-set-swallow")
def dinner_set_swallow() -> None:
    def flower(c: Canvas, x: float, y: float, turn: float) -> None:
        size = 0.07 if c.ratio < 1.5 else 0.16
        m.lotus(c, (x, y), size, "#d77a92", "#f3ccd2", "#8aa38a")
        f.swallow(c, (x + size * 1.2, y + size * 1.4), size * 0.8, turn, "#2b3a63")

    _set(flower, "#2b3a63")


@scene("dinner-set-gold")
def dinner_set_gold() -> None:
    def flower(c: Canvas, x: float, y: float, turn: float) -> None:
        size = 0.05 if c.ratio < 1.5 else 0.13
        for k in range(7):
            c.leaf(
                (x, y),
                size * 2.1,
                turn + 150 + 18 * k,
                size * 0.5,
                "#b98a2b" if k % 2 else "#2f4f98",
                bend=0.3,
            )
        c.leaf((x, y), size * 1.2, turn + 10, size * 0.6, "#b98a2b", bend=0.25)
        c.dot((x, y), size * 0.3, "#a02a22")

    _set(flower, "#b98a2b")


@scene("rice-bowls")
def rice_bowls() -> None:
    def rim(c: Canvas) -> None:
        for x in np.arange(0.06, c.ratio, 0.12):
            m.blossom(c, (x, 0.78), 0.05, "#d9a520", "#8a6a14")
            c.leaf((x + 0.06, 0.78), 0.06, 20, 0.025, "#5f7f4c")
        c.band(0.88, 0.9, "#5f7f4c")
        c.band(0.66, 0.675, "#5f7f4c")

    look = painted(rim)
    for x, y, levels in ((-0.75, 0.2, 3), (0.8, 0.35, 2), (0.25, -0.95, 1)):
        for level in range(levels):
            lathe(BOWL, look, at=(x, y, 0.25 * level))


@scene("plate-carp", "flat")
def plate_carp() -> None:
    def paint(c: Canvas) -> None:
        c.ring((0.5, 0.5), 0.485, 0.014, m.BLUE)
        c.ring((0.5, 0.5), 0.385, 0.005, m.BLUE)
        for x, y, turn in around(24, 0.435):
            c.leaf((x, y), 0.06, turn + 90, 0.028, m.PALE_BLUE)
            c.dot((x, y), 0.008, m.BLUE)
        c.dot((0.63, 0.68), 0.06, "#c3d0e6")
        c.ring((0.63, 0.68), 0.06, 0.004, m.BLUE)
        for k in range(7):
            c.curve((0.24, 0.3 - 0.012 * k), (0.76, 0.31 - 0.012 * k), 0.02, 0.004, m.PALE_BLUE)
        f.carp(c, (0.47, 0.47), 0.2, 40, m.BLUE, "#b9c8e2")
        c.pigment("#f1f2ec")

    plate = lathe(PLATE, disc(paint), uv="disc", at=(0, 0, 0))
    plate.rotation_euler.z = 0


@scene("dipping-dishes", "above")
def dipping_dishes() -> None:
    def paint(c: Canvas) -> None:
        for x, y, _turn in around(14, 0.46):
            c.curve((0.5, 0.5), (x, y), 0.03, 0.008, "#5f8f74")

    c = Canvas(1.0, "#9dbf9c")
    paint(c)
    c.soften(2)
    look = CELADON.but(texture=c.done())
    for k, (x, y) in enumerate(((-1.3, 0.4), (0, 0.95), (1.3, 0.4), (-0.75, -0.9), (0.75, -0.9))):
        dish = lathe(PLATE, look, uv="disc", at=(x, y, 0), lobes=7, depth=0.035)
        dish.scale, dish.rotation_euler.z = (0.48, 0.48, 0.55), k * 1.1
