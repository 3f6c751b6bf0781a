"""Silk, lotus silk, quilts and cushions."""

from __future__ import annotations

import motifs as m
import numpy as np
from cloth import folded, hung, padded, rolled
from materials import BAMBOO, LINEN, SILK, Look
from shapes import lathe, strands
from textures import Canvas, weave

from scenes import scene


def figured(ground: str, tone: str, count: int = 40, ratio: float = 1.0) -> Look:
    """Silk with clouds woven into it, tone in tone."""
    c = Canvas(ratio, ground)
    m.clouds(c, count, 0.035, tone)
    return SILK.but(texture=c.done(), color=ground, thread=(220, 220))


def _scarf(color: str, edge: str, seed: int, **changes: object) -> None:
    c = Canvas(1.0, color)
    for low in (0.03, 0.06, 0.93, 0.96):
        c.band(low, low + 0.01, edge)
    c.soften(1)
    look = SILK.but(texture=c.done(), thread=(150, 410), **changes)
    hung(look, 1.15, 1.75, 1.45, seed=seed)


@scene("silk-scarf", "stand")
def silk_scarf() -> None:
    _scarf("#8e3b26", "#6d2917", 2)


@scene("silk-scarf-indigo", "stand")
def silk_scarf_indigo() -> None:
    _scarf("#27406f", "#d9d4c4", 5)


@scene("silk-scarf-ivory", "stand")
def silk_scarf_ivory() -> None:
    _scarf("#e8d9b8", "#b98a4a", 8)


@scene("gauze-scarf", "stand")
def gauze_scarf() -> None:
    c = weave("#a9bf5c", "#7f9a3c", 120)
    hung(SILK.but(texture=c, glass=0.25, rough=0.6), 1.15, 1.7, 1.3, folds=7, seed=11)


@scene("lotus-scarf", "stand")
def lotus_scarf() -> None:
    cloth = LINEN.but(texture=weave("#d6c6a2", "#a48f66", 130), sheen=0.4)
    hung(cloth, 1.3, 1.7, 1.4, folds=4, depth=0.075, seed=4)


def _bolt(look: Look) -> None:
    rolled(look, 0.42, 2.2, 1.9)
    strands([np.array([(-1.25, 0, 0.42), (1.25, 0, 0.42)])], 0.1, BAMBOO)


@scene("silk-roll")
def silk_roll() -> None:
    _bolt(figured("#a3271f", "#7f1812", 70))


@scene("silk-roll-jade")
def silk_roll_jade() -> None:
    _bolt(figured("#3f7a68", "#5f9c88", 70))


@scene("silk-lotus-weave")
def silk_lotus_weave() -> None:
    c = Canvas(1.0, "#d8bf86")
    for k in range(9):
        x, foot = (k % 3 + 0.3 + 0.3 * ((k // 3) % 2)) / 3, (k // 3 + 0.05) / 3
        m.lotus_plant(c, x, foot, foot + 0.17, 0.08, ["#b8924a", "#ead9ae"], "#b08d4b", "#c9aa68")
    _bolt(SILK.but(texture=c.done()))


@scene("silk-quilt")
def silk_quilt() -> None:
    folded(SILK.but(color="#ece3d0", rough=0.45), (1.9, 1.5), 5, 0.2, puff=0.045, turn=8)


@scene("summer-quilt")
def summer_quilt() -> None:
    folded(SILK.but(color="#8fb3a8", rough=0.45), (1.9, 1.5), 4, 0.15, puff=0.03, turn=-8)
    folded(
        SILK.but(color="#efe9d9", rough=0.5),
        (1.7, 1.3),
        2,
        0.13,
        at=(0, 0, 0.62),
        puff=0.03,
        turn=-4,
    )


@scene("brocade-cushion")
def brocade_cushion() -> None:
    c = Canvas(1.0, "#8f1f2a")
    for k in range(25):
        x, y = (k % 5 + 0.5) / 5, (k // 5 + 0.5) / 5
        if (k % 2) == 0:
            m.lotus(c, (x, y - 0.03), 0.075, "#d8b25a", "#e9d396", "#a67c2e")
        else:
            m.chrysanthemum(c, (x, y), 0.06, "#b8863a", "#d8b25a")
    look = SILK.but(texture=c.done(), rough=0.5)
    padded(look, (1.9, 1.5), 0.75, at=(0, 0.25, 0.74), tilt=74)
    padded(
        SILK.but(texture=weave("#e6d8b6", "#c4b083", 120)),
        (1.3, 0.95),
        0.5,
        at=(0.2, -0.65, 0.25),
        turn=-10,
    )


@scene("silk-pillowcases")
def silk_pillowcases() -> None:
    c = Canvas(1.0, "#e9dfca")
    for k in range(49):
        m.blossom(c, ((k % 7 + 0.5) / 7, (k // 7 + 0.5) / 7), 0.04, "#d6c8a6", "#c4b48c")
    look = SILK.but(texture=c.done(), rough=0.36)
    padded(look, (2.1, 1.4), 0.55, at=(0, 0, 0.27))
    padded(look, (2.0, 1.35), 0.55, at=(0.05, 0.08, 0.78), turn=7)


@scene("tea-runner")
def tea_runner() -> None:
    cloth = LINEN.but(texture=weave("#cdbb94", "#9c875e", 120), sheen=0.3)
    rolled(cloth, 0.26, 1.3, 2.1, ripple=0.025)
    lathe(
        [
            (0, 0.03),
            (0.17, 0.03),
            (0.2, 0),
            (0.3, 0.16),
            (0.35, 0.4),
            (0.33, 0.4),
            (0.27, 0.17),
            (0, 0.09),
        ],
        Look("#e6dfcb", rough=0.2, coat=0.6),
        at=(0.1, -1.35, 0.03),
    )


@scene("towels")
def towels() -> None:
    for k, color in enumerate(("#c9c2ac", "#9fb59a", "#e9e5d8")):
        look = Look(color, rough=0.95, sheen=0.8, grain=(120, 0.9))
        folded(
            look,
            (1.8 - 0.1 * k, 1.4 - 0.1 * k),
            3,
            0.14,
            at=(0, 0, 0.42 * k),
            turn=4 * k - 4,
            seed=k,
        )
