"""Mooncakes, rice cakes and biscuits."""

from __future__ import annotations

import itertools
import math

import motifs as m
import numpy as np
from arrange import copy, drop, heap
from materials import CELADON, PORCELAIN, Look, shade
from plants import round_leaf
from shapes import ball, box, grid_faces, lathe, mesh, relief_disc, rod, strands
from textures import Canvas, fibres

from scenes import scene
from scenes.serving import GREEN_LEAF, dish, tray


def crust(raised: str, flat: str, wall: str) -> Look:
    """Baked dough: what stands higher is browner, with fine specks and a little egg wash."""
    c = Canvas(1.0, flat, 256)
    for k in range(64):
        y, rise = k / 64, k / 32 - 1
        low, high = (wall, flat) if rise < 0 else (flat, raised)
        share = rise + 1 if rise < 0 else rise
        a, b = (np.array([int(h[i : i + 2], 16) for i in (1, 3, 5)]) for h in (low, high))
        tone = "#" + "".join(f"{round(v):02x}" for v in a + (b - a) * share)
        c.band(y, y + 1 / 60, tone)
    look = Look(flat, texture=c.image, rough=0.42, coat=0.15)
    return look.but(grain=(16, 0.22), mottle=(8, 0.22))


CRUST = crust("#7f3f14", "#b06a2a", "#cb8d45")
PALE_CRUST = crust("#96591f", "#c5873a", "#dcae66")
JADE_PLATE = CELADON.but(mottle=None)
SNOW = Look("#e6ddc9", rough=0.5, coat=0.1)


def _flower(r: np.ndarray, a: np.ndarray) -> np.ndarray:
    petal = np.abs(np.cos(4 * a)) ** 0.6
    edge = 1 / (1 + np.exp(-(0.62 * (0.45 + 0.55 * petal) - r) * 40))
    inner = 1 / (1 + np.exp(-(0.22 - r) * 50))
    groove = 1 / (1 + np.exp(-(np.abs(r - 0.8) - 0.03) * 120))
    return 0.05 * edge + 0.05 * inner - 0.05 * (1 - groove)


def cake(look: Look, at: tuple[float, float, float], size: float = 0.62) -> object:
    """A moulded round cake with a scalloped wall."""
    return relief_disc(size, 0.34, _flower, look, lobes=14, depth=0.045, at=at)


def _cakes(look: Look, filling: str, plate: Look = PORCELAIN) -> None:
    dish(1.5, plate)
    first = cake(look, (-0.55, 0.45, 0.09))
    for at, turn in (((0.7, 0.4, 0.09), 0.3), ((0.1, 0.3, 0.45), 0.7)):
        copy(first, at, (0, 0, turn))
    for x, y, turn in ((-0.4, -0.98, -2.05), (0.38, -1.0, -2.7)):
        quarter_cake(look, filling, (x, y, 0.1), turn)


def _cut_face(look: Look, filling: str) -> Look:
    """What the knife shows: a thin crust round a dense paste with the half of a salted yolk."""
    c = Canvas(1.5, look.color, 400)
    outline = [(0, 0.09), (1.39, 0.09), (1.39, 0.66), (0, 0.66)]
    c.shape(np.array(outline), filling)
    for _ in range(900):
        at = (c.rng.uniform(0, 1.38), c.rng.uniform(0.1, 0.65))
        c.dot(at, c.rng.uniform(0.003, 0.011), shade(filling, c.rng.uniform(0.75, 1.35)))
    c.shape(np.array([(0, 0.17)]) + _half_disc(0.21), "#d9822b")
    for _ in range(160):
        at = (0.17 * math.sqrt(c.rng.random()), 0.38 + c.rng.uniform(-0.13, 0.13))
        c.dot(at, 0.008, c.rng.choice(["#e89a3c", "#c9701f", "#efae55"]))
    c.soften(0.8)
    return Look(filling, texture=c.done(), rough=0.6, grain=(34, 0.35))


def _half_disc(radius: float) -> np.ndarray:
    a = np.linspace(-math.pi / 2, math.pi / 2, 30)
    return np.stack([radius * np.cos(a), radius + radius * np.sin(a)], 1)


def quarter_cake(look: Look, filling: str, at: tuple[float, float, float], turn: float) -> None:
    """A slice: crust outside, filling on the two cut faces."""
    size, tall = 0.6, 0.34
    r = np.concatenate([np.linspace(0.0, 0.97, 60), [0.99, 1.0, 1.0, 0.99, 0.95]])[:, None]
    a = np.linspace(0, math.pi / 2, 60)[None, :]
    base = np.concatenate([np.full(60, tall), [tall - 0.01, tall - 0.04, 0.03, 0.008, 0.0]])
    z = base[:, None].repeat(60, 1)
    z[:60] += _flower(r[:60], a)
    reach = r * size * (1 + 0.045 * np.cos(14 * a) * np.clip((r - 0.7) / 0.3, 0, 1))
    verts = np.stack([reach * np.cos(a), reach * np.sin(a), z], -1)
    uv = np.stack([r + 0 * z, np.clip((z - tall) / 0.12 + 0.5, 0, 1)], -1)
    parts = [mesh(verts.reshape(-1, 3), grid_faces(65, 60), look, at=at, uv=uv.reshape(-1, 2))]
    cut = _cut_face(look, filling)
    for edge in (0, -1):
        rim = verts[:, edge]
        foot = rim * (1, 1, 0)
        span = np.concatenate([foot[:62], rim[:62]])
        across = np.clip(np.linalg.norm(span[:, :2], axis=1) / 0.6, 0.005, 0.995)
        flat = np.stack([across, np.clip(span[:, 2] / 0.4, 0.005, 0.995)], 1)
        parts.append(mesh(span, grid_faces(2, 62), cut, at=at, uv=flat))
    for part in parts:
        part.rotation_euler.z = turn + math.pi


@scene("mooncake")
def mooncake() -> None:
    _cakes(CRUST, "#5b3216")


@scene("mooncake-green")
def mooncake_green() -> None:
    _cakes(PALE_CRUST, "#7f9440")


@scene("snow-cake")
def snow_cake() -> None:
    _cakes(SNOW, "#8a5a34", JADE_PLATE)


@scene("snow-cake-green")
def snow_cake_green() -> None:
    _cakes(SNOW.but(color="#d3deb4"), "#8fa14a", JADE_PLATE)


@scene("snow-cake-bean")
def snow_cake_bean() -> None:
    _cakes(SNOW.but(color="#e8dab2"), "#d9b65c", JADE_PLATE)


@scene("pia-cakes")
def pia_cakes() -> None:
    dish(1.45)
    flaky = Look("#e8cf9c", rough=0.6, wax=0.2, grain=(18, 0.4), mottle=(3, 0.15))
    spots = [(-0.62, 0.35, 0.1), (0.62, 0.35, 0.1), (0, -0.6, 0.1), (0.02, 0.05, 0.42)]
    for x, y, z in spots:
        lathe(
            [(0, 0), (0.5, 0), (0.57, 0.06), (0.58, 0.2), (0.5, 0.3), (0, 0.33)],
            flaky,
            at=(x, y, z),
        )
        rod(0.12, 0.012, Look("#b5342e", rough=0.7), at=(x, y, z + 0.325), bevel=0.004)


@scene("biscuits")
def biscuits() -> None:
    dish(1.35)
    look = Look("#b97a35", rough=0.55, grain=(26, 0.4), mottle=(6, 0.35))
    rng = np.random.default_rng(3)
    pattern = lathe([(0, 0), (0.17, 0), (0.2, 0.045), (0.18, 0.105), (0, 0.125)], look)
    for level, reach in enumerate((0.95, 0.78, 0.56, 0.34)):
        for row, column in itertools.product(range(-5, 6), repeat=2):
            x = 0.43 * (column + row / 2 + level / 2)
            y = 0.43 * (row * math.sqrt(3) / 2 + level / math.sqrt(12))
            if math.hypot(x, y) <= reach:
                spot = (*rng.normal((x, y), 0.01), 0.1 + 0.132 * level)
                turn = (*rng.normal(0, 0.03, 2), rng.uniform(0, 6))
                copy(pattern, spot, turn, rng.uniform(0.96, 1.02))
    drop(pattern)


@scene("green-rice-cake")
def green_rice_cake() -> None:
    look = Look("#8ea53a", rough=0.45, wax=0.3, grain=(24, 0.6), mottle=(10, 0.25))
    wrap = GREEN_LEAF
    for x, y, turn in ((-0.7, 0.35, 12), (0.75, 0.45, -14), (0.05, -0.5, 6)):
        box((1.05, 1.05, 0.03), wrap, at=(x, y, 0), bevel=0.005, turn=turn + 20)
        box((0.8, 0.8, 0.3), look, at=(x, y, 0.03), bevel=0.08, turn=turn)
    box((0.8, 0.8, 0.3), look, at=(0.02, 0.38, 0.36), bevel=0.08, turn=30)
    box(
        (0.34, 0.36, 0.24),
        Look("#e0bd55", rough=0.6, grain=(30, 0.3)),
        at=(0.2, -1.2, 0),
        bevel=0.04,
        turn=20,
    )


@scene("green-rice-leaf", "above")
def green_rice_leaf() -> None:
    round_leaf((0, 0, 0.02), 1.5, GREEN_LEAF.but(texture=None, color="#44703a", mottle=(3, 0.3)))
    grain = ball(0.06, Look("#9db653", rough=0.5, wax=0.2), squash=0.35)
    grain.scale = (1, 0.6, 1)
    rice = lathe(
        [(0.001, -0.025), (0.05, 0), (0.001, 0.025)],
        Look("#9db653", rough=0.5, wax=0.2),
        steps=3,
        turns=8,
    )
    drop(grain)
    lathe([(0, 0.02), (0.85, 0.02), (0.7, 0.18), (0.35, 0.36), (0, 0.42)], Look("#93ab4a"))
    heap(rice, 4200, 0.95, 0.46, at=(0, 0, 0.03), seed=4, flat=0.5)
    line = np.linspace(0, 1, 20)[:, None] * (2.6, 0.5, 0) + (-1.2, -1.35, 0.03)
    strands([line, np.add(line, (0.1, -0.08, 0))], 0.018, Look("#cdb36a", rough=0.6))


@scene("chung-cake")
def chung_cake() -> None:
    leaf = GREEN_LEAF.but(texture=fibres("#47702f", "#25451b", seed=8, count=700))
    for at, turn, tilt in (((-0.1, 0.25, 0), 18, 0), ((0.5, -0.72, 0.0), -20, 0)):
        size = 1.5 if tilt == 0 and at[1] > 0 else 1.0
        box((size, size, 0.46 * size), leaf, at=at, bevel=0.07 * size, turn=turn)
        a = math.radians(turn)
        spin = np.array([[math.cos(a), math.sin(a), 0], [-math.sin(a), math.cos(a), 0], [0, 0, 1]])
        h, top = size / 2 + 0.012, 0.46 * size + 0.012
        for p in (-0.17, 0.17):
            for swap in (False, True):
                ring = [
                    (-h, p, 0.01),
                    (-h, p, top - 0.06),
                    (-h + 0.06, p, top),
                    (h - 0.06, p, top),
                    (h, p, top - 0.06),
                    (h, p, 0.01),
                ]
                pts = np.array([(y, x, z) if swap else (x, y, z) for x, y, z in ring])
                pts[:, :2] *= (1, 1)
                pts = pts * np.array((1, 1, 1)) @ spin + at
                strands([pts], 0.02, Look("#d8c48a", rough=0.6))


@scene("steamed-rice-rolls")
def steamed_rice_rolls() -> None:
    tray(1.35)
    leaf = GREEN_LEAF.but(texture=fibres("#6b8a45", "#3d5c28", seed=3, count=700))
    half = [(0.215, 0), (0.19, 0.6), (0.1, 0.86), (0.03, 0.95), (0, 0.96)]
    profile = [(r, -y) for r, y in half[:0:-1]] + half
    t = np.linspace(0, 2 * math.pi, 40)
    for row, k in ((0, 0), (0, 1), (0, 2), (0, 3), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (3, 0)):
        x, z, shift = (k - 1.5 + row / 2) * 0.48, 0.28 + 0.375 * row, 0.04 * ((k + row) % 3 - 1)
        lathe(profile, leaf, at=(x, shift, z)).rotation_euler.x = math.pi / 2
        loops = [
            np.stack([x + r * np.cos(t), y + shift + 0 * t, z + r * np.sin(t)], 1)
            for y, r in ((-0.5, 0.202), (0, 0.219), (0.5, 0.202))
        ]
        strands(loops, 0.014, Look("#d8c48a", rough=0.6))


def _petal_mark(c: Canvas) -> None:
    m.chrysanthemum(c, (0.5, 0.5), 0.3, "#8c1c13", "#c9a24c")


@scene("mooncake-assorted")
def mooncake_assorted() -> None:
    c = Canvas(1.0, "#7d1a12")
    _petal_mark(c)
    box((2.5, 2.5, 0.18), Look("#7d1a12", rough=0.4, coat=0.3), bevel=0.03, turn=12)
    box(
        (2.3, 2.3, 0.02),
        Look("#d8b25a", rough=0.5, sheen=0.3),
        at=(0, 0, 0.175),
        bevel=0.003,
        turn=12,
    )
    a = math.radians(12)
    for k, look in enumerate((CRUST, SNOW, SNOW.but(color="#dfe6c8"), PALE_CRUST)):
        x, y = (k % 2 - 0.5) * 1.16, (k // 2 - 0.5) * 1.16
        cake(
            look, (x * math.cos(a) - y * math.sin(a), x * math.sin(a) + y * math.cos(a), 0.19), 0.5
        )
