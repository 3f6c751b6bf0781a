"""Sewn, embroidered and worn things."""

from __future__ import annotations

import math
from collections.abc import Sequence

import figures as f
import motifs as m
import numpy as np
from arrange import copy, drop
from cloth import bag, folded, padded
from materials import LINEN, SILK, WOOD, Look
from PIL import Image
from shapes import ball, box, ribbon, rod, smooth, strands, surface
from textures import Canvas, weave
from weave import rim, wall

from scenes import scene
from scenes.silk import figured


@scene("eye-mask", "flat")
def eye_mask() -> None:
    def half(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        a = 2 * math.pi * u
        x = 1.1 * np.sign(np.cos(a)) * np.abs(np.cos(a)) ** 0.7
        y = 0.48 * np.sign(np.sin(a)) * np.abs(np.sin(a)) ** 0.7
        notch = 0.2 * np.exp(-((x * 4) ** 2)) * (np.sin(a) < 0)
        z = 0.18 * (1 - v**3) ** 0.6 * (1 - 0.3 * np.exp(-((x * v * 4) ** 2))) + 0.02
        return np.stack([x * v, (y + notch) * v, z], -1)

    surface(half, 40, 160, SILK.but(color="#3b4d74", rough=0.3), thickness=0.02)
    t = np.linspace(0, math.pi, 60)
    line = np.stack([1.05 * np.cos(t), 0.1 + 0.75 * np.sin(t), 0.06 + 0.03 * np.sin(9 * t)], 1)
    ribbon(line, 0.11, 0.02, SILK.but(color="#2c3b5c"))


@scene("tie", "flat")
def tie() -> None:
    c = Canvas(0.5, "#5b1620")
    for k in range(220):
        x, y = (k % 10 + 0.5 * ((k // 10) % 2)) / 20, (k // 10 + 0.5) / 22
        m.blossom(c, (x, y), 0.016, "#7c2a34", "#a8803f")
    look = SILK.but(texture=c.done())

    def strip(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        half = np.interp(v, (0, 0.07, 0.45, 0.6, 0.95, 1), (0.0, 0.36, 0.17, 0.13, 0.2, 0.0))
        y = np.interp(v, (0, 0.5, 0.56, 1), (-1.6, 1.3, 1.3, -1.0))
        x = np.interp(v, (0, 0.5, 0.56, 1), (0.14, 0.0, -0.02, -0.42))
        z = np.interp(
            v, (0, 0.4, 0.5, 0.53, 0.56, 0.66, 1), (0.1, 0.1, 0.16, 0.13, 0.06, 0.03, 0.03)
        )
        return np.stack([x + (2 * u - 1) * half, y + 0.06 * np.sin(6 * v), z], -1)

    surface(strip, 300, 16, look, thickness=0.022, uv_scale=(1, 5))


@scene("silk-shirt", "flat")
def silk_shirt() -> None:
    look = Look("#ece8dd", rough=0.9, sheen=0.4, grain=(110, 0.25))

    def body(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        y = -1.3 + 2.46 * v
        left = np.array([(-0.62, -1.3), (-0.6, 0.42), (-1.18, 0.43), (-0.66, 1.02), (-0.25, 1.16)])
        half = np.interp(y, left[:, 1], -left[:, 0])
        half = np.where((y > 0.05) & (y < 0.43), np.interp(y, (0.05, 0.43), (0.95, 1.2)), half)
        neck = 0.18 * np.exp(-(((2 * u - 1) * half / 0.2) ** 2)) * np.clip((v - 0.8) / 0.2, 0, 1)
        z = 0.05 + 0.03 * np.sin(6 * u + 2 * v) * np.sin(5 * v) + 0.02 * (1 - (2 * u - 1) ** 8)
        return np.stack([(2 * u - 1) * half, y - neck, z], -1)

    surface(body, 160, 90, look, thickness=0.03)
    c = Canvas(1.0, "#a3271f", 500)
    m.lotus_plant(c, 0.45, 0.1, 0.5, 0.17, ["#d98a94", "#f0c9c4"], "#3f6b52", "#7fa883")
    box((0.62, 0.72, 0.015), SILK.but(texture=c.done()), at=(0, -0.15, 0.1), bevel=0.005)
    t = np.linspace(math.pi, 2 * math.pi, 40)
    strands([np.stack([0.26 * np.cos(t), 1.14 + 0.17 * np.sin(t), 0.1 + 0 * t], 1)], 0.03, look)


@scene("silk-bag", "stand")
def silk_bag() -> None:
    c = Canvas(2.4, "#d9ccb0")
    c.shape(np.array([(0.85, 0.25), (1.55, 0.25), (1.55, 0.8), (0.85, 0.8)]), "#27406f")
    m.lotus_plant(c, 1.15, 0.28, 0.55, 0.11, ["#d98a94", "#f0c9c4"], "#7fa883", "#5f8f74")
    f.swallow(c, (1.42, 0.7), 0.05, 30, "#e9dfca")
    bag(LINEN.but(texture=c.done()), (1.7, 0.6, 1.7), LINEN.but(color="#b8a783"))


@scene("beaded-bag", "stand")
def beaded_bag() -> None:
    c = Canvas(2.4, "#5a2338")
    dots = Canvas(2.4, "#000000")
    for k in range(60):
        for j in range(34):
            at = ((k + 0.5 * (j % 2)) * 0.04, (j + 0.5) * 0.03)
            dots.dot(at, 0.013, "#ffffff")
            bloom = math.hypot((at[0] - 1.2) / 1.2, at[1] - 0.5)
            tone = "#d8b25a" if bloom < 0.12 else "#e9d8cf" if 0.2 < bloom < 0.27 else "#8a3a55"
            c.dot(at, 0.014, tone)
    bag(
        SILK.but(texture=c.done(), relief=(dots.done(), 1.0), coat=0.5, rough=0.25),
        (1.5, 0.5, 1.15),
        Look("#c9a24c", rough=0.3, metal=1),
        handle=0.6,
    )


@scene("crochet-bag", "stand")
def crochet_bag() -> None:
    def form(v: float) -> float:
        return 0.62 + 0.28 * math.sin(math.pi * (0.2 + 0.6 * v))

    yarn = LINEN.but(color="#d8c39a")
    wall(form, 1.25, stakes=44, rows=28, thick=0.032, look=yarn, stake=yarn)
    rim(form(1), 1.27, 0.05, yarn)
    rod(0.78, 0.03, yarn)
    t = np.linspace(0, math.pi, 40)
    for side in (-1, 1):
        strands(
            [
                np.stack(
                    [-0.5 * np.cos(t), side * (0.5 - 0.3 * np.sin(t)), 1.2 + 0.75 * np.sin(t)], 1
                )
            ],
            0.05,
            yarn,
        )


def _framed(look: Look, width: float, height: float, frame: Look, lean: float = 8) -> None:
    """A picture in a frame, leaning back on its foot."""
    parts = [box((width, 0.03, height), look, at=(0, 0, 0.1), bevel=0.003)]
    parts += [
        box((width + 0.2, 0.12, 0.1), frame, at=(0, 0, z), bevel=0.02) for z in (0, height + 0.1)
    ]
    parts += [
        box((0.1, 0.12, height), frame, at=(x * (width + 0.1) / 2, 0, 0.1), bevel=0.02)
        for x in (-1, 1)
    ]
    tilt = math.radians(lean)
    for part in parts:
        z = part.location.z
        part.rotation_euler.x = -tilt
        part.location.y, part.location.z = z * math.sin(tilt), z * math.cos(tilt) + 0.01


PIECES = ("#e6dcc4", "#d9a24a", "#c9b98f", "#9fae93", "#5f7f78", "#cfd8cc", "#5a2e1a", "#56734d")
LAYERS = (40, 150, 105, 165, 230, 60, 235, 190, 170, 180, 175, 185)
"""How high each piece lies: those of PIECES, then the sails."""
SAILS = ("#8e3b26", "#c98a3a", "#27406f", "#a8505a")


def _pieced(pieces: Sequence[str], sails: Sequence[str]) -> Canvas:
    """Hills and boats cut from silk: sky, sun, three ranges, water, hulls, reeds and the sails."""
    sky, sun, *hills, water, hull, reed = pieces
    c = Canvas(0.8, sky)
    c.dot((0.6, 0.86), 0.055, sun)
    f.mountains(c, 0.5, 0.9, hills)
    c.band(0, 0.44, water)
    for k, tone in enumerate(sails):
        at = (0.12 + 0.19 * k, 0.24 + 0.07 * (k % 2))
        f.boat(c, at, 0.05 + 0.02 * (k % 2), hull, tone)
    f.reeds(c, 0.03, 60, reed, 0.16)
    return c


@scene("silk-picture", "front", fill=0.64)
def silk_picture() -> None:
    heights = [f"#{level:02x}{level:02x}{level:02x}" for level in LAYERS]
    raised = _pieced(heights[:8], heights[8:])
    raised.soften(1.5)
    relief, cloth = raised.done(), weave("#000000", "#ffffff", 420)
    relief = Image.blend(relief, cloth.convert("RGB").resize(relief.size), 0.05)
    painting = _pieced(PIECES, SAILS).done()
    _framed(SILK.but(texture=painting, relief=(relief, 1.0)), 1.6, 2.0, WOOD)


@scene("embroidery", "front", fill=0.64)
def embroidery() -> None:
    c = Canvas(0.8, "#f0ead9")
    c.band(0.0, 0.2, "#d9ddcd")
    for x, top in ((0.2, 0.62), (0.5, 0.5), (0.62, 0.75)):
        m.lotus_plant(c, x, 0.06, top, 0.1, ["#cf5f7c", "#f1bcc2"], "#3f6b52", "#7fa883")
    f.swallow(c, (0.3, 0.88), 0.06, 20, "#39424f")
    relief = c.embroider("#f0ead9")
    look = SILK.but(texture=c.done(), relief=(relief, 0.8), rough=0.42)
    _framed(look, 1.6, 2.0, WOOD)


@scene("embroidery-napkins")
def embroidery_napkins() -> None:
    c = Canvas(1.0, "#eee8da")
    for x, y in ((0.75, 0.88), (0.25, 0.88), (0.5, 0.9)):
        m.branch(
            c,
            (x - 0.12, y - 0.05),
            (x + 0.12, y),
            "#56734d",
            "#7fa883",
            "#8f7fb8",
            "#d8b04a",
            0.035,
            5,
        )
    look = LINEN.but(texture=c.done())
    for k in range(4):
        folded(
            look.but(texture=c.done() if k == 3 else None),
            (1.6, 1.6),
            2,
            0.055,
            at=(0.02 * k, 0, 0.12 * k),
            turn=5 * k - 8,
            seed=k,
        )


@scene("purse")
def purse() -> None:
    c = Canvas(1.0, "#7a8f5c")
    m.branch(c, (0.15, 0.2), (0.85, 0.55), "#4a3524", "#4f6a3c", "#eac2c6", "#d8b04a", 0.06, 7)
    for x, turn in ((0.4, 20), (0.66, 160)):
        f.swallow(c, (x, 0.62), 0.12, turn, "#6b4a2c")
    padded(SILK.but(texture=c.done(), rough=0.5), (1.7, 1.3), 0.45, at=(0, 0, 0.68), tilt=78)
    t = np.linspace(0, math.pi, 40)
    strands(
        [np.stack([-0.75 * np.cos(t), 0.12 + 0 * t, 1.18 + 0.2 * np.sin(t)], 1)],
        0.05,
        Look("#c9a24c", rough=0.3, metal=1),
    )
    bead = ball(0.09, Look("#c9a24c", rough=0.3, metal=1), at=(0.05, 0.12, 1.45))
    copy(bead, (-0.08, 0.12, 1.44))


@scene("ao-dai", "above")
def ao_dai() -> None:
    silk = figured("#2f5d7c", "#45769a", 60)
    folded(silk, (1.7, 2.0), 4, 0.1, turn=0)
    folded(silk.but(texture=None), (1.2, 1.2), 2, 0.09, at=(0, 0.2, 0.4))
    t = np.linspace(0.25, 2 * math.pi - 0.25, 60) - math.pi / 2
    line = np.stack([0.3 * np.cos(t), 0.5 + 0.26 * np.sin(t), 0.68 + 0 * t], 1)
    out = np.stack([np.cos(t), np.sin(t), 0 * t], 1)
    ribbon(line, 0.22, 0.03, silk.but(texture=None), normal=out)
    for k in range(4):
        ball(0.035, Look("#d8b25a", rough=0.3, metal=1), at=(0.1 + 0.12 * k, 0.2 - 0.2 * k, 0.585))


HEEL_TO_TOE_WIDTH = [
    (0, 0.0),
    (0.015, 0.16),
    (0.05, 0.26),
    (0.12, 0.31),
    (0.3, 0.31),
    (0.55, 0.37),
    (0.75, 0.42),
    (0.88, 0.37),
    (0.95, 0.26),
    (0.985, 0.13),
    (1.0, 0.0),
]
HEEL_TO_TOE_HEIGHT = [
    (0, 0.0),
    (0.015, 0.4),
    (0.05, 0.66),
    (0.15, 0.66),
    (0.35, 0.58),
    (0.5, 0.5),
    (0.75, 0.34),
    (0.9, 0.25),
    (0.97, 0.16),
    (1.0, 0.0),
]


def _along(points: list[tuple[float, float]], v: np.ndarray) -> np.ndarray:
    curve = smooth(points, 8)
    return np.interp(v, curve[:, 0], curve[:, 1])


def _upper(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    v = (1 - np.cos(math.pi * v)) / 2
    half, tall = _along(HEEL_TO_TOE_WIDTH, v), _along(HEEL_TO_TOE_HEIGHT, v)
    a = math.pi * u
    opening = np.clip((0.46 - v) / 0.1, 0, 1) * np.clip((v - 0.03) / 0.06, 0, 1) * np.sin(a) ** 6
    x = -half * np.cos(a) * (1 - 0.12 * np.sin(a) ** 2)
    z = 0.1 + tall * np.sin(a) ** 0.75 * (1 - 0.8 * opening)
    return np.stack([x, 1.3 - 2.6 * v, z], -1)


def _sole(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    v = (1 - np.cos(math.pi * v)) / 2
    half = _along(HEEL_TO_TOE_WIDTH, v) * 1.07
    return np.stack([(2 * u - 1) * half, 1.34 - 2.68 * v, 0 * u + 0.06], -1)


@scene("leather-shoes")
def leather_shoes() -> None:
    leather = Look("#6b3a1c", rough=0.38, coat=0.35, grain=(60, 0.15), mottle=(4, 0.3))
    shoe = surface(_upper, 140, 60, leather, thickness=0.03)
    sole = surface(_sole, 140, 20, Look("#2a1b12", rough=0.6), thickness=0.12)
    for x, turn in ((-0.55, 0.12), (0.55, -0.12)):
        for part in (shoe, sole):
            copy(part, (x, 0, 0), (0, 0, turn + 0.5))
    drop(shoe)
    drop(sole)
