"""Cakes, sweets, meats and what goes with them."""

from __future__ import annotations

import math

import motifs as m
import numpy as np
from materials import LEAF, PORCELAIN, Look
from plants import round_leaf
from shapes import ball, box, copy, drop, heap, lathe, mesh, relief_disc, rod, strands, surface
from textures import Canvas, fibres
from weave import plait, rim

from scenes import scene

GREEN_LEAF = Look(rough=0.42, texture=fibres("#4f7a35", "#2c4f1f", seed=5, count=500))
CRUST = Look("#b5702c", rough=0.38, coat=0.25, wax=0.1, mottle=(3, 0.4))
SNOW = Look("#f0ece0", rough=0.55, wax=0.3)
MEAT = Look("#dcae94", rough=0.4, wax=0.25, grain=(50, 0.12))


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


def _flower(r: np.ndarray, a: np.ndarray) -> np.ndarray:
    petal = np.abs(np.cos(4 * a)) ** 0.6
    edge = 1 / (1 + np.exp(-(0.62 * (0.45 + 0.55 * petal) - r) * 40))
    inner = 1 / (1 + np.exp(-(0.22 - r) * 50))
    groove = 1 / (1 + np.exp(-(np.abs(r - 0.8) - 0.03) * 120))
    return 0.05 * edge + 0.05 * inner - 0.05 * (1 - groove)


def cake(look: Look, at: tuple[float, float, float], size: float = 0.62) -> object:
    """A moulded round cake with a scalloped wall."""
    return relief_disc(size, 0.34, _flower, look, lobes=14, depth=0.045, at=at)


def _cakes(look: Look, filling: str) -> None:
    dish(1.5)
    first = cake(look, (-0.55, 0.45, 0.09))
    for at, turn in (((0.7, 0.4, 0.09), 0.3), ((0.1, 0.3, 0.45), 0.7)):
        copy(first, at, (0, 0, turn))
    wedge = Look(filling, rough=0.7, grain=(30, 0.5), mottle=(14, 0.4))
    for side, turn in ((-0.3, 0.5), (0.42, -0.7)):
        quarter_cake(look, wedge, (side, -0.72, 0.1), turn)


def quarter_cake(look: Look, filling: Look, at: tuple[float, float, float], turn: float) -> None:
    """A slice: crust outside, filling on the cut faces."""
    for inset, skin, top in ((0.0, look, 0.34), (0.055, filling, 0.3)):
        a = np.linspace(0.08 if inset else 0.1, math.pi / 2 - (0.08 if inset else 0.1), 24)
        r = 0.6 - inset
        start = 0.0 if inset else 0.02
        rim_pts = [(start, start), *[(r * math.cos(t), r * math.sin(t)) for t in a]]
        n = len(rim_pts)
        low = inset if inset else 0.0
        verts = np.array([(x, y, low) for x, y in rim_pts] + [(x, y, top) for x, y in rim_pts])
        faces: list[tuple[int, ...]] = [tuple(range(n))[::-1], tuple(range(n, 2 * n))]
        faces += [(k, (k + 1) % n, n + (k + 1) % n, n + k) for k in range(n)]
        if inset:
            verts[:, :2] *= 1.0
            verts[[0, n], :2] = -0.02
            verts[[1, n + 1], 1] -= 0.035
            verts[[n - 1, 2 * n - 1], 0] -= 0.035
        part = mesh(verts, faces, skin, at=at, crease=30)
        part.rotation_euler.z = turn + math.pi


@scene("mooncake")
def mooncake() -> None:
    _cakes(CRUST, "#5b3216")


@scene("mooncake-green")
def mooncake_green() -> None:
    _cakes(CRUST.but(color="#c5873a"), "#7f9440")


@scene("snow-cake")
def snow_cake() -> None:
    _cakes(SNOW, "#8a5a34")


@scene("snow-cake-green")
def snow_cake_green() -> None:
    _cakes(SNOW.but(color="#dfe6c8"), "#8fa14a")


@scene("snow-cake-bean")
def snow_cake_bean() -> None:
    _cakes(SNOW.but(color="#f3ead0"), "#d9b65c")


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
    pattern = lathe([(0, 0), (0.24, 0), (0.28, 0.06), (0.25, 0.13), (0, 0.16)], look)
    for k in range(26):
        ring = (12, 8, 5, 1)
        level = 0 if k < 12 else 1 if k < 20 else 2 if k < 25 else 3
        r = (0.82, 0.52, 0.26, 0)[level]
        t = 2 * math.pi * k / ring[level] + level
        copy(
            pattern,
            (r * math.cos(t), r * math.sin(t), 0.1 + 0.15 * level),
            tuple(rng.normal(0, 0.1, 3)),
            rng.uniform(0.92, 1.08),
        )
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
    for k in range(6):
        x, z = ((k - 1.5) * 0.5, 0.24) if k < 4 else ((k - 4.5) * 0.5, 0.6)
        roll = lathe(
            [
                (0.03, -0.95),
                (0.1, -0.86),
                (0.19, -0.6),
                (0.215, 0),
                (0.19, 0.6),
                (0.1, 0.86),
                (0.03, 0.95),
            ],
            leaf,
            at=(x, 0.05 * (k % 2), z + 0.06),
        )
        roll.rotation_euler.x = math.pi / 2
        for y in (-0.5, 0, 0.5):
            t = np.linspace(0, 2 * math.pi, 40)
            strands(
                [
                    np.stack(
                        [
                            x + 0.215 * np.cos(t),
                            y + 0 * t + 0.05 * (k % 2),
                            z + 0.06 + 0.215 * np.sin(t),
                        ],
                        1,
                    )
                ],
                0.014,
                Look("#d8c48a", rough=0.6),
            )


def _slices(look: Look, count: int, radius: float, at: tuple[float, float, float]) -> None:
    for k in range(count):
        part = rod(radius, 0.1, look, at=(at[0] + 0.3 * k, at[1] - 0.05 * k, at[2]), bevel=0.015)
        part.rotation_euler = (math.radians(-12), math.radians(58), 0.3)


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
    dish(0.85, at=(0.35, -0.75, 0))
    for k in range(5):
        part = rod(0.42, 0.09, look, at=(0.05 + 0.16 * k, -0.72 - 0.03 * k, 0.33), bevel=0.012)
        part.rotation_euler = (0, math.radians(-38), 0.2 + 0.05 * k)


@scene("sausage")
def sausage() -> None:
    _loaf(MEAT)


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
    for k, look in enumerate((CRUST, SNOW, SNOW.but(color="#dfe6c8"), CRUST.but(color="#c5873a"))):
        x, y = (k % 2 - 0.5) * 1.16, (k // 2 - 0.5) * 1.16
        cake(
            look, (x * math.cos(a) - y * math.sin(a), x * math.sin(a) + y * math.cos(a), 0.19), 0.5
        )
