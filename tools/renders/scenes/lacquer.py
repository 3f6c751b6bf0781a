"""Lacquer boxes, trays, panels and vessels."""

from __future__ import annotations

import math

import figures as f
import motifs as m
import numpy as np
from materials import AMBER_LACQUER, BLACK_LACQUER, RED_LACQUER, WOOD, Look
from shapes import box, lathe, rod, smooth, strands
from textures import Canvas
from weave import coil

from scenes import scene


def chest(
    body: Look,
    top: Look,
    size: tuple[float, float, float],
    *,
    turn: float = 24,
    trim: Look | None = None,
) -> None:
    """A lidded box on a low foot."""
    w, d, h = size
    box((w * 0.96, d * 0.96, 0.08), trim or body.but(texture=None), bevel=0.02, turn=turn)
    box((w, d, h * 0.62), body, at=(0, 0, 0.06), bevel=0.035, turn=turn)
    box(
        (w * 0.985, d * 0.985, 0.03),
        Look("#050404", rough=0.6),
        at=(0, 0, 0.05 + h * 0.62),
        bevel=0.0,
        turn=turn,
    )
    lid = (w * 1.012, d * 1.012, h * 0.3)
    box(lid, top.but(texture=None), at=(0, 0, 0.075 + h * 0.62), bevel=0.05, turn=turn)
    if top.texture is not None:
        face = (lid[0] - 0.11, lid[1] - 0.11, 0.01)
        box(face, top, at=(0, 0, 0.068 + h * 0.92), bevel=0, turn=turn)


@scene("lacquer-box")
def lacquer_box() -> None:
    chest(BLACK_LACQUER, AMBER_LACQUER, (2.2, 1.6, 0.85))


def _gold_leaf(c: Canvas, gilt: Canvas) -> None:
    """Two lotuses in gold under a drift of torn gold leaf."""
    for k in range(900):
        reach = 0.3 + 0.11 * c.rng.normal() + 0.08 * math.sin(k * 0.021)
        turn = 2 * math.pi * c.rng.random()
        if reach > 0.43 or 0.2 < turn < 2.2:
            continue
        at = np.array((0.5 + reach * math.cos(turn), 0.5 + reach * math.sin(turn)))
        a = np.sort(c.rng.uniform(0, 2 * math.pi, 5))
        torn = np.stack([np.cos(a), np.sin(a)], 1) * c.rng.uniform(0.002, 0.011) + at
        c.shape(torn, c.rng.choice(["#d8ab4a", "#c8963a", "#e8c673"]))
        gilt.shape(torn, "#ffffff")
    for x, y, size in ((0.47, 0.45, 0.19), (0.68, 0.62, 0.12)):
        for canvas, tones in ((c, ("#d8ab4a", "#b98a34", "#3a2410")), (gilt, ("#ffffff",) * 3)):
            canvas.curve((x + 0.02, y - 0.24), (x, y), 0.08, 0.008, tones[0], tip=0.8)
            m.lotus(canvas, (x, y), size, tones[1], tones[0], tones[2])
    for canvas, tone in ((c, "#d8ab4a"), (gilt, "#ffffff")):
        canvas.ring((0.5, 0.5), 0.455, 0.007, tone)
        canvas.ring((0.5, 0.5), 0.468, 0.003, tone)


@scene("lacquer-box-round")
def lacquer_box_round() -> None:
    c, gilt = Canvas(1.0, "#12100f"), Canvas(1.0, "#000000")
    _gold_leaf(c, gilt)
    lathe(
        [(0, 0), (0.9, 0), (0.95, 0.04), (1.1, 0.3), (1.12, 0.5), (1.1, 0.52), (0, 0.52)],
        RED_LACQUER,
        steps=5,
    )
    lathe(
        [(1.14, 0.53), (1.15, 0.58), (1.1, 0.75), (0.95, 0.88), (0.6, 0.96), (0, 0.98)],
        BLACK_LACQUER.but(texture=c.done(), gilt=gilt.done(), rough=0.2),
        uv="disc",
    )


@scene("lacquer-horn-box")
def lacquer_horn_box() -> None:
    c = Canvas(1.4, "#120d0b")
    for k in range(9):
        for j in range(6):
            tone = ["#c8a878", "#8a6a44", "#e3d0a8", "#5b4028"][(k * 3 + j * 5) % 4]
            x, y = 0.1 + k * 0.135, 0.1 + j * 0.135
            c.shape(np.array([(x, y), (x + 0.12, y), (x + 0.12, y + 0.12), (x, y + 0.12)]), tone)
    c.wash("#7a5a38", 0.3, 20)
    chest(AMBER_LACQUER, BLACK_LACQUER.but(texture=c.done()), (2.1, 1.5, 0.8), turn=-22)


@scene("lacquer-tray", "above")
def lacquer_tray() -> None:
    look = BLACK_LACQUER.but(texture=f.eggshell(), rough=0.2)
    box((2.6, 1.8, 0.06), look, bevel=0.012, turn=8)
    turn = math.radians(8)
    for dx, dy, w, d in (
        (0, 0.9, 2.68, 0.07),
        (0, -0.9, 2.68, 0.07),
        (1.31, 0, 0.07, 1.8),
        (-1.31, 0, 0.07, 1.8),
    ):
        at = (dx * math.cos(turn) - dy * math.sin(turn), dx * math.sin(turn) + dy * math.cos(turn))
        box((w, d, 0.24), BLACK_LACQUER, at=(*at, 0), bevel=0.025, turn=8)


def panel(look: Look, width: float, height: float, edge: Look) -> None:
    """A lacquer board leaning slightly back on a low easel rail."""
    tilt = math.radians(7)
    board = box((width, 0.06, height), edge, at=(0, 0, 0.12), bevel=0.01)
    face = box((width - 0.06, 0.03, height - 0.06), look, at=(0, -0.035, 0.15), bevel=0.004)
    for part in (board, face):
        part.rotation_euler.x = -tilt
    box((width * 0.8, 0.32, 0.07), WOOD, bevel=0.015)
    box((width * 0.8, 0.06, 0.16), WOOD, at=(0, -0.13, 0), bevel=0.015)


@scene("lacquer-panel", "front", fill=0.66)
def lacquer_panel() -> None:
    c = Canvas(1.3, "#7c3212")
    c.band(0.42, 1, "#b4742a")
    c.wash("#d9a54a", 0.8, 110)
    f.mountains(c, 0.46, 0.9, ["#c48a3c", "#97561f", "#5f2c12"])
    c.band(0, 0.44, "#3c170b")
    c.wash("#8a4a1c", 0.55, 90)
    for x, size in ((0.35, 0.07), (0.62, 0.05), (0.95, 0.09)):
        f.boat(c, (x, 0.3 + size), size, "#160a06", "#d9b468")
    for k in range(14):
        x = c.rng.uniform(0.1, 1.1)
        y = 0.08 + 0.025 * k
        c.curve((x, y), (x + 0.3, y), 0.01, 0.005, "#b98438")
    f.reeds(c, 0.0, 70, "#140806", 0.2)
    panel(AMBER_LACQUER.but(texture=c.done(), mottle=None, rough=0.2), 2.6, 2.0, BLACK_LACQUER)


@scene("lacquer-plate", "above")
def lacquer_plate() -> None:
    c = Canvas(1.0, "#7d1a12")
    leaf = "#d8a24a"
    c.leaf((0.5, 0.2), 0.62, 90, 0.5, "#a3341d", bend=0)
    c.curve((0.5, 0.12), (0.5, 0.86), 0.01, 0.012, leaf)
    for k in range(11):
        y = 0.26 + 0.048 * k
        for side in (-1, 1):
            reach = 0.24 * math.sin(math.pi * (0.12 + k / 13))
            c.curve((0.5, y), (0.5 + side * reach, y + 0.1), 0.06 * side, 0.005, leaf)
    c.ring((0.5, 0.5), 0.47, 0.012, "#1a0d0a")
    lathe(
        [
            (0, 0.03),
            (0.55, 0.03),
            (0.58, 0),
            (0.62, 0),
            (0.7, 0.06),
            (1.1, 0.16),
            (1.3, 0.28),
            (1.31, 0.31),
            (1.27, 0.31),
            (1.05, 0.21),
            (0.7, 0.12),
            (0, 0.1),
        ],
        RED_LACQUER.but(texture=c.done(), rough=0.3, coat=0.25),
        uv="disc",
    )


@scene("lacquer-plate-picture", "front", fill=0.66)
def lacquer_plate_picture() -> None:
    c = Canvas(1.0, "#14100e")
    f.mountains(c, 0.4, 0.75, ["#4a2a14", "#8a4a1c", "#b4742a"])
    m.lotus_plant(c, 0.45, 0.16, 0.5, 0.13, ["#b5342e", "#e3a05a"], "#6f7f3a", "#97a04c")
    c.dot((0.66, 0.74), 0.07, "#d9a54a")
    c.ring((0.5, 0.5), 0.48, 0.025, "#8c1c13")
    rim = [(1.25, 0.16), (1.26, 0.19), (1.22, 0.2)]
    profile = [(0, 0), (0.7, 0), (1.0, 0.06), *rim, (0.95, 0.11), (0, 0.07)]
    look = BLACK_LACQUER.but(texture=c.done())
    plate = lathe(profile, look, uv="disc", at=(0, 0.1, 1.35))
    plate.rotation_euler.x = math.radians(80)
    for x in (-0.5, 0.5):
        leg = [(x, -0.3, 0.28), (x, -0.25, 0.03), (x, 0.6, 0.04), (x * 0.84, 0.42, 1.2)]
        strands([np.array(leg)], 0.045, WOOD)
    strands([np.array([(-0.5, 0.5, 0.7), (0.5, 0.5, 0.7)])], 0.035, WOOD)


@scene("lacquer-bowl")
def lacquer_bowl() -> None:
    outer = np.asarray(smooth([(0.5, 0.04), (0.8, 0.1), (1.15, 0.4), (1.35, 0.85)], 8))
    coil(outer, 0.04, BLACK_LACQUER.but(color="#1c120d", rough=0.3))
    lathe([(0, 0.06), (0.5, 0.07), (0.78, 0.14), (1.12, 0.43), (1.33, 0.88)], RED_LACQUER)
    rod(0.52, 0.05, BLACK_LACQUER)


@scene("lacquer-vase", "stand")
def lacquer_vase() -> None:
    c = Canvas(2.2, "#b98a3a")
    c.wash("#e3cf98", 0.9, 40)
    c.wash("#8a531d", 0.7, 90)
    for x in np.arange(0, 2.2, 0.02):
        c.curve((x, 0), (x + 0.05, 1), 0.02, 0.002, "#a87a30")
    lathe(
        [
            (0, 0),
            (0.4, 0),
            (0.44, 0.05),
            (0.8, 0.6),
            (0.95, 1.1),
            (0.8, 1.6),
            (0.4, 1.95),
            (0.27, 2.15),
            (0.3, 2.35),
            (0.36, 2.4),
            (0.3, 2.38),
            (0.2, 2.1),
        ],
        AMBER_LACQUER.but(texture=c.done(), mottle=None, metal=0.55, rough=0.25),
    )


@scene("lacquer-card-case")
def lacquer_card_case() -> None:
    c = Canvas(1.5, "#100d0c")
    f.carp(c, (0.55, 0.55), 0.24, 25, "#d08a2e", "#f0c86a", "#100d0c")
    f.carp(c, (1.05, 0.4), 0.17, 200, "#b5342e", "#e8a24c", "#100d0c")
    for k in range(5):
        c.curve((0.2, 0.12 + 0.02 * k), (1.3, 0.14 + 0.02 * k), 0.02, 0.004, "#6b5a3a")
    box((1.9, 1.25, 0.16), BLACK_LACQUER, bevel=0.04, turn=14)
    box(
        (1.92, 1.27, 0.14),
        BLACK_LACQUER.but(texture=c.done()),
        at=(0, 0, 0.18),
        bevel=0.05,
        turn=14,
    )
    box((1.0, 0.6, 0.02), Look("#f0ece0", rough=0.8), at=(0.75, -1.05, 0), bevel=0.003, turn=-18)
