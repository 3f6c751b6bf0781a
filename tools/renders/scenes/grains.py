"""Rice, noodles, starches and dried goods."""

from __future__ import annotations

import math

import numpy as np
from arrange import heap, stretch
from materials import (
    BROWN_GLAZE,
    GLASS,
    KRAFT,
    LINEN,
    PORCELAIN,
    Look,
)
from mathutils import Matrix
from shapes import ball, box, lathe, ribbon, strands
from textures import weave

from scenes import scene
from scenes.serving import bowl, tray


@scene("glass-noodles")
def glass_noodles() -> None:
    rng = np.random.default_rng(2)
    look = Look("#e9dfc4", rough=0.28, coat=0.3)
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
    look = Look("#e0cfa6", rough=0.3, glass=0.35, wax=0.2, ior=1.4)
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
    heap(chunk, 130, 0.7, 0.42, at=(0, 0.1, 0.55), seed=2, flat=0.8, size=(0.5, 1.2))
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
