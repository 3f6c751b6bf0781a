"""Honey, sauces and seasonings in jars."""

from __future__ import annotations

import math

import motifs as m
import numpy as np
from arrange import copy, drop, stretch
from materials import (
    BROWN_GLAZE,
    HONEY,
    LINEN,
    PALE_WOOD,
    STONEWARE,
    Look,
)
from shapes import ball, lathe, rod, strands, surface
from textures import Canvas, weave

from scenes import scene
from scenes.serving import bowl, dish, liquid

LABEL_SIDE = 6
"""Degrees that a label reaches round each side."""
PASTE = Look("#8a4f1d", rough=0.35, coat=0.3, grain=(20, 0.6), mottle=(12, 0.5))


def label(
    radius: float,
    low: float,
    high: float,
    tone: str = "#efe6d0",
    accent: str = "#7a5a2c",
    at: tuple[float, float, float] = (0, 0, 0),
) -> None:
    """A plain paper with a painted sprig on the front half, so that light falls in from behind."""
    c = Canvas(1.6, tone, 400)
    m.branch(c, (0.5, 0.25), (1.05, 0.7), accent, accent, accent, tone, 0.1, 4)
    c.band(0.05, 0.08, accent)
    c.band(0.92, 0.95, accent)

    def paper(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        a = math.radians(-180 - LABEL_SIDE) + u * math.radians(180 + 2 * LABEL_SIDE)
        return np.stack([radius * np.cos(a), radius * np.sin(a), low + (high - low) * v], -1)

    surface(paper, 2, 90, Look(texture=c.image, rough=0.85), at=at)


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


def beans(
    at: tuple[float, float, float], radius: float, count: int, color: str, seed: int = 1
) -> None:
    """A small spill of beans on the ground."""
    rng = np.random.default_rng(seed)
    pattern = ball(0.055, Look(color, rough=0.4, coat=0.2), squash=0.85)
    spots: list[complex] = []
    for _ in range(40 * count):
        r, a = radius * math.sqrt(rng.random()), rng.uniform(0, 6.3)
        spot = complex(r * math.cos(a), 0.5 * r * math.sin(a))
        if len(spots) < count and all(abs(spot - other) > 0.11 for other in spots):
            spots.append(spot)
            place = (at[0] + spot.real, at[1] + spot.imag, 0.05)
            copy(pattern, place, tuple(rng.uniform(0, 3, 3)))
    drop(pattern)


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
    liquid((0.85, -0.75, 0), 0.5, 0.58, PASTE)


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


DIPPER = [(0, -0.02), (0.06, -0.015), (0.1, 0.02)]
for _k in range(6):
    _r = 0.128 - 0.0035 * (_k - 2) ** 2
    DIPPER += [(_r, 0.03 + 0.055 * _k), (_r, 0.06 + 0.055 * _k)]
    DIPPER += [(0.075, 0.067 + 0.055 * _k), (0.075, 0.078 + 0.055 * _k)]
DIPPER += [
    (0.05, 0.365),
    (0.03, 0.4),
    (0.026, 0.7),
    (0.03, 1.1),
    (0.04, 1.16),
    (0.03, 1.2),
    (0, 1.21),
]


def _dipper(at: tuple[float, float, float], rise: float, turn: float) -> None:
    """A turned honey dipper lying with its head at `at`, rising by an angle (degrees)."""
    stick = lathe(DIPPER, PALE_WOOD, at=at, steps=2, turns=48)
    stick.rotation_euler = (0, math.radians(90 - rise), math.radians(turn))


def _honey(look: Look) -> None:
    jar(look, (-0.3, 0.25, 0), accent="#a8742a")
    bowl((0.75, -0.35, 0), 0.48)
    liquid((0.75, -0.35, 0), 0.48, 0.6, look.but(glass=0.5, coat=1))
    _dipper((0.83, -0.24, 0.24), 13.4, -128)


@scene("honey-jar")
def honey_jar() -> None:
    _honey(HONEY)


@scene("honey-jar-pale")
def honey_jar_pale() -> None:
    _honey(HONEY.but(color="#f7c74a"))


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
