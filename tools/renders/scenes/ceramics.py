"""Ceramics: vases, tea sets, tableware and plain earthenware."""

from __future__ import annotations

import math
from collections.abc import Callable

import motifs as m
import numpy as np
from materials import BAMBOO, BROWN_GLAZE, CELADON, CRACKLE, PORCELAIN, STONEWARE, TERRACOTTA, Look
from shapes import ball, copy, lathe, rod, smooth, strands
from textures import Canvas

from scenes import scene

BALUSTER = [
    (0, 0),
    (0.40, 0),
    (0.43, 0.03),
    (0.44, 0.18),
    (0.56, 0.55),
    (0.80, 1.1),
    (0.90, 1.55),
    (0.84, 1.95),
    (0.62, 2.25),
    (0.42, 2.45),
    (0.36, 2.65),
    (0.38, 2.9),
    (0.52, 3.08),
    (0.55, 3.12),
    (0.52, 3.13),
    (0.36, 2.9),
    (0.32, 2.65),
    (0.3, 2.3),
]
PEAR = [
    (0, 0),
    (0.42, 0),
    (0.46, 0.04),
    (0.47, 0.12),
    (0.7, 0.4),
    (0.82, 0.8),
    (0.74, 1.25),
    (0.5, 1.7),
    (0.3, 2.1),
    (0.23, 2.45),
    (0.28, 2.75),
    (0.46, 2.98),
    (0.49, 3.0),
    (0.45, 3.0),
    (0.24, 2.7),
    (0.19, 2.4),
]
GARLIC = [
    (0, 0),
    (0.42, 0),
    (0.46, 0.04),
    (0.48, 0.15),
    (0.78, 0.5),
    (0.86, 0.9),
    (0.7, 1.3),
    (0.4, 1.6),
    (0.24, 1.95),
    (0.2, 2.3),
    (0.24, 2.5),
    (0.35, 2.62),
    (0.34, 2.8),
    (0.22, 2.95),
    (0.2, 3.0),
    (0.17, 2.95),
    (0.15, 2.7),
]
TUBE = [
    (0, 0),
    (0.52, 0),
    (0.55, 0.03),
    (0.56, 0.15),
    (0.57, 1.2),
    (0.57, 2.05),
    (0.55, 2.25),
    (0.4, 2.38),
    (0.34, 2.5),
    (0.38, 2.62),
    (0.4, 2.64),
    (0.36, 2.62),
    (0.3, 2.5),
    (0.3, 2.2),
]
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


def painted(paint: Callable[[Canvas], None], ratio: float = 2.2, **changes: object) -> Look:
    """Porcelain with brushwork under its glaze."""
    c = Canvas(ratio, "#f1f2ec")
    paint(c)
    return PORCELAIN.but(texture=c.done(), **changes)


def _bamboo_vase(c: Canvas) -> None:
    for x in np.arange(0.06, c.ratio, 0.31):
        m.bamboo(c, x, 0.2, c.rng.uniform(0.55, 0.68))
    m.reeds(c, 0.19, 60, m.PALE_BLUE, 0.05)
    m.lappets(c, 0.025, 0.15, 26, m.BLUE, m.PALE_BLUE)
    m.fret(c, 0.765, 0.795, m.BLUE)
    c.band(0.955, 0.965, m.BLUE)
    c.wash("#e8ecef", 0.16)
    c.soften(0.7)


@scene("vase-blue-white", "stand")
def vase_blue_white() -> None:
    lathe(BALUSTER, painted(_bamboo_vase))


def _landscape_vase(c: Canvas) -> None:
    m.mountains(c, 0.36, 0.72, ["#c9d5e6", "#98aed3", "#5d7cb5", "#2f4f98"])
    for x in np.arange(0.2, c.ratio, 0.55):
        m.boat(c, (x, 0.26), 0.035, m.DEEP_BLUE, m.PALE_BLUE)
        m.bamboo(c, x + 0.27, 0.14, 0.5)
    m.reeds(c, 0.13, 120, m.BLUE, 0.05)
    m.lappets(c, 0.02, 0.1, 30, m.BLUE, m.PALE_BLUE)
    m.fret(c, 0.8, 0.825, m.BLUE)
    c.wash("#eef1f1", 0.16)
    c.soften(0.9)


@scene("vase-landscape", "stand")
def vase_landscape() -> None:
    tall = [(r * 0.82, z * 1.12) for r, z in BALUSTER]
    lathe(tall, painted(_landscape_vase))


def _pear_vase(c: Canvas) -> None:
    m.lappets(c, 0.03, 0.11, 24, m.BLUE, m.PALE_BLUE)
    m.scroll(c, 0.29, 0.085, 4, m.BLUE, m.PALE_BLUE, m.DEEP_BLUE)
    m.fret(c, 0.44, 0.465, m.BLUE)
    for k in range(14):
        c.leaf(((k + 0.5) * c.ratio / 14, 0.52), 0.24, 90, 0.1, m.PALE_BLUE, bend=0)
    c.band(0.9, 0.908, m.BLUE)
    c.wash("#e6e8e0", 0.2)
    c.soften(0.8)


@scene("vase-pear", "stand")
def vase_pear() -> None:
    lathe(PEAR, painted(_pear_vase))


@scene("vase-crackle", "stand")
def vase_crackle() -> None:
    c = Canvas(2.2, "#e6dfcb")
    for low, high in ((0, 0.025), (0.965, 1.0), (0.86, 0.872), (0.5, 0.515)):
        c.band(low, high, "#6b3f1d")
    c.soften(2)
    lathe(GARLIC, CRACKLE.but(texture=c.done()))


@scene("jar-celadon", "stand")
def jar_celadon() -> None:
    c = Canvas(2.2, "#808080")
    for x in np.arange(0.1, c.ratio, 0.44):
        m.lotus_plant(c, x, 0.08, 0.52, 0.1, ["#5a5a5a", "#9a9a9a"], "#404040", "#6a6a6a")
    for level in (0.06, 0.78, 0.8):
        c.band(level, level + 0.008, "#303030")
    tint = Canvas(2.2, "#9db8a6")
    for x in np.arange(0.1, c.ratio, 0.44):
        m.lotus_plant(tint, x, 0.08, 0.52, 0.1, ["#a0bdaa", "#b3cdbb"], "#86a995", "#9dbba8")
    tint.soften(2)
    c.soften(1)
    lathe(TUBE, CELADON.but(texture=tint.done(), relief=(c.done(), 0.5)))


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
    rim = Canvas(2.2, "#e9e3d0")
    rim.band(0.93, 1, "#6b3f1d")
    tea_set(CRACKLE.but(texture=c.done()), CRACKLE.but(texture=rim.done()))


@scene("tea-set-bamboo", fill=0.82)
def tea_set_bamboo() -> None:
    def pot(c: Canvas) -> None:
        for x in np.arange(0.1, c.ratio, 0.36):
            m.bamboo(c, x, 0.12, 0.62)
        c.soften(0.8)

    def cup(c: Canvas) -> None:
        for x in np.arange(0.1, c.ratio, 0.5):
            m.bamboo(c, x, 0.25, 0.7)
        c.band(0.93, 0.96, m.BLUE)
        c.soften(0.8)

    tea_set(painted(pot), painted(cup))


@scene("tea-set-lotus", fill=0.82)
def tea_set_lotus() -> None:
    def pot(c: Canvas) -> None:
        for x in np.arange(0.15, c.ratio, 0.55):
            m.lotus_plant(c, x, 0.1, 0.42, 0.11, ["#c8506a", "#eeb3ba"], "#4b7a55", "#7fa883")
            m.swallow(c, (x + 0.27, 0.66), 0.07, 25, "#2b3350")
        c.soften(0.6)

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

    def bowl(c: Canvas) -> None:
        for x in np.arange(0.1, c.ratio, 0.44):
            flower(c, x, 0.42, 90)
        c.band(0.95, 1.0, line)
        c.band(0.1, 0.115, line)

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
        m.swallow(c, (x + size * 1.2, y + size * 1.4), size * 0.8, turn, "#2b3a63")

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
        m.carp(c, (0.47, 0.47), 0.2, 40, m.BLUE, "#b9c8e2")
        c.soften(0.8)

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


@scene("rice-jar", "stand")
def rice_jar() -> None:
    glaze = BROWN_GLAZE.but(color="#7a5a22", mottle=(4, 0.55))
    lathe(
        [
            (0, 0),
            (0.6, 0),
            (0.66, 0.04),
            (0.86, 0.5),
            (0.95, 1.0),
            (0.85, 1.5),
            (0.62, 1.72),
            (0.58, 1.8),
            (0.62, 1.88),
            (0.58, 1.9),
            (0.5, 1.8),
        ],
        glaze,
    )
    lathe(
        [
            (0.7, 1.88),
            (0.72, 1.93),
            (0.5, 2.05),
            (0.16, 2.13),
            (0.12, 2.18),
            (0.19, 2.28),
            (0.14, 2.36),
            (0, 2.38),
        ],
        glaze,
    )
    strands(
        [
            np.array([(x, -0.86, 1.5), (x * 1.3, -1.0, 1.4), (x, -0.95, 1.25)])
            for x in (-0.12, 0.12)
        ],
        0.001,
        STONEWARE,
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


@scene("orchid-pot", "stand")
def orchid_pot() -> None:
    lathe(
        [
            (0, 0),
            (0.55, 0),
            (0.58, 0.03),
            (0.7, 0.55),
            (0.8, 1.0),
            (0.9, 1.06),
            (0.9, 1.18),
            (0.84, 1.2),
            (0.76, 1.1),
            (0.7, 0.9),
            (0, 0.9),
        ],
        TERRACOTTA,
        steps=5,
    )
    for t in np.linspace(0, 2 * math.pi, 12, endpoint=False):
        slot = ball(
            0.1, Look("#2a1710", rough=0.9), at=(0.665 * math.cos(t), 0.665 * math.sin(t), 0.5)
        )
        slot.scale = (0.5, 0.5, 1.9)
