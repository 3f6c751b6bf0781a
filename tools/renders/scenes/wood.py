"""Carved wood and small sculpture."""

from __future__ import annotations

import itertools
import math

import figures as f
import motifs as m
import numpy as np
from arrange import copy, drop
from materials import (
    BAMBOO,
    GOLD,
    PALE_WOOD,
    RED_LACQUER,
    WOOD,
    Look,
)
from plants import blade
from sculpt import blobs, relief
from shapes import ball, box, lathe, rod, strands
from textures import Canvas

from scenes import scene
from scenes.metal import raised


@scene("lotus-stand", "table")
def lotus_stand() -> None:
    gold = GOLD.but(rough=0.3)
    lathe(
        [(0, 0), (1.0, 0), (1.04, 0.06), (0.95, 0.16), (0.7, 0.26), (0.62, 0.4), (0.7, 0.5)],
        RED_LACQUER,
        steps=5,
    )
    for ring, (count, r, z, lift, look) in enumerate(
        (
            (16, 0.62, 0.5, 0.35, RED_LACQUER),
            (16, 0.6, 0.56, 0.75, gold),
            (14, 0.55, 0.6, 1.05, gold),
        )
    ):
        petal = blade(0.55, 0.34, look, curl=0.6, cup=0.7, blunt=1.05)
        for k in range(count):
            t = 2 * math.pi * (k + 0.5 * (ring % 2)) / count
            copy(petal, (r * math.cos(t), r * math.sin(t), z), (0, -lift, t))
        drop(petal)
    rod(0.72, 0.22, gold, at=(0, 0, 0.62))
    seed = ball(0.06, RED_LACQUER, at=(0, 0, 0.84), squash=0.5)
    for k in range(12):
        t = 2.4 * k
        r = 0.16 * math.sqrt(k)
        copy(seed, (r * math.cos(t), r * math.sin(t), 0.84))


@scene("wood-relief", "front", fill=0.68)
def wood_relief() -> None:
    c = Canvas(1.35, "#000000", 900)
    for k in range(9):
        for j in range(3):
            c.curve(
                (0.02 + 0.16 * k, 0.08 + 0.07 * j),
                (0.2 + 0.16 * k, 0.08 + 0.07 * j),
                0.45,
                0.03,
                ("#808080", "#707070", "#606060")[j],
            )
    f.carp(c, (0.66, 0.52), 0.4, 40, "#d0d0d0", "#ffffff", "#404040")
    for x, y in ((0.25, 0.75), (1.1, 0.7), (1.05, 0.42)):
        for r in (0.07, 0.045, 0.02):
            c.ring((x, y), r, 0.02, "#909090")
    wood = PALE_WOOD.but(
        color="#b07a3e", mottle=(3, 0.35), grain=(26, 0.15), grain_stretch=(1, 1, 6)
    )
    relief(c.done(), 2.5, 1.85, 0.2, wood, at=(0, 0, 0.14), blur=6)
    for z in (0, 1.94):
        box((2.8, 0.34, 0.18), wood.but(color="#8a5a2c"), at=(0, 0.02, z), bevel=0.03)
    for x in (-1.3, 1.3):
        box((0.18, 0.34, 1.85), wood.but(color="#8a5a2c"), at=(x, 0.02, 0.12), bevel=0.03)
    box((2.5, 0.1, 1.9), wood, at=(0, 0.1, 0.1), bevel=0.01)


BUFFALO = [
    (0, 0, 0.85, 1.0, 0.46, 0.45),
    (-0.55, 0, 0.95, 0.5, 0.42, 0.42),
    (-1.05, -0.1, 1.0, 0.3, 0.26, 0.28),
    (-1.4, -0.2, 0.82, 0.28, 0.18, 0.2),
]
HERD_BOY = [
    (0.1, 0, 1.55, 0.2, 0.17, 0.3),
    (-0.02, 0, 2.02, 0.17, 0.16, 0.18),
    (-0.12, 0.2, 1.3, 0.3, 0.1, 0.1),
    (-0.12, -0.2, 1.3, 0.3, 0.1, 0.1),
    (-0.12, 0.22, 1.7, 0.2, 0.07, 0.07),
    (-0.12, -0.22, 1.7, 0.2, 0.07, 0.07),
]


@scene("wood-buffalo", "table", elevation=14)
def wood_buffalo() -> None:
    wood = WOOD.but(color="#9a6434", mottle=(4, 0.4))
    legs = itertools.product((-0.6, 0.62), (-0.24, 0.24), (0.2, 0.5))
    blobs([*BUFFALO, *((x, y, z, 0.15, 0.15, 0.36) for x, y, z in legs)], wood)
    t = np.linspace(0, 1, 24)
    for side in (-1, 1):
        bow = -0.12 + side * (0.18 + 0.55 * np.sin(2.2 * t))
        horn = np.stack([-1.1 + 0.75 * t**1.5, bow, 1.22 + 0.28 * np.sin(2.4 * t)], 1)
        strands([horn], 0.09, wood.but(color="#4a2c16"), taper=lambda s: 1 - 0.85 * s)
        ear = ball(0.13, wood, at=(-0.98, -0.1 + side * 0.34, 1.08))
        ear.scale = (0.5, 1.3, 0.4)
    strands([np.array([(0.98, 0, 1.0), (1.2, 0.05, 0.8), (1.16, 0.08, 0.35)])], 0.05, wood)
    blobs(HERD_BOY, wood.but(color="#b47f48"), detail=0.03)
    strands([np.array([(-0.2, -0.5, 1.86), (-0.2, 0.3, 1.9)])], 0.035, BAMBOO)
    box((2.7, 1.1, 0.1), wood.but(color="#6b4020"), bevel=0.03)


@scene("carved-bowl")
def carved_bowl() -> None:
    c = Canvas(2.6, "#404040")
    m.scroll(c, 0.55, 0.2, 5, "#ffffff", "#b0b0b0", "#ffffff")
    c.band(0.9, 0.96, "#ffffff")
    wood = WOOD.but(color="#7d4a26", coat=0.25)
    lathe(
        [
            (0, 0.05),
            (0.5, 0.05),
            (0.52, 0),
            (0.6, 0),
            (0.64, 0.1),
            (1.05, 0.38),
            (1.25, 0.8),
            (1.28, 0.95),
            (1.22, 0.96),
            (1.15, 0.8),
            (0.95, 0.44),
            (0.5, 0.18),
            (0, 0.15),
        ],
        raised(c, wood),
    )


@scene("pen-rest")
def pen_rest() -> None:
    ash = Look("#a8a58c", rough=0.3, coat=0.5, mottle=(5, 0.4))
    parts = [
        (0.1, 0, 0.4, 0.75, 0.36, 0.32),
        (-0.62, 0, 0.68, 0.34, 0.3, 0.32),
        (-0.92, 0, 0.56, 0.18, 0.2, 0.16),
        (0.85, 0, 0.6, 0.14, 0.14, 0.34),
    ]
    for side in (-1, 1):
        parts += [
            (-0.55, side * 0.26, 0.18, 0.16, 0.13, 0.24),
            (-0.72, side * 0.28, 0.07, 0.22, 0.12, 0.08),
            (0.55, side * 0.28, 0.22, 0.3, 0.14, 0.22),
            (0.3, side * 0.34, 0.07, 0.28, 0.11, 0.08),
            (-0.5, side * 0.22, 0.98, 0.1, 0.08, 0.14),
        ]
    blobs(parts, ash)
    for k in range(6):
        ball(0.1, ash.but(color="#8c8970"), at=(-0.4 + 0.17 * k, 0, 0.98 - 0.07 * k))
    for side in (-1, 1):
        ball(0.05, Look("#1c1712", rough=0.1, coat=1), at=(-0.86, side * 0.17, 0.76))
    strands([np.array([(0.15, -1.2, 1.0), (0.15, 1.0, 0.72)])], 0.045, BAMBOO)
    strands(
        [np.array([(0.15, -1.2, 1.0), (0.15, -1.45, 1.03)])],
        0.07,
        Look("#4a3a2c", rough=0.9),
        taper=lambda t: 1 - 0.9 * t,
    )


@scene("pierced-lamp", "stand")
def pierced_lamp() -> None:
    c = Canvas(2.2, "#efe7d6")
    holes = Canvas(2.2, "#ffffff")
    for k in range(11):
        for j in range(5):
            at = ((k + 0.5 * (j % 2)) * 0.2, 0.2 + 0.14 * j)
            for p in range(5):
                holes.leaf(
                    (at[0] + 0.008 * math.cos(p * 1.257), at[1] + 0.008 * math.sin(p * 1.257)),
                    0.055,
                    p * 72,
                    0.034,
                    "#000000",
                    bend=0,
                )
            holes.dot((at[0] + 0.1, at[1]), 0.014, "#000000")
    picture = c.done().convert("RGBA")
    picture.putalpha(holes.done().convert("L").resize(picture.size))
    look = Look(texture=picture, alpha=True, rough=0.35, coat=0.5)
    lathe(
        [(0.55, 0), (0.62, 0.04), (0.86, 0.5), (0.92, 1.0), (0.8, 1.5), (0.5, 1.85), (0.3, 1.95)],
        look,
    )
    ball(0.5, Look("#ffcf8a", glow=2.2), at=(0, 0, 0.9))
    lathe([(0.7, 0), (0.72, 0.08), (0.5, 0.1)], WOOD, steps=1)
