"""Tea, lotus tea, herbs and incense."""

from __future__ import annotations

import math

import motifs as m
import numpy as np
from arrange import copy, drop, heap
from materials import BLACK_LACQUER, CELADON, KRAFT, LEAF, PAPER, PORCELAIN, WOOD, Look
from plants import blade, lotus_flower, round_leaf
from shapes import ball, box, lathe, ribbon, rod, strands
from textures import Canvas, petal_skin
from weave import rim

from scenes import scene
from scenes.serving import bowl
from scenes.tableware import CUP

PINK = Look(texture=petal_skin("#f7dfe3", "#d8648a"), rough=0.5, wax=0.2)
PALE_PINK = Look(texture=petal_skin("#fbeff0", "#eaa6b8"), rough=0.5, wax=0.2)
GREEN_TEA = Look("#3f4a2a", rough=0.7, grain=(30, 0.4))


def leaves(
    count: int,
    radius: float,
    height: float,
    at: tuple[float, float, float],
    look: Look = GREEN_TEA,
    seed: int = 1,
    size: float = 0.3,
) -> None:
    """A mound of dry curled tea."""
    t = np.linspace(-0.5, 0.5, 8)
    line = np.stack([t * size, 0.05 * size * np.sin(7 * t), 0.06 * np.cos(5 * t)], 1)
    twist = strands([line], 0.022 * size / 0.3, look, taper=lambda s: 0.3 + np.sin(math.pi * s))
    lathe(
        [(radius * 0.93, 0), (radius * 0.6, height * 0.6), (0, height * 0.9)],
        look.but(color="#2c331c"),
        at=at,
    )
    heap(
        twist,
        count,
        radius - size * 0.4,
        height,
        at=(at[0], at[1], at[2] + 0.03),
        seed=seed,
        flat=0.35,
    )


def caddy(look: Look, trim: Look, at: tuple[float, float, float] = (0, 0, 0)) -> None:
    """A straight tea tin with a domed lid."""
    lathe([(0, 0), (0.6, 0), (0.63, 0.03), (0.63, 1.3), (0.6, 1.32)], look, at=at, steps=1)
    lathe(
        [(0.64, 1.3), (0.645, 1.34), (0.645, 1.62), (0.6, 1.7), (0.3, 1.75), (0, 1.76)],
        trim,
        at=at,
        steps=3,
    )
    rod(0.1, 0.14, Look("#c9a24c", rough=0.3, metal=1), at=(at[0], at[1], 1.74), bevel=0.03)


def _tin(ground: str, flower: str, pale: str, stem: str, trim: Look) -> None:
    c = Canvas(3.0, ground)
    for x in np.arange(0.2, 3.0, 0.75):
        m.lotus_plant(c, x, 0.06, 0.55, 0.15, [flower, pale], stem, stem)
    c.band(0.03, 0.045, pale)
    caddy(Look(texture=c.image, rough=0.35, coat=0.4), trim, (-0.3, 0.25, 0))
    bowl((0.75, -0.35, 0), 0.42)
    leaves(170, 0.36, 0.16, (0.75, -0.35, 0.27))


@scene("tea-caddy")
def tea_caddy() -> None:
    _tin("#7d1f1a", "#d8b25a", "#e9d396", "#b8863a", BLACK_LACQUER)


@scene("tea-caddy-jade")
def tea_caddy_jade() -> None:
    _tin("#49705c", "#e9e3cf", "#cfdccb", "#9dbba0", WOOD)


@scene("tea-caddy-indigo")
def tea_caddy_indigo() -> None:
    _tin("#28395f", "#d9dfe8", "#aebcd6", "#7f93b8", Look("#c4c7ca", rough=0.3, metal=1))


@scene("green-tea")
def green_tea() -> None:
    bowl((0, 0.2, 0), 0.95, CELADON)
    leaves(900, 0.84, 0.42, (0, 0.2, 0.58))
    cup = lathe(CUP, CELADON, at=(0.85, -0.85, 0))
    rod(0.31, 0.012, Look("#b7a53c", rough=0.03, coat=1), at=(0.85, -0.85, 0.3), bevel=0.002)
    copy(cup, (0.85, -0.85, 0))


@scene("jasmine-tea")
def jasmine_tea() -> None:
    bowl((0, 0.1, 0), 1.0)
    leaves(800, 0.88, 0.36, (0, 0.1, 0.62))
    _flowers(Look("#fbfaf0", rough=0.5, wax=0.3), 12, 0.13, 5)


@scene("chloranthus-tea")
def chloranthus_tea() -> None:
    bowl((0, 0.1, 0), 1.0, Look("#7a5236", rough=0.4, coat=0.3))
    leaves(800, 0.88, 0.36, (0, 0.1, 0.62), seed=3)
    bud = ball(0.028, Look("#d3d58a", rough=0.5, wax=0.2))
    stem, rng, t = Look("#7f9a4a", rough=0.6), np.random.default_rng(2), np.linspace(0, 1, 10)
    for k in range(13):
        r, a, way = 0.66 * math.sqrt((k + 0.5) / 13), 2.4 * k, rng.uniform(0, 6.3)
        foot = np.array((r * math.cos(a), 0.1 + r * math.sin(a), 0))
        line = foot + np.stack([0.3 * t * math.cos(way), 0.3 * t * math.sin(way), 0 * t], 1)
        far = np.hypot(line[:, 0], line[:, 1] - 0.1)
        line[:, 2] = 0.7 + 0.36 * (1 - (far / 0.88) ** 2) + 0.03 * np.sin(3 * t)
        strands([line], 0.009, stem)
        for spot in line[2:]:
            for side in (-0.028, 0.028):
                copy(bud, tuple(np.add(spot, (-side * math.sin(way), side * math.cos(way), 0.012))))
    drop(bud)


def _flowers(look: Look, count: int, size: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    petal = blade(size, size * 0.6, look, curl=0.3, cup=0.4, blunt=1.1)
    for k in range(count):
        r, a = 0.75 * math.sqrt((k + 0.5) / count), k * 2.4
        on = k < count - 3
        x, y = (
            (r * math.cos(a), 0.1 + r * math.sin(a)) if on else (0.5 + 0.3 * (k - count + 3), -1.1)
        )
        z = 0.68 + 0.36 * (1 - (r / 0.88) ** 2) if on else 0.03
        for j in range(6):
            copy(petal, (x, y, z), (0, -0.45 - rng.uniform(0, 0.3), j * math.pi / 3 + a))
    drop(petal)


@scene("lotus-tea")
def lotus_tea() -> None:
    round_leaf((-0.55, 0.35, 0.02), 1.05, LEAF.but(color="#45704a"), dish=0.05)
    lotus_flower((-0.55, 0.35, 0.06), 0.9, PINK, PALE_PINK)
    bowl((0.85, -0.45, 0), 0.55, CELADON)
    leaves(320, 0.48, 0.24, (0.85, -0.45, 0.34))


@scene("lotus-blossom-tea")
def lotus_blossom_tea() -> None:
    round_leaf((0, 0, 0.02), 1.5, LEAF.but(color="#45704a", texture=None))
    lotus_flower((0, 0, 0.05), 1.05, PINK, PALE_PINK, opening=0.9, rows=2)
    leaves(260, 0.34, 0.22, (0, 0, 0.16), size=0.2)


@scene("lotus-anther-tea")
def lotus_anther_tea() -> None:
    bowl((-0.35, 0.25, 0), 0.85)
    leaves(650, 0.75, 0.34, (-0.35, 0.25, 0.52))
    round_leaf((0.9, -0.55, 0.02), 0.6, LEAF.but(color="#45704a"), dish=0.05)
    lotus_flower(
        (0.9, -0.55, 0.05), 0.55, PALE_PINK, Look("#f6e6e4", rough=0.5, wax=0.3), opening=0.7
    )
    dots = ball(0.025, Look("#f4ead0", rough=0.6))
    heap(dots, 200, 0.3, 0.1, at=(0.2, -0.95, 0.01), seed=4)


@scene("lotus-hearts")
def lotus_hearts() -> None:
    bowl((0, 0.1, 0), 0.95)
    look = Look("#4f6b2c", rough=0.6, mottle=(6, 0.3))
    line = np.array([(-0.12, 0, 0), (0, 0.015, 0.015), (0.12, 0, 0)])
    sprout = strands(
        [line, line * (0.8, 1, 1) + (0, 0.04, 0.02)], 0.025, look, taper=lambda s: 0.5 + 0.6 * s
    )
    lathe([(0.85, 0.5), (0.4, 0.75), (0, 0.85)], look.but(color="#3a4f22"), at=(0, 0.1, 0))
    heap(sprout, 800, 0.74, 0.36, at=(0, 0.1, 0.6), seed=3)


@scene("herbal-tea")
def herbal_tea() -> None:
    c = Canvas(0.7, "#c9a06a", 700)
    m.branch(c, (0.2, 0.2), (0.5, 0.7), "#5b4a2c", "#7f9a5c", "#f0e6cf", "#d8b04a", 0.06, 6)
    box((1.0, 0.42, 1.4), KRAFT.but(texture=c.image), at=(-0.35, 0.35, 0), bevel=0.05, turn=14)
    box((1.02, 0.12, 0.16), KRAFT, at=(-0.35, 0.35, 1.38), bevel=0.03, turn=14)
    bowl((0.7, -0.4, 0), 0.6, PORCELAIN)
    herb = Look("#6b6a3a", rough=0.75, grain=(30, 0.5))
    leaves(520, 0.52, 0.26, (0.7, -0.4, 0.37), herb, 1, 0.2)


@scene("three-tea-box", "above")
def three_tea_box() -> None:
    box((2.9, 1.5, 0.1), WOOD, bevel=0.02)
    for x in (-1.4, -0.47, 0.47, 1.4):
        box((0.08, 1.5, 0.5), WOOD, at=(x, 0, 0), bevel=0.015)
    for y in (-0.73, 0.73):
        box((2.9, 0.08, 0.5), WOOD, at=(0, y, 0), bevel=0.015)
    for k, tone in enumerate(("#3f4a2a", "#55602f", "#6b6436")):
        look = Look(tone, rough=0.75, grain=(30, 0.5))
        leaves(300, 0.4, 0.16, ((k - 1) * 0.94, 0, 0.28), look, k + 1, 0.22)
        box((0.84, 1.36, 0.2), look.but(color="#2c331c"), at=((k - 1) * 0.94, 0, 0.08), bevel=0.02)
        petals = (
            Look("#e39aae", rough=0.5),
            Look("#fbfaf0", rough=0.5),
            Look("#d8d486", rough=0.5),
        )
        petal = blade(0.16, 0.1, petals[k], curl=0.3, cup=0.4, blunt=1.1)
        for j in range(6):
            copy(petal, ((k - 1) * 0.94, 0, 0.46), (0, -0.4, j * math.pi / 3))
        drop(petal)


@scene("foot-soak")
def foot_soak() -> None:
    cloth = Look("#e4dcc6", rough=0.9, sheen=0.3, grain=(90, 0.3))
    for x, y, s in ((-0.6, 0.3, 1.0), (0.55, 0.2, 0.9), (0.0, -0.65, 0.8)):
        lathe(
            [
                (0, 0.01),
                (0.4 * s, 0),
                (0.55 * s, 0.16 * s),
                (0.5 * s, 0.5 * s),
                (0.2 * s, 0.78 * s),
                (0.12 * s, 0.86 * s),
                (0.22 * s, 1.05 * s),
                (0.34 * s, 1.16 * s),
            ],
            cloth,
            at=(x, y, 0),
            lobes=11,
            depth=0.05,
        )
        rim(0.14 * s, 0.86 * s, 0.035 * s, Look("#7f9a5c", rough=0.7), at=(x, y, 0))
    leaves(80, 0.35, 0.08, (0.95, -0.75, 0), Look("#6b7a4a", rough=0.8), 2, 0.24)


@scene("incense", "stand")
def incense() -> None:
    rng = np.random.default_rng(1)
    red, dust = [], []
    for _ in range(240):
        r, a = math.sqrt(rng.random()), rng.uniform(0, 2 * math.pi)
        twist = a + 1.1
        foot = np.array((0.5 * r * math.cos(a), 0.5 * r * math.sin(a), 0.02))
        top = np.array(
            (0.78 * r * math.cos(twist), 0.78 * r * math.sin(twist), 2.5 + rng.uniform(-0.04, 0.04))
        )
        middle = foot + (top - foot) * 0.32
        red.append(np.array([foot, middle]))
        dust.append(np.array([middle, top]))
    strands(red, 0.017, Look("#b3202c", rough=0.6))
    strands(dust, 0.03, Look("#8a5a34", rough=0.95, grain=(50, 0.6)))
    angle = np.linspace(0, 2 * math.pi, 90)
    ring = np.stack([0.55 * np.cos(angle), 0.55 * np.sin(angle), 0.95 + 0 * angle], 1)
    out = np.stack([np.cos(angle), np.sin(angle), 0 * angle], 1)
    ribbon(ring, 0.14, 0.03, PAPER.but(color="#d8b25a"), normal=out)


@scene("incense-coil", "above")
def incense_coil() -> None:
    look = Look("#7a4f2c", rough=0.95, grain=(50, 0.6))
    rod(1.5, 0.05, PORCELAIN.but(color="#dfe3dc"), bevel=0.02)
    t = np.linspace(0, 1, 500)
    a, r = 9 * math.pi * t, 0.16 + 1.05 * t
    strands([np.stack([r * np.cos(a), r * np.sin(a), 0.11 + 0 * t], 1)], 0.055, look)
    star = blade(0.28, 0.14, Look("#5b331b", rough=0.6), curl=0.1, cup=0.8)
    for k in range(8):
        copy(star, (1.5, -1.35, 0.03), (0, -0.2, k * math.pi / 4))
    drop(star)
    bark = Look("#8f5428", rough=0.7, grain=(24, 0.5))
    for k in range(3):
        strands(
            [np.array([(-1.9, -1.2 - 0.14 * k, 0.07), (-0.6, -1.6 - 0.1 * k, 0.07)])], 0.07, bark
        )
