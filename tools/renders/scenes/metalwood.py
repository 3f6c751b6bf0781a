"""Bronze, gilding, silver, carved wood, instruments, kites and small sculpture."""

from __future__ import annotations

import math

import bpy
import motifs as m
import numpy as np
from materials import (
    BAMBOO,
    BLACK_LACQUER,
    BRONZE,
    GOLD,
    PALE_WOOD,
    PAPER,
    RED_LACQUER,
    SILVER,
    WOOD,
    Look,
)
from plants import blade
from sculpt import blobs, relief
from shapes import ball, box, copy, drop, lathe, place, rod, strands, surface
from textures import Canvas

from scenes import scene
from scenes.ceramics import BALUSTER, PEAR


def raised(paint: Canvas, base: Look, strength: float = 0.9, blur: float = 2) -> Look:
    """Metal or wood with a painted height as chased ornament."""
    paint.soften(blur)
    return base.but(relief=(paint.done(), strength))


@scene("bronze-vase", "stand")
def bronze_vase() -> None:
    c = Canvas(2.2, "#404040")
    for k in range(4):
        m.carp(
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
    m.carp(c, (0.68, 0.46), 0.34, 24, "#c0c0c0", "#ffffff", "#303030")
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


@scene("gold-drum")
def gold_drum() -> None:
    top = Canvas(1.0, "#404040")
    for r in (0.12, 0.2, 0.28, 0.36, 0.44, 0.48):
        top.ring((0.5, 0.5), r, 0.012, "#ffffff")
    for k in range(14):
        top.leaf((0.5, 0.5), 0.12, k * 360 / 14, 0.04, "#ffffff", bend=0)
    for k in range(40):
        t = 2 * math.pi * k / 40
        for r in (0.24, 0.4):
            top.leaf(
                (0.5 + r * math.cos(t), 0.5 + r * math.sin(t)),
                0.05,
                math.degrees(t) + 60,
                0.02,
                "#e0e0e0",
            )
    side = Canvas(3.0, "#404040")
    for low in (0.1, 0.2, 0.5, 0.62, 0.86, 0.94):
        side.band(low, low + 0.02, "#ffffff")
    lathe(
        [
            (1.1, 0),
            (1.15, 0.03),
            (1.05, 0.35),
            (0.85, 0.7),
            (0.85, 1.0),
            (1.1, 1.2),
            (1.2, 1.4),
            (1.12, 1.55),
            (1.2, 1.6),
            (1.2, 1.64),
        ],
        raised(side, GOLD),
        steps=5,
    )
    lathe([(1.2, 1.64), (0.6, 1.645), (0, 1.65)], raised(top, GOLD, 1.0), uv="disc", steps=2)
    for side_x in (-1, 1):
        t = np.linspace(0, math.pi, 20)
        strands(
            [np.stack([side_x * (0.9 + 0.25 * np.sin(t)), 0 * t, 0.95 - 0.2 * np.cos(t)], 1)],
            0.05,
            GOLD,
        )


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
    for k in range(14):
        box(
            (1.35, 1.35, 0.012),
            PAPER.but(color="#d9b98a"),
            at=(-0.25, 0.25, 0.024 * k),
            bevel=0.002,
            turn=10 + rng.normal(0, 1.5),
        )
        box(
            (1.22, 1.22, 0.01),
            GOLD.but(grain=(9, 0.35)),
            at=(-0.25, 0.25, 0.013 + 0.024 * k),
            bevel=0.001,
            turn=10 + rng.normal(0, 1.5),
        )

    def loose(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        z = 0.02 + 0.05 * np.abs(np.sin(5 * u + 3 * v)) * u + 0.12 * np.clip(v - 0.7, 0, 1) * u
        return np.stack([(u - 0.5) * 1.2, (v - 0.5) * 1.2, z], -1)

    sheet = surface(loose, 60, 60, GOLD.but(grain=(9, 0.35)), at=(0.75, -0.75, 0))
    sheet.rotation_euler.z = math.radians(-24)
    strands([np.array([(-1.6, -0.7, 0.05), (-0.3, -1.35, 0.05)])], 0.045, BAMBOO)
    strands(
        [np.array([(-0.3, -1.35, 0.05), (-0.1, -1.45, 0.04)])],
        0.06,
        Look("#e9dfc8", rough=0.9, sheen=0.5),
        taper=lambda t: 1 - 0.7 * t,
    )


@scene("silver-filigree", "flat", fill=0.66)
def silver_filigree() -> None:
    wires = []
    t = np.linspace(0, 1, 40)
    for ring, count, size in ((0.42, 8, 0.2), (0.85, 14, 0.2)):
        for k in range(count):
            a = 2 * math.pi * k / count
            for way in (-1, 1):
                turn = way * 9 * t
                r = size * (1 - 0.85 * t)
                x = ring + r * np.cos(turn)
                y = way * size * 0.55 + r * np.sin(turn)
                wires.append(
                    np.stack(
                        [
                            x * math.cos(a) - y * math.sin(a),
                            x * math.sin(a) + y * math.cos(a),
                            0.08 + 0 * t,
                        ],
                        1,
                    )
                )
    strands(wires, 0.022, SILVER)
    circle = np.linspace(0, 2 * math.pi, 120, endpoint=False)
    for r, thick in ((0.2, 0.035), (0.62, 0.03), (1.1, 0.045)):
        strands(
            [np.stack([r * np.cos(circle), r * np.sin(circle), 0.08 + 0 * circle], 1)],
            thick,
            SILVER,
            closed=True,
        )
    ball(0.15, SILVER, at=(0, 0, 0.1), squash=0.7)
    bead = ball(0.05, SILVER, at=(1.18, 0, 0.08))
    for k in range(1, 36):
        a = 2 * math.pi * k / 36
        copy(bead, (1.18 * math.cos(a), 1.18 * math.sin(a), 0.08))
    links = []
    for k in range(17):
        s = k / 16 * 2 - 1
        c = np.array((1.0 * s, 1.28 + 0.75 * (1 - s * s) ** 0.5, 0.06))
        a = np.linspace(0, 2 * math.pi, 20, endpoint=False)
        links.append(c + np.stack([0.08 * np.cos(a), 0.08 * np.sin(a), 0.02 * np.sin(2 * a)], 1))
    strands(links, 0.016, SILVER, closed=True)


@scene("flute-kite", "front", fill=0.76)
def flute_kite() -> None:
    def sail(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        half = 0.52 * np.sqrt(np.clip(1 - (2 * u - 1) ** 2, 0, 1))
        x = (2 * u - 1) * 2.1
        z = 1.35 + (2 * v - 1) * half - 0.16 * (2 * u - 1) ** 2
        return np.stack([x, 0.12 * (2 * v - 1) ** 2 + 0.2 * (2 * u - 1) ** 2, z], -1)

    surface(sail, 24, 120, PAPER.but(color="#d9a65a"))
    t = np.linspace(-1, 1, 80)
    half = 0.52 * np.sqrt(1 - t**2)
    edge = [
        np.stack([2.1 * t, 0.12 + 0.2 * t**2, 1.35 + s * half - 0.16 * t**2], 1) for s in (-1, 1)
    ]
    spine = [np.stack([2.1 * t, -0.02 + 0.2 * t**2, 1.35 - 0.16 * t**2], 1)]
    ribs = [
        np.array(
            [
                (
                    x,
                    0.19 * (x / 2.1) ** 2 - 0.01,
                    1.35 - 0.16 * (x / 2.1) ** 2 + s * 0.52 * math.sqrt(1 - (x / 2.1) ** 2),
                )
                for s in (-1, 0, 1)
            ]
        )
        for x in np.linspace(-1.6, 1.6, 9)
    ]
    strands([*edge, *spine, *ribs], 0.022, BAMBOO)
    strands([np.array([(0, -0.05, 2.45), (0, -0.05, 0.06)])], 0.03, BAMBOO)
    for z, size in ((1.95, 0.5), (2.15, 0.36), (2.31, 0.26)):
        place(lambda s=size: rod(0.1 * s / 0.4, 2 * s, WOOD, bevel=0.03), (-size, -0.08, z), 1, 0)
        bpy.data.objects[-1].rotation_euler = (0, math.pi / 2, 0)
    box((1.2, 0.5, 0.1), WOOD, bevel=0.02)


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
    m.carp(c, (0.62, 0.5), 0.3, 48, "#d0d0d0", "#ffffff", "#404040")
    for x, y in ((0.25, 0.75), (1.1, 0.7), (1.05, 0.42)):
        for r in (0.1, 0.06, 0.03):
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


@scene("wood-buffalo", "table", elevation=14)
def wood_buffalo() -> None:
    wood = WOOD.but(color="#9a6434", mottle=(4, 0.4))
    parts = [
        (0, 0, 0.85, 1.0, 0.46, 0.45),
        (-0.55, 0, 0.95, 0.5, 0.42, 0.42),
        (-1.05, -0.1, 1.0, 0.3, 0.26, 0.28),
        (-1.4, -0.2, 0.82, 0.28, 0.18, 0.2),
    ]
    parts += [
        (x, y, z, 0.15, 0.15, 0.36) for x in (-0.6, 0.62) for y in (-0.24, 0.24) for z in (0.2, 0.5)
    ]
    blobs(parts, wood)
    for side in (-1, 1):
        t = np.linspace(0, 1, 24)
        horn = np.stack(
            [
                -1.1 + 0.75 * t**1.5,
                -0.12 + side * (0.18 + 0.55 * np.sin(2.2 * t)),
                1.22 + 0.28 * np.sin(2.4 * t),
            ],
            1,
        )
        strands([horn], 0.09, wood.but(color="#4a2c16"), taper=lambda s: 1 - 0.85 * s)
        ear = ball(0.13, wood, at=(-0.98, -0.1 + side * 0.34, 1.08))
        ear.scale = (0.5, 1.3, 0.4)
    strands([np.array([(0.98, 0, 1.0), (1.2, 0.05, 0.8), (1.16, 0.08, 0.35)])], 0.05, wood)
    blobs(
        [
            (0.1, 0, 1.55, 0.2, 0.17, 0.3),
            (-0.02, 0, 2.02, 0.17, 0.16, 0.18),
            (-0.12, 0.2, 1.3, 0.3, 0.1, 0.1),
            (-0.12, -0.2, 1.3, 0.3, 0.1, 0.1),
            (-0.12, 0.22, 1.7, 0.2, 0.07, 0.07),
            (-0.12, -0.22, 1.7, 0.2, 0.07, 0.07),
        ],
        wood.but(color="#b47f48"),
        detail=0.03,
    )
    strands([np.array([(-0.2, -0.5, 1.86), (-0.2, 0.3, 1.9)])], 0.035, BAMBOO)
    box((2.7, 1.1, 0.1), wood.but(color="#6b4020"), bevel=0.03)


@scene("mooncake-mould", "above")
def mooncake_mould() -> None:
    wood = PALE_WOOD.but(color="#b98a52")
    c = Canvas(1.0, "#ffffff", 700)
    c.dot((0.5, 0.5), 0.4, "#505050")
    for k in range(16):
        c.dot(
            (0.5 + 0.4 * math.cos(k * math.pi / 8), 0.5 + 0.4 * math.sin(k * math.pi / 8)),
            0.07,
            "#505050",
        )
    m.chrysanthemum(c, (0.5, 0.5), 0.3, "#101010", "#303030")
    board = relief(c.done(), 1.7, 1.7, 0.26, wood, blur=5)
    board.rotation_euler.x, board.location = -math.pi / 2, (0, 0.85, 0.1)
    board.scale.z = -1
    box((1.72, 1.72, 0.28), wood, bevel=0.03).scale.z = 0.4
    for x in (-0.84, 0.84):
        box((0.06, 1.72, 0.36), wood, at=(x, 0, 0), bevel=0.02)
    for y in (-0.84, 0.84):
        box((1.72, 0.06, 0.36), wood, at=(0, y, 0), bevel=0.02)
    strands(
        [np.array([(0, -0.8, 0.18), (0, -1.3, 0.17), (0, -2.0, 0.17)])],
        0.16,
        wood,
        taper=lambda t: 1.3 - 0.5 * np.sin(math.pi * t),
    )


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


@scene("moon-lute", "stand", elevation=8)
def moon_lute() -> None:
    wood = WOOD.but(color="#5b331b", coat=0.5)
    face = Look(
        "#d8b27a", rough=0.4, coat=0.3, mottle=(3, 0.25), grain=(26, 0.1), grain_stretch=(6, 1, 1)
    )

    def lute() -> None:
        lathe([(0, 0), (0.78, 0), (0.8, 0.03), (0.8, 0.22), (0.78, 0.25), (0, 0.25)], wood, steps=1)
        rod(0.74, 0.02, face, at=(0, 0, 0.245), bevel=0.005)
        box((0.16, 2.1, 0.16), wood, at=(0, 1.75, 0.12), bevel=0.03)
        box((0.24, 0.42, 0.16), wood, at=(0, 2.95, 0.08), bevel=0.05)
        for k in range(8):
            box((0.16, 0.025, 0.1), BAMBOO, at=(0, 0.75 + 0.24 * k, 0.27), bevel=0.008)
        box((0.36, 0.06, 0.08), wood, at=(0, -0.45, 0.26), bevel=0.02)
        for x in (-0.04, 0.04):
            strands(
                [np.array([(x, -0.45, 0.35), (x, 2.85, 0.39)])], 0.008, Look("#e9e3cf", rough=0.4)
            )
        for side in (-1, 1):
            strands([np.array([(side * 0.1, 2.9, 0.16), (side * 0.42, 2.92, 0.16)])], 0.045, wood)

    place(lute, (0, 0.1, 0.82), 1, 0, 80)
    box((1.0, 0.6, 0.06), wood, bevel=0.02)
    for x in (-0.36, 0.36):
        strands([np.array([(x, -0.3, 0.06), (x, -0.32, 0.2)])], 0.05, wood)
        strands([np.array([(x * 0.4, 0.35, 0.06), (x * 0.4, 0.42, 1.6)])], 0.04, wood)


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
