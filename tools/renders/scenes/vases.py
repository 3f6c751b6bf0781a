"""Vases, jars and plain earthenware."""

from __future__ import annotations

import math
from collections.abc import Callable

import figures as f
import motifs as m
import numpy as np
from materials import BROWN_GLAZE, CELADON, CRACKLE, PORCELAIN, TERRACOTTA, Look
from shapes import ball, lathe
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


def painted(paint: Callable[[Canvas], None], ratio: float = 2.2, **changes: object) -> Look:
    """Porcelain with brushwork under its glaze."""
    c = Canvas(ratio, "#f1f2ec")
    paint(c)
    return PORCELAIN.but(texture=c.done(), **changes)


def _bamboo_vase(c: Canvas) -> None:
    for x in np.arange(0.06, c.ratio, 0.31):
        m.bamboo(c, x, 0.2, c.rng.uniform(0.55, 0.68))
    f.reeds(c, 0.19, 60, m.PALE_BLUE, 0.05)
    m.lappets(c, 0.025, 0.15, 26, m.BLUE, m.PALE_BLUE)
    m.fret(c, 0.765, 0.795, m.BLUE)
    c.band(0.955, 0.965, m.BLUE)
    c.pigment("#f1f2ec")


@scene("vase-blue-white", "stand")
def vase_blue_white() -> None:
    lathe(BALUSTER, painted(_bamboo_vase))


def _landscape_vase(c: Canvas) -> None:
    f.mountains(c, 0.36, 0.72, ["#c9d5e6", "#98aed3", "#5d7cb5", "#2f4f98"])
    for x in np.arange(0.2, c.ratio, 0.55):
        f.boat(c, (x, 0.26), 0.035, m.DEEP_BLUE, m.PALE_BLUE)
        m.bamboo(c, x + 0.27, 0.14, 0.5)
    f.reeds(c, 0.13, 120, m.BLUE, 0.05)
    m.lappets(c, 0.02, 0.1, 30, m.BLUE, m.PALE_BLUE)
    m.fret(c, 0.8, 0.825, m.BLUE)
    c.pigment("#f1f2ec")


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
    c.pigment("#f1f2ec")


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


RICE_JAR = [(0, 0), (0.6, 0), (0.66, 0.04), (0.86, 0.5), (0.95, 1.0), (0.85, 1.5), (0.62, 1.72)]
RICE_JAR += [(0.58, 1.8), (0.62, 1.88), (0.58, 1.9), (0.5, 1.8)]
RICE_JAR_LID = [(0.7, 1.88), (0.72, 1.93), (0.5, 2.05), (0.16, 2.13), (0.12, 2.18), (0.19, 2.28)]
RICE_JAR_LID += [(0.14, 2.36), (0, 2.38)]


@scene("rice-jar", "stand")
def rice_jar() -> None:
    glaze = BROWN_GLAZE.but(color="#7a5a22", mottle=(4, 0.55))
    lathe(RICE_JAR, glaze)
    lathe(RICE_JAR_LID, glaze)


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
