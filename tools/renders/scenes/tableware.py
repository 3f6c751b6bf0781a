"""Tea sets and the shapes of cups, bowls and plates."""

from __future__ import annotations

import math

import figures as f
import motifs as m
import numpy as np
from arrange import copy
from materials import BAMBOO, BROWN_GLAZE, CELADON, CRACKLE, Look
from shapes import lathe, rod, smooth, strands
from textures import Canvas

from scenes import scene
from scenes.vases import PEAR, painted

TEAPOT = [
    (0, 0),
    (0.4, 0),
    (0.42, 0.04),
    (0.44, 0.06),
    (0.66, 0.25),
    (0.76, 0.52),
    (0.68, 0.8),
    (0.44, 0.97),
    (0.34, 1.0),
    (0.32, 0.98),
    (0.32, 0.9),
]
LID = [
    (0.36, 0.98),
    (0.37, 1.02),
    (0.28, 1.09),
    (0.1, 1.15),
    (0.07, 1.18),
    (0.07, 1.22),
    (0.12, 1.27),
    (0.1, 1.33),
    (0, 1.35),
]
CUP = [
    (0, 0.03),
    (0.17, 0.03),
    (0.18, 0),
    (0.2, 0),
    (0.21, 0.05),
    (0.3, 0.16),
    (0.34, 0.34),
    (0.355, 0.42),
    (0.34, 0.425),
    (0.32, 0.34),
    (0.27, 0.17),
    (0.12, 0.1),
    (0, 0.09),
]
BOWL = [
    (0, 0.05),
    (0.3, 0.05),
    (0.32, 0),
    (0.36, 0),
    (0.37, 0.08),
    (0.62, 0.26),
    (0.78, 0.55),
    (0.83, 0.7),
    (0.81, 0.71),
    (0.75, 0.56),
    (0.58, 0.3),
    (0.3, 0.14),
    (0, 0.12),
]
PLATE = [
    (0, 0.04),
    (0.62, 0.04),
    (0.64, 0),
    (0.7, 0),
    (0.74, 0.05),
    (1.05, 0.12),
    (1.3, 0.24),
    (1.31, 0.27),
    (1.28, 0.27),
    (1.02, 0.16),
    (0.72, 0.1),
    (0, 0.09),
]


def teapot(look: Look, at: tuple[float, float, float], knob: Look | None = None) -> None:
    """A round pot with spout and ear handle."""
    lathe(TEAPOT, look, at=at)
    lathe(LID, knob or look.but(texture=None), at=at)
    plain = look.but(texture=None, relief=None)
    spout = smooth([(-0.6, 0.38), (-0.85, 0.46), (-1.0, 0.66), (-1.12, 0.9), (-1.2, 0.97)], 10)
    strands(
        [np.stack([spout[:, 0], 0 * spout[:, 0], spout[:, 1]], 1)],
        0.13,
        plain,
        at=at,
        taper=lambda t: 1.25 - 0.75 * t,
    )
    ear = smooth(
        [(0.55, 0.82), (0.8, 0.96), (1.06, 0.86), (1.08, 0.56), (0.9, 0.34), (0.68, 0.32)], 10
    )
    strands([np.stack([ear[:, 0], 0 * ear[:, 0], ear[:, 1]], 1)], 0.07, plain, at=at)


def tea_set(look: Look, cup: Look, count: int = 4, tea: str = "#b58a2e") -> None:
    """Teapot, cups with tea, set on a shallow tray-like saucer row."""
    teapot(look, (0.1, 0.35, 0))
    places = [(-1.15, -0.55), (-0.35, -0.85), (0.5, -0.85), (1.3, -0.5)][:count]
    first = None
    for x, y in places:
        first = copy(first, (x, y, 0), (0, 0, x)) if first else lathe(CUP, cup, at=(x, y, 0))
        rod(0.31, 0.012, Look(tea, rough=0.03, coat=1), at=(x, y, 0.3), bevel=0.002)


@scene("tea-set-crackle", fill=0.82)
def tea_set_crackle() -> None:
    c = Canvas(2.2, "#e9e3d0")
    for x in np.arange(0.2, c.ratio, 0.55):
        m.branch(
            c, (x - 0.12, 0.2), (x + 0.2, 0.62), "#5b4a33", "#6d7f5c", "#3d5e96", "#d9c98a", 0.05, 5
        )
    c.pigment("#e9e3d0")
    rim = Canvas(2.2, "#e9e3d0")
    rim.band(0.93, 1, "#6b3f1d")
    tea_set(CRACKLE.but(texture=c.done()), CRACKLE.but(texture=rim.done()))


@scene("tea-set-bamboo", fill=0.82)
def tea_set_bamboo() -> None:
    def pot(c: Canvas) -> None:
        for x in np.arange(0.1, c.ratio, 0.36):
            m.bamboo(c, x, 0.12, 0.62)
        c.pigment("#f1f2ec")

    def cup(c: Canvas) -> None:
        for x in np.arange(0.1, c.ratio, 0.5):
            m.bamboo(c, x, 0.25, 0.7)
        c.band(0.93, 0.96, m.BLUE)
        c.pigment("#f1f2ec")

    tea_set(painted(pot), painted(cup))


@scene("tea-set-lotus", fill=0.82)
def tea_set_lotus() -> None:
    def pot(c: Canvas) -> None:
        for x in np.arange(0.15, c.ratio, 0.55):
            m.lotus_plant(c, x, 0.1, 0.42, 0.11, ["#c8506a", "#eeb3ba"], "#4b7a55", "#7fa883")
            f.swallow(c, (x + 0.27, 0.66), 0.07, 25, "#2b3350")
        c.pigment("#f1f2ec")

    def cup(c: Canvas) -> None:
        for x in np.arange(0.1, c.ratio, 0.7):
            m.lotus(c, (x, 0.35), 0.2, "#c8506a", "#eeb3ba", "#4b7a55")
        c.band(0.95, 1, "#c9a24c")

    tea_set(painted(pot), painted(cup), tea="#c79a3a")


@scene("teapot-brown")
def teapot_brown() -> None:
    teapot(BROWN_GLAZE, (0, 0, 0.06))
    rings, count = [], 44
    a = np.linspace(0, 2 * math.pi, count * 6)
    for row in range(9):
        r = 0.86 + 0.05 * row / 8 + 0.025 * np.cos(count / 2 * a + row * math.pi)
        rings.append(
            np.stack([r * np.cos(a), r * np.sin(a), np.full_like(a, 0.03 + row * 0.062)], 1)
        )
    strands(rings, 0.03, BAMBOO, closed=True)
    stakes = [
        np.array(
            [
                (0.86 * math.cos(t), 0.86 * math.sin(t), 0.02),
                (0.91 * math.cos(t), 0.91 * math.sin(t), 0.6),
            ]
        )
        for t in np.linspace(0, 2 * math.pi, count, endpoint=False)
    ]
    strands(stakes, 0.022, BAMBOO)
    strands(
        [np.stack([0.92 * np.cos(a), 0.92 * np.sin(a), np.full_like(a, 0.6)], 1)],
        0.045,
        BAMBOO.but(color="#b98f4f"),
        closed=True,
    )


@scene("celadon-set")
def celadon_set() -> None:
    jade = CELADON.but(color="#8fb5a2", mottle=(3, 0.25))
    slim = [(r * 0.72, z * 0.66) for r, z in PEAR]
    lathe(slim, jade, at=(-0.75, 0.45, 0))
    bowl = lathe(BOWL, jade, at=(0.65, 0.2, 0))
    copy(bowl, (0.65, 0.2, 0.26))
    for x in (-0.55, 0.35):
        lathe(CUP, jade, at=(x, -0.75, 0))
