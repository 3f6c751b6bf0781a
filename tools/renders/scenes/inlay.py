"""Mother-of-pearl inlay in wood and lacquer."""

from __future__ import annotations

import motifs as m
import numpy as np
from materials import BLACK_LACQUER, WOOD, Look
from shapes import box, lathe, strands
from textures import Canvas

from scenes import scene
from scenes.lacquer import chest
from scenes.vases import BALUSTER

PEARL = ["#e8efe9", "#cfe3e0", "#e6d5e2", "#d6e6d2"]


def inlaid(c: Canvas, wood: bool = True, **changes: object) -> Look:
    """Shell set flush in wood or lacquer: shimmering paint, polished over."""
    base = WOOD.but(mottle=None, grain=None) if wood else BLACK_LACQUER
    c.nacre()
    return base.but(texture=c.done(), color=c.ground, coat=1.0, rough=0.2, **changes)


def shell_branch(
    c: Canvas,
    start: tuple[float, float],
    end: tuple[float, float],
    size: float = 0.06,
    count: int = 8,
) -> None:
    """A flowering twig in shell of several hues."""
    m.branch(c, start, end, "#c9d8cf", PEARL[1], PEARL[0], "#d8c88a", size, count)
    for k in range(count):
        at = (
            start[0] + (end[0] - start[0]) * c.rng.random(),
            start[1] + (end[1] - start[1]) * c.rng.random(),
        )
        c.leaf(at, size * 1.1, c.rng.uniform(0, 360), size * 0.4, PEARL[k % 4])


@scene("mother-of-pearl-box")
def mother_of_pearl_box() -> None:
    top = Canvas(1.4, "#3a1e10")
    shell_branch(top, (0.15, 0.2), (1.2, 0.8), 0.09, 9)
    for low, high in (((0.03, 0.03), (1.37, 0.05)), ((0.03, 0.95), (1.37, 0.97))):
        top.shape(np.array([low, (high[0], low[1]), high, (low[0], high[1])]), PEARL[0])
    side = Canvas(2.4, "#3a1e10")
    m.scroll(side, 0.5, 0.22, 4, PEARL[1], PEARL[2], PEARL[0])
    chest(inlaid(side), inlaid(top), (2.2, 1.55, 0.95), trim=WOOD.but(color="#2a150b"))


@scene("jewellery-box")
def jewellery_box() -> None:
    c = Canvas(1.4, "#140d0a")
    m.scroll(c, 0.5, 0.24, 2, PEARL[1], PEARL[2], PEARL[0])
    for x in (0.04, 1.36):
        c.stroke(np.array([(x, 0.04), (x, 0.5), (x, 0.96)]), 0.012, PEARL[0], tip=1, tail=1)
    for low in (0.034, 0.954):
        c.band(low, low + 0.012, PEARL[0])
    side = Canvas(2.4, "#140d0a")
    m.scroll(side, 0.5, 0.17, 3, PEARL[1], PEARL[2], PEARL[0])
    chest(
        inlaid(side, wood=False),
        inlaid(c, wood=False),
        (1.7, 1.3, 1.3),
        turn=-24,
        trim=Look("#c9a24c", rough=0.3, metal=1),
    )


@scene("inlaid-tray", "above")
def inlaid_tray() -> None:
    c = Canvas(1.5, "#4a2814")
    shell_branch(c, (0.2, 0.25), (1.3, 0.75), 0.085, 10)
    for at in ((0.6, 0.62), (0.98, 0.5)):
        c.dot(at, 0.07, PEARL[2])
        c.leaf((at[0], at[1] + 0.05), 0.06, 90, 0.05, PEARL[0])
    box((2.6, 1.75, 0.08), inlaid(c), bevel=0.012)
    for x, y, w, d in (
        (0, 0.89, 2.7, 0.09),
        (0, -0.89, 2.7, 0.09),
        (1.31, 0, 0.09, 1.75),
        (-1.31, 0, 0.09, 1.75),
    ):
        box((w, d, 0.26), WOOD.but(color="#4a2814", coat=0.6), at=(x, y, 0), bevel=0.03)


@scene("inlaid-panels", "front", fill=0.72)
def inlaid_panels() -> None:
    for k in range(4):
        c = Canvas(0.4, "#1c0f09", seed=k + 2)
        if k == 3:
            m.bamboo(c, 0.2, 0.1, 0.85, PEARL[1], PEARL[0])
        elif k == 1:
            for t in range(9):
                c.leaf((0.2, 0.12), 0.4 + 0.05 * t, 60 + 8 * t, 0.03, PEARL[t % 4], bend=0.2)
            m.blossom(c, (0.24, 0.66), 0.06, PEARL[0], PEARL[2])
        elif k == 2:
            c.curve((0.16, 0.1), (0.2, 0.8), 0.1, 0.012, PEARL[1])
            for at in ((0.2, 0.8), (0.13, 0.55), (0.28, 0.62)):
                m.chrysanthemum(c, at, 0.08, PEARL[0], PEARL[2])
        else:
            shell_branch(c, (0.1, 0.1), (0.3, 0.85), 0.05, 8)
        x = (k - 1.5) * 0.86
        box((0.78, 0.08, 2.2), WOOD.but(color="#4a2412"), at=(x, 0, 0), bevel=0.02)
        box((0.64, 0.04, 1.9), inlaid(c, wood=False), at=(x, -0.03, 0.15), bevel=0.004)


@scene("inlaid-vase", "stand")
def inlaid_vase() -> None:
    c = Canvas(2.2, "#4a2412")
    m.scroll(c, 0.42, 0.12, 4, PEARL[1], PEARL[2], PEARL[0])
    m.fret(c, 0.77, 0.8, PEARL[0])
    m.lappets(c, 0.03, 0.13, 24, PEARL[1], PEARL[2])
    lathe([(r * 0.85, z * 1.1) for r, z in BALUSTER], inlaid(c))


@scene("chopsticks", "above")
def chopsticks() -> None:
    for k in range(10):
        look = WOOD.but(color=("#4a2814", "#5b331b")[k % 2], coat=0.4, rough=0.3)
        for pair in (0, 0.1):
            x = (k - 4.5) * 0.3 + pair
            line = np.array([(x, 1.5, 0.045), (x * 0.96, -1.5, 0.03)])
            strands([line], 0.045, look, taper=lambda t: 1 - 0.45 * t)
            strands(
                [np.array([(x, 1.62, 0.045), (x, 1.45, 0.045)])],
                0.047,
                Look(PEARL[k % 4], rough=0.15, coat=1),
            )
    box((3.3, 0.22, 0.03), WOOD.but(color="#8c1c13", mottle=None), at=(0, 0.4, 0.09), bevel=0.01)
