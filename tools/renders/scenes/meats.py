"""Sausages, patties and dried meat."""

from __future__ import annotations

import math

import numpy as np
from arrange import copy, drop
from materials import LEAF, Look
from shapes import ball, box, lathe, rod, strands, surface
from textures import Canvas, fibres

from scenes import scene
from scenes.serving import GREEN_LEAF, dish, tray

MEAT = Look("#dcae94", rough=0.4, wax=0.25, grain=(50, 0.12))


SLICE = [(0, 0), (0.4, 0), (0.42, 0.02), (0.42, 0.07), (0.4, 0.09), (0, 0.09)]


def _loaf(look: Look) -> None:
    leaf = GREEN_LEAF.but(texture=fibres("#54793a", "#2f5222", seed=9, count=600))
    log = rod(0.48, 2.3, leaf, bevel=0.12)
    log.rotation_euler = (math.pi / 2, 0, math.radians(70))
    log.location = (-1.05, 0.75, 0.48)
    a = math.radians(70)
    way = np.array([math.sin(a), -math.cos(a), 0])
    side = np.array([math.cos(a), math.sin(a), 0])
    t = np.linspace(0, 2 * math.pi, 50)
    for d in np.linspace(0.3, 2.0, 5):
        ring = (
            np.array((-1.05, 0.75, 0.48))
            + way * d
            + np.outer(np.cos(t), side) * 0.49
            + np.outer(np.sin(t), (0, 0, 1)) * 0.49
        )
        strands([ring], 0.02, Look("#d8c48a", rough=0.6))
    dish(0.85, at=(0.35, -1.1, 0))
    for k, lean in enumerate((27, 27, 25, 1)):
        tilt = math.radians(lean)
        at = (
            -0.33 + 0.2 * k + 0.42 * math.cos(tilt),
            -1.07 - 0.03 * k,
            0.1 + 0.42 * math.sin(tilt),
        )
        part = lathe(SLICE, look, at=at, steps=1, uv="disc")
        part.rotation_euler = (0, -tilt, 0.1 + 0.05 * k)


def _pork() -> Look:
    """Pounded pork: pale, with the fine pores of steamed paste and a darker skin."""
    c = Canvas(1.0, "#d8b7a0", 600)
    for _ in range(1500):
        at, size = c.rng.uniform(0, 1, 2), 0.0012 + 0.005 * c.rng.random() ** 4
        c.dot(tuple(at), size, c.rng.choice(["#c29c84", "#cba78f", "#e3c8b4"]))
    c.ring((0.5, 0.5), 0.495, 0.02, "#c9a88a")
    c.soften(0.7)
    return MEAT.but(texture=c.done(), wax=0)


@scene("sausage")
def sausage() -> None:
    _loaf(_pork())


@scene("sausage-speckled")
def sausage_speckled() -> None:
    c = Canvas(1.0, "#c9997c", 600)
    for _ in range(260):
        at = c.rng.uniform(0, 1, 2)
        c.leaf(
            tuple(at),
            c.rng.uniform(0.04, 0.12),
            c.rng.uniform(0, 360),
            0.04,
            c.rng.choice(["#efe0cf", "#4a3526", "#e3c2a8", "#6b4a34"]),
        )
    _loaf(MEAT.but(texture=c.done(), grain=None))


def _patties(look: Look, size: float, tall: float) -> None:
    dish(1.4)
    pattern = lathe(
        [
            (0, 0),
            (size * 0.85, 0),
            (size, tall * 0.3),
            (size * 0.97, tall * 0.7),
            (size * 0.8, tall),
            (0, tall * 1.05),
        ],
        look,
    )
    spots = [(0.72 * math.cos(t), 0.72 * math.sin(t), 0.1) for t in np.linspace(0.3, 5.5, 6)]
    for k, at in enumerate(
        [
            *spots,
            (0, 0, 0.1),
            (0.3, 0.2, 0.1 + tall),
            (-0.3, -0.1, 0.1 + tall),
            (0.1, -0.4, 0.1 + tall),
        ]
    ):
        copy(pattern, at, (0.05 * (k % 3), 0.04 * (k % 2), k))
    drop(pattern)
    leaf = ball(0.2, LEAF, at=(1.0, -0.55, 0.2), squash=0.15)
    leaf.scale = (1.4, 0.7, 1)


@scene("pork-patties")
def pork_patties() -> None:
    _patties(Look("#a8824a", rough=0.42, coat=0.3, grain=(18, 0.6), mottle=(9, 0.5)), 0.36, 0.2)


@scene("pork-loaf-fried")
def pork_loaf_fried() -> None:
    crust = Look("#b0672a", rough=0.4, coat=0.35, grain=(20, 0.4), mottle=(4, 0.5))
    dish(1.35)
    box((1.3, 0.75, 0.5), crust, at=(-0.1, 0.4, 0.1), bevel=0.12, turn=10)
    for k in range(6):
        part = box(
            (0.72, 0.09, 0.45),
            MEAT,
            at=(-0.75 + 0.28 * k, -0.45 - 0.02 * k, 0.12),
            bevel=0.03,
            turn=66,
        )
        part.rotation_euler.x = math.radians(-24)


@scene("fish-cakes")
def fish_cakes() -> None:
    _patties(Look("#d08f3c", rough=0.42, coat=0.35, grain=(22, 0.4), mottle=(5, 0.4)), 0.4, 0.13)


@scene("sausages")
def sausages() -> None:
    dish(1.5)
    look = Look("#8f3a22", rough=0.3, coat=0.4, wax=0.1, mottle=(7, 0.35))
    for k in range(7):
        t = np.linspace(-1, 1, 24)
        row, z = (k - 1.5, 0.26) if k < 4 else (k - 5, 0.56)
        line = np.stack([0.85 * t, row * 0.34 + 0.1 * t**2, z + 0.04 * t**2], 1)
        strands([line], 0.165, look, taper=lambda s: np.clip(np.sin(math.pi * s) * 4, 0.15, 1))


@scene("wrapped-rolls")
def wrapped_rolls() -> None:
    tray(1.3)
    leaf = GREEN_LEAF.but(texture=fibres("#6f9448", "#456b2b", seed=2, count=600))
    band = Look("#c23a2e", rough=0.5)
    for k in range(9):
        x, y = (k % 3 - 1) * 0.62, (k // 3 - 1) * 0.62
        turn = 8 * math.sin(k * 2.1)
        box((0.32, 0.5, 0.3), leaf, at=(x, y, 0.06), bevel=0.06, turn=turn)
        box((0.335, 0.08, 0.315), band, at=(x, y, 0.055), bevel=0.04, turn=turn)


def _shreds(look: Look, count: int, seed: int, thick: float = 0.09) -> None:
    rng = np.random.default_rng(seed)
    for k in range(count):
        r, a = 0.75 * math.sqrt(rng.random()), rng.uniform(0, 6.3)
        z = 0.16 + 0.5 * (1 - (r / 0.8) ** 2) * rng.random()
        t = np.linspace(-0.5, 0.5, 12)
        way = rng.uniform(0, 3.1)
        line = np.stack(
            [
                r * math.cos(a) + t * 0.7 * math.cos(way),
                r * math.sin(a) + t * 0.7 * math.sin(way),
                z + 0.1 * np.sin(5 * t + k),
            ],
            1,
        )
        strands([line], thick, look, taper=lambda s: 0.6 + 0.4 * np.sin(9 * s))


@scene("dried-beef")
def dried_beef() -> None:
    dish(1.3)
    _shreds(Look("#5b1d10", rough=0.5, coat=0.15, grain=(40, 0.7), mottle=(12, 0.5)), 60, 2)
    chilli = Look("#b3201a", rough=0.25, coat=0.6)
    for x, y in ((1.0, -0.5), (0.85, -0.72)):
        strands(
            [np.array([(x - 0.3, y, 0.2), (x, y - 0.05, 0.2), (x + 0.25, y + 0.06, 0.22)])],
            0.06,
            chilli,
            taper=lambda t: 1 - 0.8 * t,
        )


@scene("marinated-beef")
def marinated_beef() -> None:
    dish(1.4)
    look = Look("#7f2f22", rough=0.3, coat=0.4, grain=(24, 0.5), mottle=(8, 0.45))
    rng = np.random.default_rng(5)
    for k in range(9):
        t = 2 * math.pi * k / 8
        r = 0.0 if k == 8 else 0.62

        def sheet(u: np.ndarray, v: np.ndarray, k: int = k) -> np.ndarray:
            return np.stack(
                [
                    (u - 0.5) * 0.9,
                    (v - 0.5) * 0.6,
                    0.05 * np.sin(5 * u + k) + 0.05 * np.cos(4 * v + k),
                ],
                -1,
            )

        part = surface(
            sheet,
            24,
            24,
            look,
            at=(r * math.cos(t), r * math.sin(t), 0.24 + 0.02 * k),
            thickness=0.06,
        )
        part.rotation_euler = (0.15 * math.sin(t), -0.15 * math.cos(t), t + rng.normal(0, 0.2))
    clove = ball(0.1, Look("#f0e6cf", rough=0.4, wax=0.3), at=(0.95, -0.55, 0.25))
    copy(clove, (0.75, -0.8, 0.22))
    copy(clove, (-0.1, 0.05, 0.55))


@scene("ham-roll")
def ham_roll() -> None:
    dish(1.5)
    dough = Look("#d8a050", rough=0.45, coat=0.25, mottle=(4, 0.35))
    for k, (x, y) in enumerate(((-0.65, 0.35), (0.6, 0.4), (-0.1, -0.55))):
        t = np.linspace(0, 5 * math.pi, 140)
        r = 0.12 + 0.026 * t
        line = np.stack([x + r * np.cos(t + k), y + r * np.sin(t + k), 0.26 + 0 * t], 1)
        strands([line], 0.1, dough)
        strands([line * (1, 1, 0) + (0, 0, 0.345)], 0.03, Look("#c4604a", rough=0.5))
