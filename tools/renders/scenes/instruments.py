"""A lute, a kite and a cake mould."""

from __future__ import annotations

import math

import motifs as m
import numpy as np
from arrange import place
from materials import (
    BAMBOO,
    PALE_WOOD,
    PAPER,
    WOOD,
    Look,
)
from sculpt import relief
from shapes import box, lathe, rod, strands, surface
from textures import Canvas

from scenes import scene


def _kite(along: np.ndarray, across: np.ndarray) -> np.ndarray:
    """A point of the crescent sail, both ways -1..1."""
    half = 0.52 * np.sqrt(np.clip(1 - along**2, 0, 1))
    z = 1.35 + across * half - 0.16 * along**2
    return np.stack([along * 2.1, 0.12 * across**2 + 0.2 * along**2, z], -1)


@scene("flute-kite", "front", fill=0.76)
def flute_kite() -> None:
    def sail(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        return _kite(2 * u - 1, 2 * v - 1)

    surface(sail, 24, 120, PAPER.but(color="#d9a65a"))
    along = np.linspace(-1, 1, 80)
    rods = [_kite(along, np.full_like(along, side)) for side in (-1, 0, 1)]
    up = np.linspace(-1, 1, 12)
    rods += [_kite(np.full_like(up, x), up) for x in np.linspace(-0.76, 0.76, 9)]
    strands([line - np.array((0, 0.02, 0)) for line in rods], 0.022, BAMBOO)
    strands([np.array([(0, -0.05, 2.45), (0, -0.05, 0.06)])], 0.03, BAMBOO)
    for z, size in ((2.02, 0.55), (2.2, 0.4), (2.34, 0.29)):
        tube = np.array([(-size, -0.08, z), (size, -0.08, z)])
        strands([tube], 0.22 * size, WOOD)
    box((1.2, 0.5, 0.1), WOOD, bevel=0.02)


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
