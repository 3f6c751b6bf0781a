"""Trees in pots, flowers, fruit and garden visits."""

from __future__ import annotations

import math

import motifs as m
import numpy as np
from arrange import copy, drop, place
from materials import CELADON, KRAFT, LEAF, LINEN, PORCELAIN, STONEWARE, TERRACOTTA, Look
from plants import blade, branches, crown, rose, wood_of
from sculpt import blobs
from shapes import ball, lathe, strands, surface
from textures import Canvas

from scenes import scene
from scenes.vases import painted
from scenes.weaving import handle_basket

BARK = Look("#5f4a35", rough=0.85, grain=(30, 0.7), mottle=(8, 0.4))
FRUIT = Look("#ee8a12", rough=0.32, wax=0.15, coat=0.25, grain=(70, 0.15))


def pot(look: Look, size: float = 1.0) -> float:
    """A wide planter full of earth; returns the height of the soil."""
    s = size
    lathe(
        [
            (0, 0),
            (0.5 * s, 0),
            (0.52 * s, 0.03 * s),
            (0.66 * s, 0.3 * s),
            (0.76 * s, 0.56 * s),
            (0.82 * s, 0.6 * s),
            (0.82 * s, 0.68 * s),
            (0.76 * s, 0.69 * s),
            (0.7 * s, 0.58 * s),
        ],
        look,
        steps=5,
    )
    lathe(
        [(0.72 * s, 0.58 * s), (0.4 * s, 0.63 * s), (0, 0.66 * s)],
        Look("#4a3524", rough=1.0, grain=(30, 1.0), mottle=(12, 0.5)),
    )
    return 0.62 * s


def fruit_on(places: np.ndarray, count: int, size: float, seed: int = 3) -> None:
    """Hang ripe kumquats among the leaves."""
    rng = np.random.default_rng(seed)
    pattern = ball(size, FRUIT, squash=1.1)
    for k in rng.choice(len(places), count, replace=False):
        copy(
            pattern,
            tuple(places[k] * (1.03, 1.03, 1)),
            tuple(rng.normal(0, 0.4, 3)),
            rng.uniform(0.8, 1.1),
        )
    drop(pattern)


def _kumquat(look: Look, crown_at: float, shape: tuple[float, float, float], seed: int) -> None:
    soil = pot(look)
    lines = list(branches((0, 0, soil), crown_at - soil, 2, seed=seed, spread=0.5))
    wood_of(lines, 0.085, BARK)
    places = crown((0, 0, crown_at + shape[2] * 0.35), shape, 1200, LEAF.but(coat=0.2), seed=seed)
    fruit_on(places, 80, 0.085)


def _blue_pot() -> Look:
    def paint(c: Canvas) -> None:
        m.scroll(c, 0.5, 0.18, 5, m.BLUE, m.PALE_BLUE, m.DEEP_BLUE)
        c.band(0.86, 0.9, m.BLUE)

    return painted(paint, 2.6)


@scene("kumquat", "stand")
def kumquat() -> None:
    _kumquat(_blue_pot(), 1.3, (0.85, 0.82, 0.95), 4)


@scene("kumquat-small", "stand")
def kumquat_small() -> None:
    _kumquat(CELADON, 1.1, (0.85, 0.8, 0.65), 9)


@scene("kumquat-bonsai", "stand")
def kumquat_bonsai() -> None:
    lathe(
        [(0, 0), (0.9, 0), (0.95, 0.05), (1.05, 0.32), (1.1, 0.36), (1.05, 0.38), (0.98, 0.3)],
        STONEWARE,
        steps=4,
    )
    lathe([(1.0, 0.3), (0.5, 0.38), (0, 0.42)], Look("#5f6b3a", rough=1.0, grain=(40, 1.0)))
    t = np.linspace(0, 1, 40)
    trunk = np.stack(
        [0.55 * np.sin(3.4 * t) * (1 - 0.3 * t), 0.1 * np.sin(5 * t), 0.36 + 1.5 * t], 1
    )
    strands([trunk], 0.15, BARK, taper=lambda s: 1.2 - 0.75 * s)
    for at, size, seed in (
        ((0.62, 0, 1.0), (0.42, 0.38, 0.2), 1),
        ((-0.55, 0, 1.45), (0.48, 0.4, 0.22), 2),
        ((-0.05, 0, 2.0), (0.55, 0.5, 0.3), 3),
    ):
        near = trunk[np.argmin(np.abs(trunk[:, 2] - at[2] + 0.1))]
        strands([np.array([near, np.array(at) - (0, 0, 0.05)])], 0.06, BARK)
        fruit_on(crown(at, size, 330, LEAF.but(coat=0.2), leaf=0.13, seed=seed), 22, 0.065, seed)


ROCK = [
    (0, 0, 0.4, 0.6, 0.45, 0.4),
    (-0.25, 0.05, 0.85, 0.35, 0.3, 0.45),
    (0.35, 0, 0.7, 0.26, 0.26, 0.35),
    (-0.2, 0, 1.3, 0.22, 0.2, 0.3),
]


@scene("kumquat-rock", "stand")
def kumquat_rock() -> None:
    basin = [(0, 0), (1.1, 0), (1.14, 0.05), (1.2, 0.2), (1.15, 0.22), (1.1, 0.14), (0, 0.14)]
    lathe(basin, PORCELAIN.but(color="#dfe3dc"), steps=3)
    blobs(ROCK, Look("#7f7d76", rough=0.9, grain=(9, 1.0), mottle=(4, 0.5)))
    t = np.linspace(0, 1, 30)
    roots = []
    for k in range(5):
        x = -0.1 + (0.12 * k - 0.24) * (1 - t) * 2.2 + 0.05 * np.sin(7 * t + k)
        roots.append(np.stack([x, -0.5 + 0.3 * t + 0.02 * k, 0.14 + 1.45 * t], 1))
    strands(roots, 0.06, BARK)
    leaf = LEAF.but(coat=0.2)
    fruit_on(crown((-0.1, -0.05, 2.0), (0.75, 0.65, 0.5), 700, leaf, seed=6), 50, 0.07)
    low = crown((0.6, 0, 1.25), (0.35, 0.3, 0.2), 200, leaf, leaf=0.13, seed=7)
    fruit_on(low, 14, 0.06)


@scene("peach-tree", "stand")
def peach_tree() -> None:
    soil = pot(TERRACOTTA.but(color="#7a4632"), 0.95)
    lines = list(branches((0, 0, soil), 1.25, 3, seed=12, spread=0.7, bend=0.35))
    wood_of(lines, 0.09, BARK)
    rng = np.random.default_rng(4)
    petal = blade(0.085, 0.08, Look("#f0b3bd", rough=0.6, wax=0.2), curl=0.3, cup=0.4, blunt=1.3)
    bud = ball(0.032, Look("#d9788c", rough=0.6))
    tips = [line for line, level in lines if level >= 2]
    for k in range(330):
        line = tips[k % len(tips)]
        at = line[rng.integers(3, 10)] + rng.normal(0, 0.012, 3)
        if k % 4 == 0:
            copy(bud, tuple(at))
            continue
        tip = rng.uniform(-0.9, 0.9, 2)
        for j in range(5):
            a = j * 1.2566 + k
            copy(petal, tuple(at), (tip[0] * math.sin(a), -0.5 + tip[1] * 0.4, a))
    drop(petal)
    drop(bud)


@scene("flower-bunch", "table", elevation=32)
def flower_bunch() -> None:
    rng = np.random.default_rng(6)
    tones = [Look(c, rough=0.55, wax=0.2, sheen=0.3) for c in ("#b3202f", "#d8647a", "#f0d9c9")]
    for k in range(14):
        r, a = 0.62 * math.sqrt((k + 0.4) / 14), k * 2.4
        at = (r * math.cos(a), r * math.sin(a) - 0.1, 1.75 - 0.42 * r**2)
        lean = (-math.sin(a) * r * 0.9, math.cos(a) * r * 0.9, 0)
        rose(at, 0.27, tones[(k + k // 5) % 3], tilt=lean, seed=k)
    leaf = blade(0.42, 0.22, LEAF, curl=0.3, cup=0.4)
    for k in range(26):
        a, r = k * 2.4, 0.45 + 0.35 * rng.random()
        copy(leaf, (r * math.cos(a), r * math.sin(a) - 0.1, 1.5), (0, -0.4 - rng.random() * 0.5, a))
    drop(leaf)

    def wrap(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        a = 2 * math.pi * u * 1.12 + 0.6
        r = 0.17 + 0.8 * np.maximum(v - 0.22, 0) ** 0.9 + 0.14 * np.maximum(0.22 - v, 0) * 4
        r = r * (1 + 0.05 * np.sin(9 * a) * v)
        z = 1.62 * v + 0.16 * np.sin(4 * a + 1) * v**3
        return np.stack([r * np.cos(a), r * np.sin(a) - 0.1, z], -1)

    surface(wrap, 50, 160, KRAFT.but(color="#cdb38a"), thickness=0.01)
    a = np.linspace(0, 2 * math.pi, 50)
    strands(
        [np.stack([0.2 * np.cos(a), 0.2 * np.sin(a) - 0.1, 0.36 + 0 * a], 1)],
        0.035,
        LINEN.but(color="#8c5a5a"),
    )


@scene("pomelo")
def pomelo() -> None:
    skin = Look("#c9c45a", rough=0.38, coat=0.2, grain=(55, 0.35), mottle=(3, 0.2))
    body = [
        (0, 0),
        (0.35, 0.02),
        (0.68, 0.3),
        (0.72, 0.62),
        (0.5, 1.02),
        (0.24, 1.24),
        (0.1, 1.34),
        (0, 1.34),
    ]
    for x, y, s in ((-0.65, 0.25, 1.0), (0.7, 0.0, 0.95)):
        fruit = lathe(body, skin, at=(x, y, 0))
        fruit.scale = (s,) * 3
        strands([np.array([(x, y, 1.3 * s), (x + 0.04, y, 1.5 * s)])], 0.035, BARK)
        leaf = blade(0.7, 0.34, LEAF, curl=-0.2, cup=0.2)
        leaf.location, leaf.rotation_euler = (x, y, 1.42 * s), (0, 0.1, -0.6 + x)
        copy(leaf, (x, y, 1.4 * s), (0, 0.3, 2.4 + x), 0.85)


@scene("garden-visit")
def garden_visit() -> None:
    place(handle_basket, (0, 0.2, 0))
    rng = np.random.default_rng(8)
    tones = [Look(c, rough=0.6, wax=0.2) for c in ("#e9b93c", "#d8647a", "#f4efe2", "#8f6fb0")]
    petals = [blade(0.17, 0.1, tone, curl=0.2, cup=0.3, blunt=1.2) for tone in tones]
    heart = ball(0.06, Look("#8a5a1c", rough=0.8), squash=0.6)
    leaf = blade(0.3, 0.13, LEAF, curl=0.4, cup=0.4)
    for k in range(70):
        r, a = 0.85 * math.sqrt((k + 0.5) / 70), k * 2.4
        at = np.array(
            (r * math.cos(a), 0.2 + r * math.sin(a), 1.05 - 0.25 * r**2 + 0.08 * rng.random())
        )
        copy(leaf, tuple(at - (0, 0, 0.12)), (0, -0.3, a), 1.1)
        for j in range(9):
            copy(petals[k % 4], tuple(at), (0.3 * r * math.sin(a), -0.2, j * 0.7 + k))
        copy(heart, tuple(np.add(at, (0, 0, 0.03))))
    for thing in (*petals, heart, leaf):
        drop(thing)
    lathe([(0.84, 0.55), (0.5, 0.85), (0, 0.92)], LEAF.but(color="#3a5a2a"), at=(0, 0.2, 0))


@scene("park-visit", "stand")
def park_visit() -> None:
    for x, y, s, look, seed in (
        (-0.8, 0.3, 0.8, TERRACOTTA, 2),
        (0.75, 0.35, 0.7, CELADON, 5),
        (0.05, -0.6, 0.55, _blue_pot(), 8),
    ):

        def plant(look: Look = look, seed: int = seed) -> None:
            soil = pot(look)
            wood_of(list(branches((0, 0, soil), 0.6, 2, seed=seed)), 0.05, BARK)
            crown(
                (0, 0, 1.35),
                (0.75, 0.75, 0.7),
                420,
                LEAF.but(color=("#3c6a2c", "#5a8040", "#2f5a3c")[seed % 3]),
                leaf=0.24,
                seed=seed,
            )

        place(plant, (x, y, 0), s)
