"""Jars, bottles, grains, noodles, sweets and herbs."""

from __future__ import annotations

import math

import motifs as m
import numpy as np
from materials import (
    BROWN_GLAZE,
    GLASS,
    HONEY,
    KRAFT,
    LINEN,
    PALE_WOOD,
    PORCELAIN,
    STONEWARE,
    WOOD,
    Look,
)
from mathutils import Matrix
from shapes import ball, box, copy, drop, heap, lathe, ribbon, rod, strands, stretch
from textures import Canvas, weave

from scenes import scene
from scenes.food import bowl, dish, tray

PASTE = Look("#8a4f1d", rough=0.35, coat=0.3, grain=(20, 0.6), mottle=(12, 0.5))


def label(
    radius: float,
    low: float,
    high: float,
    tone: str = "#efe6d0",
    accent: str = "#7a5a2c",
    at: tuple[float, float, float] = (0, 0, 0),
) -> None:
    """A plain paper band with a painted sprig; no words."""
    c = Canvas(3.0, tone, 400)
    for x in (0.05, 1.5):
        m.branch(c, (x - 0.3, 0.25), (x + 0.25, 0.7), accent, accent, accent, tone, 0.1, 4)
    c.band(0.05, 0.08, accent)
    c.band(0.92, 0.95, accent)
    lathe([(radius, low), (radius, high)], Look(texture=c.image, rough=0.85), at=at, steps=1)


def jar(
    fill: Look,
    at: tuple[float, float, float] = (0, 0, 0),
    *,
    paper: str = "#efe6d0",
    lid: Look = PALE_WOOD,
    accent: str = "#7a5a2c",
) -> None:
    """A straight preserving jar full to the neck, with a wooden lid."""
    lathe(
        [
            (0, 0.02),
            (0.5, 0),
            (0.58, 0.04),
            (0.6, 0.12),
            (0.6, 1.0),
            (0.58, 1.12),
            (0.46, 1.2),
            (0.45, 1.26),
            (0, 1.26),
        ],
        fill,
        at=at,
        steps=4,
    )
    label(0.606, 0.32, 0.82, paper, accent, at)
    rod(0.5, 0.24, lid, at=(at[0], at[1], 1.22), bevel=0.03)


def bottle(
    fill: Look,
    at: tuple[float, float, float] = (0, 0, 0),
    *,
    cap: Look = WOOD,
    paper: str = "#efe6d0",
    accent: str = "#7a5a2c",
) -> None:
    """A tall bottle with a label and a stopper."""
    lathe(
        [
            (0, 0.02),
            (0.36, 0),
            (0.42, 0.04),
            (0.43, 0.12),
            (0.43, 1.3),
            (0.38, 1.55),
            (0.2, 1.8),
            (0.16, 1.95),
            (0.16, 2.2),
            (0.19, 2.22),
            (0.19, 2.28),
            (0, 2.3),
        ],
        fill,
        at=at,
        steps=5,
    )
    label(0.436, 0.4, 1.05, paper, accent, at)
    rod(0.18, 0.26, cap, at=(at[0], at[1], 2.26), bevel=0.03)


def beans(
    at: tuple[float, float, float], radius: float, count: int, color: str, seed: int = 1
) -> None:
    """A small spill of beans on the ground."""
    rng = np.random.default_rng(seed)
    pattern = ball(0.055, Look(color, rough=0.4, coat=0.2), squash=0.85)
    for _ in range(count):
        r, a = radius * math.sqrt(rng.random()), rng.uniform(0, 6.3)
        copy(
            pattern,
            (at[0] + r * math.cos(a), at[1] + 0.5 * r * math.sin(a), 0.05),
            tuple(rng.uniform(0, 3, 3)),
        )
    drop(pattern)


@scene("soya-sauce")
def soya_sauce() -> None:
    bottle(Look("#4a220a", rough=0.04, coat=1, glass=0.25), (-0.5, 0.3, 0))
    bowl((0.62, -0.3, 0), 0.55, BROWN_GLAZE)
    rod(0.5, 0.03, Look("#8a5218", rough=0.12, coat=0.8, grain=(30, 0.3)), at=(0.62, -0.3, 0.3))
    beans((0.1, -0.95, 0), 0.55, 34, "#d9b873")


@scene("soya-jar", "stand")
def soya_jar() -> None:
    lathe(
        [
            (0, 0),
            (0.5, 0),
            (0.56, 0.05),
            (0.85, 0.6),
            (0.95, 1.1),
            (0.85, 1.5),
            (0.62, 1.7),
            (0.6, 1.78),
            (0.66, 1.82),
            (0.62, 1.85),
            (0.52, 1.7),
        ],
        STONEWARE,
        at=(-0.2, 0.2, 0),
    )
    lathe(
        [(0.98, 1.84), (0.4, 2.1), (0.05, 2.3), (0, 2.31)],
        LINEN.but(texture=weave("#d9c79a", "#9c8552", 60)),
        at=(-0.2, 0.2, 0),
        steps=3,
    )
    bowl((0.85, -0.75, 0), 0.5, BROWN_GLAZE)
    rod(0.45, 0.03, PASTE, at=(0.85, -0.75, 0.27))


@scene("chilli-sauce")
def chilli_sauce() -> None:
    jar(Look("#b5230f", rough=0.06, coat=1, mottle=(16, 0.35)), (-0.35, 0.25, 0), accent="#9c2a1c")
    red = Look("#c01f18", rough=0.2, coat=0.8)
    for x, y, a in ((0.6, -0.45, 0.4), (0.75, -0.1, -0.3), (0.35, -0.75, 0.1)):
        t = np.linspace(0, 1, 16)
        line = np.stack(
            [
                x + (t - 0.5) * math.cos(a),
                y + (t - 0.5) * math.sin(a) + 0.08 * np.sin(3 * t),
                0.09 + 0 * t,
            ],
            1,
        )
        strands([line], 0.09, red, taper=lambda s: np.clip(1 - s**2, 0.06, 1))
        strands(
            [line[:1] + np.array([(0, 0, 0), (-0.14 * math.cos(a), -0.14 * math.sin(a), 0.05)])],
            0.03,
            Look("#4f7a35", rough=0.5),
        )


@scene("sesame-salt")
def sesame_salt() -> None:
    jar(Look("#c9a878", rough=0.1, coat=1, mottle=(40, 0.6)), (-0.45, 0.3, 0))
    bowl((0.6, -0.35, 0), 0.55)
    lathe(
        [(0.49, 0.3), (0.3, 0.42), (0, 0.47)],
        Look("#c9a878", rough=0.9, grain=(60, 1.0), mottle=(30, 0.6)),
        at=(0.6, -0.35, 0),
    )
    beans((0.0, -0.9, 0), 0.4, 18, "#c98a4c", 3)


@scene("vinegar-bottle")
def vinegar_bottle() -> None:
    bottle(Look("#e0b357", rough=0.02, glass=0.9, ior=1.35), (-0.3, 0.2, 0))
    skin = Look("#e3c04a", rough=0.4, wax=0.15, mottle=(6, 0.2))
    for k in range(4):
        t = np.linspace(0, 1, 20)
        line = np.stack(
            [
                0.35 + 0.75 * t,
                -0.75 + 0.2 * k + 0.32 * np.sin(2.6 * t),
                0.13 + 0.1 * np.sin(3.1 * t) + 0.02 * k,
            ],
            1,
        )
        strands(
            [line],
            0.12,
            skin,
            taper=lambda s: np.clip(np.sin(math.pi * (0.06 + 0.9 * s)) * 3, 0.25, 1),
        )


def _honey(look: Look) -> None:
    jar(look, (-0.3, 0.25, 0), accent="#a8742a")
    bowl((0.75, -0.35, 0), 0.48)
    rod(0.42, 0.02, look.but(glass=0.5, coat=1), at=(0.75, -0.35, 0.28))
    strands([np.array([(0.66, -0.45, 0.36), (0.2, -1.0, 1.05)])], 0.035, PALE_WOOD)
    for k in range(5):
        lathe(
            [(0.02, -0.02), (0.1, 0), (0.02, 0.02)],
            PALE_WOOD,
            at=(0.7 - 0.022 * k, -0.4 - 0.026 * k, 0.32 + 0.033 * k),
            steps=3,
        )


@scene("honey-jar")
def honey_jar() -> None:
    _honey(HONEY)


@scene("honey-jar-pale")
def honey_jar_pale() -> None:
    _honey(HONEY.but(color="#f7c74a"))


@scene("cordial")
def cordial() -> None:
    bottle(HONEY.but(color="#d98a2e"), (-0.35, 0.25, 0))
    fruit = Look("#d9a03a", rough=0.4, wax=0.2, mottle=(5, 0.3))
    for x, y in ((0.45, -0.3), (0.8, -0.15), (0.65, -0.62)):
        ball(0.2, fruit, at=(x, y, 0.19), squash=0.95)
    for x, y in ((0.2, -0.85), (0.35, -0.98), (0.08, -1.0)):
        box((0.14, 0.12, 0.11), Look("#fbf6ea", rough=0.1, glass=0.6), at=(x, y, 0), turn=50 * x)


@scene("glass-noodles")
def glass_noodles() -> None:
    rng = np.random.default_rng(2)
    look = Look("#e2dac0", rough=0.25, glass=0.35, wax=0.2, ior=1.4)
    t = np.linspace(-1, 1, 50)
    lines = []
    for _ in range(420):
        r, a = 0.34 * math.sqrt(rng.random()), rng.uniform(0, 6.3)
        pinch = 0.55 + 0.45 * np.abs(t) ** 1.5
        wave = 0.02 * np.sin(9 * t + rng.uniform(0, 6))
        lines.append(
            np.stack(
                [
                    1.5 * t + rng.normal(0, 0.06),
                    r * 1.3 * math.cos(a) * pinch + wave,
                    0.37 + r * math.sin(a) * pinch + wave * 0.5,
                ],
                1,
            )
        )
    strands(lines, 0.016, look)
    ring = np.linspace(0, 2 * math.pi, 60)
    band = np.stack([0.02 * np.sin(ring), 0.29 * np.cos(ring), 0.37 + 0.225 * np.sin(ring)], 1)
    out = np.stack([0 * ring, np.cos(ring), np.sin(ring)], 1)
    ribbon(band, 0.28, 0.012, KRAFT, normal=out)


@scene("noodle-nests")
def noodle_nests() -> None:
    tray(1.4)
    rng = np.random.default_rng(7)
    look = Look("#c9b48c", rough=0.3, glass=0.35, wax=0.2, ior=1.4)
    for x, y in (
        (0, 0),
        (0.85, 0),
        (-0.85, 0),
        (0.42, 0.75),
        (-0.42, 0.75),
        (0.42, -0.75),
        (-0.42, -0.75),
    ):
        lines = []
        for _ in range(46):
            t = np.linspace(0, 2 * math.pi * 1.5, 60) + rng.uniform(0, 6)
            r = rng.uniform(0.13, 0.37) + 0.03 * np.sin(3 * t + rng.uniform(0, 6))
            z = 0.09 + rng.uniform(0, 0.2) * (1 - ((r - 0.25) / 0.2) ** 2) + 0.02 * np.sin(2 * t)
            lines.append(np.stack([x + r * np.cos(t), y + r * np.sin(t), z], 1))
        strands(lines, 0.013, look)


def grain(color: str) -> object:
    """One grain of rice."""
    kernel = lathe(
        [(0.002, -0.075), (0.022, -0.045), (0.027, 0), (0.022, 0.045), (0.002, 0.075)],
        Look(color, rough=0.35, wax=0.25),
        steps=2,
        turns=8,
    )
    kernel.data.transform(Matrix.Rotation(math.pi / 2, 4, "Y"))
    return kernel


@scene("rice-bowl")
def rice_bowl() -> None:
    bowl((0, 0, 0), 1.15, PORCELAIN.but(texture=None))
    lathe([(1.05, 0.7), (0.7, 0.98), (0.3, 1.12), (0, 1.16)], Look("#efe9da", rough=0.6))
    heap(grain("#f1ebdc"), 5200, 1.07, 0.46, at=(0, 0, 0.74), seed=3, flat=0.35)


def sack(cloth: Look, kernel: str, seed: int) -> None:
    """An open sack with its rolled rim, full of grain."""
    lathe(
        [
            (0, 0.02),
            (0.7, 0.0),
            (0.85, 0.1),
            (0.95, 0.5),
            (0.9, 0.95),
            (0.86, 1.1),
            (0.96, 1.16),
            (1.02, 1.08),
            (1.0, 0.98),
        ],
        cloth,
        lobes=9,
        depth=0.02,
    )
    lathe([(0.87, 1.0), (0.5, 1.2), (0, 1.3)], Look(kernel, rough=0.7))
    heap(grain(kernel), 5000, 0.86, 0.3, at=(0, 0, 1.02), seed=seed, flat=0.35)


@scene("rice-bag")
def rice_bag() -> None:
    sack(LINEN.but(texture=weave("#d6c193", "#8f7645", 90), grain=None), "#efe6cf", 5)


@scene("coffee")
def coffee() -> None:
    lathe(
        [(0, 0.02), (0.7, 0), (0.85, 0.1), (0.95, 0.5), (0.9, 0.9), (0.97, 0.98), (1.0, 0.9)],
        LINEN.but(texture=weave("#b89a62", "#6f5731", 80), grain=None),
        lobes=9,
        depth=0.02,
    )
    bean = ball(0.085, Look("#3a1d0e", rough=0.3, coat=0.4), squash=0.6)
    stretch(bean, (1.3, 0.9, 1))
    lathe([(0.88, 0.85), (0.5, 1.0), (0, 1.1)], Look("#2a150a", rough=0.7))
    heap(bean, 700, 0.86, 0.3, at=(0, 0, 0.9), seed=5)


@scene("starch")
def starch() -> None:
    bowl((0, 0.1, 0), 1.0, BROWN_GLAZE)
    rng = np.random.default_rng(4)
    chunk = box((0.26, 0.2, 0.18), Look("#f6f3ea", rough=0.9, grain=(30, 0.7)), bevel=0.05)
    heap(chunk, 150, 0.88, 0.4, at=(0, 0.1, 0.55), seed=2, flat=0.8, size=(0.5, 1.2))
    for k in range(4):
        box(
            (0.22, 0.18, 0.15),
            Look("#f6f3ea", rough=0.9, grain=(30, 0.7)),
            at=(0.9 + rng.normal(0, 0.12), -0.9 + 0.13 * k, 0),
            bevel=0.05,
            turn=40 * k,
        )


@scene("turmeric")
def turmeric() -> None:
    bowl((-0.25, 0.15, 0), 0.9)
    powder = Look("#dd9612", rough=1.0, grain=(45, 0.8))
    lathe(
        [(0.83, 0.5), (0.6, 0.7), (0.3, 0.88), (0, 0.97)],
        powder,
        at=(-0.25, 0.15, 0),
        lobes=7,
        depth=0.012,
    )
    root = Look("#b06a1e", rough=0.75, grain=(24, 0.6), mottle=(6, 0.4))
    for x, y, a in ((0.75, -0.6, 0.5), (0.35, -0.95, -0.2)):
        t = np.linspace(0, 1, 20)
        line = np.stack(
            [
                x + (t - 0.5) * 0.9 * math.cos(a),
                y + (t - 0.5) * 0.9 * math.sin(a),
                0.12 + 0.02 * np.sin(8 * t),
            ],
            1,
        )
        strands(
            [line],
            0.13,
            root,
            taper=lambda s: (
                (0.75 + 0.25 * np.cos(20 * s)) * np.clip(np.sin(math.pi * s) * 4, 0.2, 1)
            ),
        )


@scene("straws", "table")
def straws() -> None:
    lathe(
        [(0, 0.02), (0.42, 0.0), (0.48, 0.05), (0.5, 1.0), (0.48, 1.02), (0.45, 0.9), (0.43, 0.1)],
        GLASS,
        steps=4,
    )
    rng = np.random.default_rng(3)
    tones = ("#7fa14a", "#c8503f", "#d9a63a", "#8a5a86", "#e6dcc0")
    for k in range(30):
        a, r = rng.uniform(0, 6.3), 0.3 * math.sqrt(rng.random())
        foot = np.array((r * math.cos(a), r * math.sin(a), 0.08))
        top = foot * (1.5, 1.5, 0) + (0, 0, 1.95 + rng.uniform(-0.1, 0.1))
        strands([np.array([foot, top])], 0.05, Look(tones[k % 5], rough=0.6))


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


@scene("black-garlic")
def black_garlic() -> None:
    dish(1.35)
    skin = Look("#d9c7a6", rough=0.5, wax=0.2, mottle=(6, 0.25))
    for x, y in ((-0.5, 0.35), (0.45, 0.4)):
        lathe(
            [
                (0, 0),
                (0.2, 0.0),
                (0.42, 0.2),
                (0.42, 0.38),
                (0.22, 0.58),
                (0.08, 0.74),
                (0.06, 0.98),
                (0, 1.0),
            ],
            skin,
            at=(x, y, 0.1),
            lobes=7,
            depth=0.06,
        )
    clove = ball(0.14, Look("#1c110c", rough=0.2, coat=0.6), squash=0.75)
    stretch(clove, (1.5, 0.9, 1))
    for k in range(9):
        copy(clove, (-0.55 + 0.16 * k, -0.45 + 0.12 * math.sin(2 * k), 0.2), (0.2, 0.1, 0.9 * k))
    drop(clove)


@scene("cordyceps")
def cordyceps() -> None:
    bowl((0, 0.1, 0), 0.95)
    rng = np.random.default_rng(8)
    for _ in range(150):
        r, a = 0.6 * math.sqrt(rng.random()), rng.uniform(0, 6.3)
        foot = np.array((r * math.cos(a), 0.1 + r * math.sin(a), 0.4 + 0.25 * (1 - r)))
        way = rng.normal(0, 0.34, 2) + np.array((math.cos(a), math.sin(a))) * 0.2
        t = np.linspace(0, 1, 10)[:, None]
        line = foot + np.array((*way, 0.55)) * t + np.array((0.06, 0, 0)) * np.sin(6 * t)
        strands(
            [line],
            0.032,
            Look("#e0832a", rough=0.6, wax=0.2, mottle=(8, 0.25)),
            taper=lambda s: 0.6 + 0.9 * s * (1 - s) * 2,
        )


@scene("mushrooms")
def mushrooms() -> None:
    tray(1.35)
    cap = Look("#b98a5c", rough=0.6, wax=0.15, mottle=(4, 0.35))
    stem = Look("#efe6d3", rough=0.7, wax=0.2)
    rng = np.random.default_rng(5)
    for k in range(15):
        r, a = 0.95 * math.sqrt((k + 0.5) / 15), k * 2.4
        x, y, size = r * math.cos(a), r * math.sin(a), rng.uniform(0.8, 1.2)
        tip = rng.normal(0, 0.16, 2)
        for profile, look in (
            ([(0, 0), (0.12, 0), (0.09, 0.2), (0.1, 0.42)], stem),
            ([(0.06, 0.36), (0.3, 0.34), (0.33, 0.4), (0.26, 0.54), (0, 0.6)], cap),
        ):
            part = lathe(profile, look, at=(x, y, 0.06), steps=5, turns=40)
            part.scale, part.rotation_euler = (size,) * 3, (*tip, 0)


@scene("soap")
def soap() -> None:
    for at, color, turn in (
        ((-0.45, 0.3, 0), "#b9c49a", 14),
        ((0.5, -0.15, 0), "#d8c39a", -16),
        ((-0.3, 0.25, 0.42), "#c9a58c", -8),
    ):
        box(
            (1.2, 0.8, 0.42),
            Look(color, rough=0.4, wax=0.35, mottle=(5, 0.15)),
            at=at,
            bevel=0.09,
            turn=turn,
        )
    m_box = np.array([(-1.0, -0.9, 0.03), (0.2, -1.05, 0.03)])
    strands([m_box, np.add(m_box, (0.05, 0.06, 0))], 0.02, Look("#8a9a5c", rough=0.7))


@scene("oil-bottle")
def oil_bottle() -> None:
    for at, scale in (((-0.3, 0.2, 0), 1.0), ((0.6, -0.25, 0), 0.8)):
        lathe(
            [
                (0, 0.02),
                (0.4 * scale, 0),
                (0.43 * scale, 0.05),
                (0.43 * scale, 0.85 * scale),
                (0.3 * scale, 1.05 * scale),
                (0.15 * scale, 1.15 * scale),
                (0.14 * scale, 1.3 * scale),
                (0, 1.32 * scale),
            ],
            Look("#8a4a12", rough=0.03, glass=0.75, coat=1),
            at=at,
            steps=5,
        )
        rod(0.18 * scale, 0.36 * scale, Look("#14110f", rough=0.4), at=(at[0], at[1], 1.2 * scale))
        label(0.437 * scale, 0.2 * scale, 0.65 * scale, "#eef0e2", "#5f7f4c", at)
    for k in range(5):
        line = np.array([(0.9 + 0.06 * k, -1.0 + 0.05 * k, 0.03), (-0.9, -0.9 - 0.1 * k, 0.05)])
        strands([line], 0.03, Look("#a9b56a", rough=0.6), taper=lambda t: 1 - 0.8 * t)


@scene("drink-bottle")
def drink_bottle() -> None:
    bottle(Look("#e9e3cf", rough=0.05, coat=1, wax=0.3), (-0.4, 0.25, 0), accent="#4f7f6a")
    for x, y in ((0.5, -0.25), (0.8, 0.3)):
        bowl((x, y, 0), 0.34)
        rod(0.3, 0.02, Look("#efe9d6", rough=0.1, coat=1), at=(x, y, 0.2))
