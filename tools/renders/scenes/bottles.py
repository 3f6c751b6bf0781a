"""Sauces, oils and drinks in bottles."""

from __future__ import annotations

import math

import numpy as np
from materials import (
    BROWN_GLAZE,
    HONEY,
    WOOD,
    Look,
)
from shapes import ball, box, lathe, rod, strands

from scenes import scene
from scenes.jars import beans, label
from scenes.serving import bowl, liquid


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


@scene("soya-sauce")
def soya_sauce() -> None:
    bottle(Look("#4a220a", rough=0.04, coat=1, glass=0.25), (-0.5, 0.3, 0))
    bowl((0.62, -0.3, 0), 0.55, BROWN_GLAZE)
    sauce = Look("#6e3c10", rough=0.1, coat=0.8, grain=(9, 0.12), mottle=(7, 0.3))
    liquid((0.62, -0.3, 0), 0.55, 0.6, sauce)
    beans((0.1, -0.95, 0), 0.55, 34, "#d9b873")


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


@scene("cordial")
def cordial() -> None:
    bottle(HONEY.but(color="#d98a2e"), (-0.35, 0.25, 0))
    fruit = Look("#d9a03a", rough=0.4, wax=0.2, mottle=(5, 0.3))
    for x, y in ((0.45, -0.3), (0.8, -0.15), (0.65, -0.62)):
        ball(0.2, fruit, at=(x, y, 0.19), squash=0.95)
    for x, y in ((0.2, -0.85), (0.35, -0.98), (0.08, -1.0)):
        box((0.14, 0.12, 0.11), Look("#fbf6ea", rough=0.1, glass=0.6), at=(x, y, 0), turn=50 * x)


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
        liquid((x, y, 0), 0.34, 0.6, Look("#efe9d6", rough=0.1, coat=1))
