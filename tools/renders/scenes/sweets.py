"""Peanut and sesame sweets."""

from __future__ import annotations

import math

from arrange import heap, stretch
from materials import (
    BROWN_GLAZE,
    Look,
)
from shapes import ball, box, lathe
from textures import Canvas

from scenes import scene
from scenes.jars import beans
from scenes.serving import bowl, dish


@scene("peanut-candy")
def peanut_candy() -> None:
    dish(1.4)
    c = Canvas(1.5, "#a8641f", 500)
    bumps = Canvas(1.5, "#000000", 500)
    for _ in range(120):
        at = (c.rng.uniform(0, 1.5), c.rng.uniform(0, 1))
        tone = c.rng.choice(["#e3bd83", "#d5a565", "#c98d4a"])
        turn = c.rng.uniform(0, 360)
        c.leaf(at, 0.17, turn, 0.12, tone, bend=0)
        bumps.leaf(at, 0.17, turn, 0.12, "#ffffff", bend=0)
    for _ in range(500):
        c.dot((c.rng.uniform(0, 1.5), c.rng.uniform(0, 1)), 0.007, "#f0e2c0")
    bumps.soften(4)
    look = Look("#a8641f", texture=c.done(), rough=0.22, coat=0.8, relief=(bumps.done(), 1.0))
    spots = ((-0.45, 0.3, 0.1, 5), (0.45, 0.35, 0.1, -8), (0, -0.45, 0.1, 12), (0, 0.12, 0.32, 40))
    for x, y, z, turn in spots:
        box((1.0, 0.68, 0.2), look, at=(x, y, z), bevel=0.04, turn=turn)


@scene("peanut-rolls")
def peanut_rolls() -> None:
    dish(1.4)
    c = Canvas(1.0, "#b8813f", 300)
    c.dot((0.5, 0.5), 0.5, "#f4ede0")
    c.dot((0.5, 0.5), 0.4, "#b8813f")
    for _ in range(70):
        c.dot(
            tuple(0.5 + c.rng.uniform(-0.27, 0.27, 2)), 0.035, c.rng.choice(["#e3bd83", "#8f5a24"])
        )
    core = Look("#b8813f", texture=c.done(), rough=0.5)
    shell = Look("#f4ede0", rough=0.35, coat=0.3, wax=0.2)
    for k in range(9):
        x, y, z = (k % 3 - 1) * 0.62, (k // 3 - 1) * 0.55, 0.3
        lathe(
            [(0.19, -0.26), (0.2, -0.24), (0.2, 0.24), (0.19, 0.26)], shell, at=(x, y, z), steps=1
        ).rotation_euler = (math.radians(70), 0, 0.3 * math.sin(k))
        lathe(
            [(0.0, 0.25), (0.19, 0.25), (0.19, -0.25), (0, -0.25)],
            core,
            at=(x, y, z),
            steps=1,
            uv="disc",
        ).rotation_euler = (math.radians(70), 0, 0.3 * math.sin(k))


@scene("sesame-bars")
def sesame_bars() -> None:
    dish(1.4)
    c = Canvas(2.0, "#c08a3c", 400)
    bumps = Canvas(2.0, "#000000", 400)
    for _ in range(2600):
        at, turn = (c.rng.uniform(0, 2), c.rng.uniform(0, 1)), c.rng.uniform(0, 360)
        c.leaf(at, 0.05, turn, 0.028, c.rng.choice(["#f0dfb4", "#e6cf9a", "#d8ba7c"]), bend=0)
        bumps.leaf(at, 0.05, turn, 0.028, "#ffffff", bend=0)
    look = Look("#c08a3c", texture=c.done(), rough=0.3, coat=0.6, relief=(bumps.done(), 0.8))
    for k in range(8):
        level, row = k // 4, k % 4
        box(
            (1.5, 0.34, 0.16),
            look,
            at=(0.05 * (k % 3), (row - 1.5) * 0.42 * (1 - 0.25 * level), 0.1 + 0.17 * level),
            bevel=0.03,
            turn=14 * level + 3 * row,
        )


@scene("roasted-peanuts")
def roasted_peanuts() -> None:
    bowl((0, 0, 0), 1.05, BROWN_GLAZE)
    nut = ball(0.085, Look("#a8562a", rough=0.5, mottle=(9, 0.3)))
    stretch(nut, (1.5, 1, 1))
    lathe([(0.95, 0.6), (0.5, 0.8), (0, 0.9)], Look("#7a3a1c", rough=0.8))
    heap(nut, 620, 0.95, 0.34, at=(0, 0, 0.68), seed=6, flat=1.0)
    beans((0.95, -1.05, 0), 0.3, 5, "#a8562a", 2)
