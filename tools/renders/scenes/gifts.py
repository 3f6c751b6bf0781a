"""Gift boxes, the mid-autumn lantern, and small groups made of other scenes."""

from __future__ import annotations

import math
from collections.abc import Callable

import motifs as m
import numpy as np
from arrange import place
from cloth import folded
from materials import BLACK_LACQUER, HONEY, KRAFT, LINEN, PORCELAIN, RED_LACQUER, SILK, WOOD, Look
from shapes import box, lathe, ribbon, strands, surface
from textures import Canvas

from scenes import scene
from scenes.bottles import bottle
from scenes.cakes import CRUST, SNOW, cake
from scenes.inlay import mother_of_pearl_box
from scenes.jars import jar
from scenes.silk import figured
from scenes.tableware import CUP, teapot
from scenes.tea import caddy

GOLD_TRIM = Look("#c9a24c", rough=0.35, metal=1)


def crate(size: tuple[float, float, float], look: Look, inside: str = "#e7dcc0") -> None:
    """An open box with a lid leaning behind it and paper straw inside."""
    w, d, h = size
    box((w, d, 0.06), look, bevel=0.015)
    for y in (-d / 2, d / 2):
        box((w + 0.06, 0.07, h), look, at=(0, y, 0), bevel=0.02)
    for x in (-w / 2, w / 2):
        box((0.07, d, h), look, at=(x, 0, 0), bevel=0.02)
    rng = np.random.default_rng(3)
    lines = []
    for _ in range(520):
        x, y = rng.uniform(-w / 2 + 0.1, w / 2 - 0.1), rng.uniform(-d / 2 + 0.1, d / 2 - 0.1)
        t = np.linspace(0, 1, 12)
        a, r = rng.uniform(0, 6.3), rng.uniform(0.06, 0.14)
        lines.append(
            np.stack(
                [
                    np.clip(x + r * np.cos(a + 5 * t), -w / 2 + 0.06, w / 2 - 0.06),
                    np.clip(y + r * np.sin(a + 5 * t), -d / 2 + 0.06, d / 2 - 0.06),
                    h * 0.4 + rng.uniform(-0.1, 0.1) + 0.08 * np.sin(4 * t + a),
                ],
                1,
            )
        )
    strands(lines, 0.014, Look(inside, rough=0.9))
    box((w - 0.08, d - 0.08, h * 0.4), Look(inside, rough=0.95), bevel=0.0)


def _tin(ground: str, line: str) -> Callable[[], None]:
    def make() -> None:
        c = Canvas(3.0, ground)
        for x in np.arange(0.2, 3.0, 0.75):
            m.lotus_plant(c, x, 0.06, 0.55, 0.15, [line, line], line, line)
        caddy(Look(texture=c.image, rough=0.35, coat=0.4), BLACK_LACQUER)

    return make


@scene("gift-hamper", "table", elevation=30)
def gift_hamper() -> None:
    crate((2.9, 1.9, 0.8), WOOD)
    place(_tin("#7d1f1a", "#d8b25a"), (-0.95, 0.45, 0.3), 0.68)
    place(lambda: jar(HONEY, accent="#a8742a"), (0.0, 0.5, 0.3), 0.72)
    place(lambda: bottle(Look("#4a220a", rough=0.04, coat=1, glass=0.25)), (0.85, 0.5, 0.3), 0.62)
    place(
        lambda: folded(figured("#27406f", "#45649a", 40), (1.0, 0.7), 4, 0.09),
        (-0.8, -0.5, 0.4),
        0.95,
        0,
        0,
    )
    for x, look in ((0.1, CRUST), (0.95, SNOW)):
        cake(look, (x, -0.5, 0.42), 0.38)


@scene("gift-box-tet", "table", elevation=30)
def gift_box_tet() -> None:
    crate((2.9, 1.9, 0.7), RED_LACQUER)
    for k, (ground, line) in enumerate(
        (("#7d1f1a", "#d8b25a"), ("#8a6a24", "#f0e2b4"), ("#49705c", "#e9e3cf"))
    ):
        place(_tin(ground, line), ((k - 1) * 0.92, 0.4, 0.28), 0.62)
    for k in range(3):
        place(
            lambda: jar(Look("#b9792c", rough=0.2, coat=0.8, mottle=(9, 0.4)), lid=GOLD_TRIM),
            ((k - 1) * 0.92, -0.5, 0.26),
            0.42,
        )


@scene("gift-box-tea", "table", elevation=30)
def gift_box_tea() -> None:
    crate((2.9, 1.9, 0.66), WOOD.but(color="#5b331b"))
    look = PORCELAIN.but(color="#a9c3b0")
    place(lambda: teapot(look, (0, 0, 0)), (-0.6, 0.25, 0.3), 0.62)
    for x in (-1.0, -0.45, 0.1):
        place(lambda: lathe(CUP, look), (x, -0.6, 0.4), 0.75)
    place(_tin("#8f4a5c", "#f3ccd3"), (0.9, 0.05, 0.26), 0.72)


@scene("gift-box-silk", "table", elevation=34)
def gift_box_silk() -> None:
    crate((2.6, 1.9, 0.5), KRAFT.but(color="#c9b48a"))
    for x, ground, tone in ((-0.62, "#a3271f", "#7f1812"), (0.62, "#e3d2aa", "#c9b07a")):
        place(lambda g=ground, t=tone: folded(figured(g, t, 40), (0.95, 1.4), 4, 0.1), (x, 0, 0.24))
        band = np.array(
            [
                (x - 0.5, 0, 0.25),
                (x - 0.48, 0, 0.62),
                (x, 0, 0.68),
                (x + 0.48, 0, 0.62),
                (x + 0.5, 0, 0.25),
            ]
        )
        ribbon(band, 0.14, 0.012, SILK.but(color="#d8b25a"), normal=band - (x, 0, 0.1))


@scene("gift-box-wedding", "table", elevation=32)
def gift_box_wedding() -> None:
    crate((2.7, 1.9, 0.55), RED_LACQUER)
    place(lambda: folded(LINEN.but(color="#e3d6b4"), (1.1, 1.3), 4, 0.12), (-0.65, 0, 0.26))
    place(lambda: folded(figured("#a3271f", "#c9782f", 40), (1.0, 1.3), 3, 0.12), (0.65, 0, 0.26))
    band = np.array(
        [(-1.2, 0, 0.3), (-1.15, 0, 0.74), (-0.65, 0, 0.8), (-0.15, 0, 0.74), (-0.1, 0, 0.3)]
    )
    ribbon(band, 0.16, 0.012, SILK.but(color="#a3271f"), normal=band - (-0.65, 0, 0.1))


@scene("gift-box-inlay", "table", elevation=30)
def gift_box_inlay() -> None:
    crate((2.9, 2.2, 0.55), KRAFT.but(color="#3a2a20"), "#d9c79a")
    place(mother_of_pearl_box, (-0.25, 0.1, 0.28), 0.78, -14)
    place(
        lambda: box((0.5, 1.6, 0.16), figured("#27406f", "#45649a", 30), bevel=0.05),
        (1.1, -0.05, 0.3),
        1,
        -6,
    )


def _lantern_stand(cord: Look) -> None:
    """The post that the lantern hangs from, its cord and its tassel."""
    way = [np.array((math.cos(k), math.sin(k), 0)) for k in range(40)]
    top, low = np.array((0, 0, 0.5)), np.array((0, 0, 0.06))
    strands([np.array([0.05 * w + top, 0.07 * w + low]) for w in way], 0.012, cord)
    strands([np.array([(0, 0, 2.12), (0, 0, 2.75)])], 0.012, cord)
    strands([np.array([(0, 0, 2.75), (0.9, 0, 2.75), (0.9, 0, 0.05)])], 0.05, WOOD)
    box((1.5, 0.7, 0.08), WOOD, at=(0.3, 0, 0), bevel=0.02)


@scene("lantern", "stand")
def lantern() -> None:
    ribs, high, cord = 16, 1.5, Look("#d8a64a", rough=0.5)
    t = np.linspace(0, 1, 40)
    bulge = 0.28 + 0.62 * np.sin(math.pi * t) ** 0.75

    def skin(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        a = 2 * math.pi * u
        r = np.interp(v, t, bulge) * (1 - 0.035 * np.abs(np.sin(ribs / 2 * a)))
        return np.stack([r * np.cos(a), r * np.sin(a), 0.55 + high * v], -1)

    c = Canvas(2.2, "#c8321f")
    for start, end in (((0.3, 0.3), (1.0, 0.65)), ((1.4, 0.3), (2.0, 0.7))):
        m.branch(c, start, end, "#7a1f14", "#8a5a1c", "#f0c04a", "#c8321f", 0.07, 7)
    surface(skin, 60, 200, SILK.but(texture=c.done(), glow=0.25))
    r = bulge + 0.005
    around = np.linspace(0, 2 * math.pi, ribs, endpoint=False)
    strands(
        [np.stack([r * math.cos(a), r * math.sin(a), 0.55 + high * t], 1) for a in around],
        0.012,
        cord,
    )
    for z in (0.5, 2.0):
        cap = [(0.32, z), (0.34, z + 0.03), (0.34, z + 0.1), (0.3, z + 0.12), (0, z + 0.12)]
        lathe(cap, WOOD, steps=1)
    _lantern_stand(cord)
