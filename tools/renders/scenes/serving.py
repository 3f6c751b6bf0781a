"""Plates, bowls and trays that food is served on."""

from __future__ import annotations

import numpy as np
from materials import PORCELAIN, Look
from shapes import lathe, smooth
from textures import fibres
from weave import plait, rim

GREEN_LEAF = Look(rough=0.42, texture=fibres("#4f7a35", "#2c4f1f", seed=5, count=500))


def dish(
    radius: float = 1.3, look: Look = PORCELAIN, *, at: tuple[float, float, float] = (0, 0, 0)
) -> None:
    """A plain shallow plate."""
    r = radius
    lathe(
        [
            (0, 0.03),
            (0.5 * r, 0.03),
            (0.52 * r, 0),
            (0.56 * r, 0),
            (0.62 * r, 0.04),
            (0.9 * r, 0.11),
            (r, 0.19),
            (r, 0.21),
            (0.97 * r, 0.21),
            (0.86 * r, 0.15),
            (0.62 * r, 0.09),
            (0, 0.08),
        ],
        look,
        at=at,
        uv="disc",
    )


def tray(radius: float = 1.4) -> None:
    """A small woven tray to serve on."""
    plait(radius, 0.12, height=0.01)
    rim(radius, 0.06, 0.05, Look("#b98a4c", rough=0.4), lashing=70)


def bowl(at: tuple[float, float, float], size: float, look: Look = PORCELAIN) -> None:
    """A plain deep bowl."""
    s = size
    lathe(
        [
            (0, 0.05 * s),
            (0.4 * s, 0.05 * s),
            (0.42 * s, 0),
            (0.48 * s, 0),
            (0.5 * s, 0.08 * s),
            (0.8 * s, 0.28 * s),
            (s, 0.62 * s),
            (1.03 * s, 0.74 * s),
            (1.0 * s, 0.75 * s),
            (0.94 * s, 0.62 * s),
            (0.74 * s, 0.32 * s),
            (0.4 * s, 0.14 * s),
            (0, 0.12 * s),
        ],
        look,
        at=at,
    )


INSIDE = ((1.0, 0.75), (0.94, 0.62), (0.74, 0.32), (0.4, 0.14), (0, 0.12))
"""The wall of a bowl as what is in it meets it, for a bowl of size 1."""
MENISCUS = 0.012


def liquid(at: tuple[float, float, float], size: float, level: float, look: Look) -> None:
    """Fill a bowl of that size up to `level` of its size; it creeps up a little at the wall."""
    r, z = smooth(INSIDE).T * size
    edge = float(np.interp(level * size + MENISCUS, z[::-1], r[::-1]))
    rise = [(edge + 0.004, MENISCUS), (edge - 0.012, 0.4 * MENISCUS), (edge - 0.05, 0.0)]
    skin = [(x, level * size + h) for x, h in rise]
    lathe([*skin, (0, level * size)], look, at=at, steps=4, uv="disc")
