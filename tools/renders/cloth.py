"""Cloth: hung, folded, rolled and padded textiles."""

from __future__ import annotations

import math
from collections.abc import Callable

import bpy
import numpy as np
from materials import WOOD, Look
from shapes import ORIGIN, Point, strands, surface

Sheet = Callable[[np.ndarray, np.ndarray], np.ndarray]
BAR = 2.0


def _stack(*parts: np.ndarray) -> np.ndarray:
    return np.stack(np.broadcast_arrays(*parts), -1)


def _over_bar(
    width: float, front: float, back: float, folds: float = 5, depth: float = 0.09, seed: int = 1
) -> Sheet:
    """Up one side of the bar and down the other, in loose folds."""
    phase = np.random.default_rng(int(seed)).uniform(0, 6, 4)
    over = 0.09

    def shape(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        along = v * (front + back) - front
        down = np.maximum(np.abs(along) - over, 0)
        turn = np.clip(along / over, -1, 1) * math.pi / 2
        loose = 1 - np.exp(-down * 2.2)
        drift = u + 0.07 * np.sin(2 * math.pi * 1.3 * u + phase[2] + 0.4 * down)
        slow = np.sin(2 * math.pi * folds * 0.7 * drift + phase[0])
        fast = np.sin(2 * math.pi * folds * 1.6 * drift + phase[1] + 0.7 * down)
        y = over * np.sin(turn) + depth * (0.1 + loose) * (slow + 0.45 * fast) * np.sign(along)
        y -= np.where(along < 0, 1, -1) * 0.05 * loose
        x = (u - 0.5) * width * (1 - 0.1 * loose) + 0.03 * np.sin(5 * v + phase[2])
        z = BAR + over * np.cos(turn) - down + 0.02 * np.sin(9 * u + phase[3]) * loose
        return _stack(x, y, z)

    return shape


def hung(look: Look, width: float, front: float, back: float, **drape: float) -> None:
    """A cloth laid over a wooden bar that rests on two posts."""
    shape = _over_bar(width, front, back, **drape)
    surface(shape, 160, 200, look, thickness=0.008)
    half = width / 2 + 0.22
    strands([np.array([(-half - 0.1, 0, BAR), (half + 0.1, 0, BAR)])], 0.045, WOOD)
    for side in (-1, 1):
        strands([np.array([(side * half, 0, 0.02), (side * half, 0, BAR + 0.12)])], 0.05, WOOD)
        strands([np.array([(side * half, -0.42, 0.05), (side * half, 0.42, 0.05)])], 0.05, WOOD)


def _to_and_fro(half: float, layers: int, gap: float) -> np.ndarray:
    """The edge of a folded cloth: x and z along its length."""
    bend = gap / 2
    path: list[tuple[float, float]] = []
    for k in range(layers):
        way = 1 if k % 2 == 0 else -1
        path += [(way * x, k * gap) for x in np.linspace(-half, half, 30)]
        if k < layers - 1:
            path += [
                (way * (half + bend * math.sin(t)), k * gap + bend - bend * math.cos(t))
                for t in np.linspace(0.2, math.pi - 0.2, 9)
            ]
    return np.add(np.array(path), (0, gap * 0.5))


def folded(
    look: Look,
    size: tuple[float, float],
    layers: int,
    gap: float,
    *,
    at: Point = ORIGIN,
    puff: float = 0.0,
    turn: float = 0.0,
    seed: int = 1,
) -> bpy.types.Object:
    """A cloth folded to and fro into a stack; puff swells each layer like a quilt."""
    wobble = np.random.default_rng(seed).uniform(0, 6, 3)
    line = _to_and_fro(size[0] / 2, layers, gap)

    def shape(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        spot = v * (len(line) - 1)
        x, z = (np.interp(spot, np.arange(len(line)), part) for part in line.T)
        y = (u - 0.5) * size[1] + 0.012 * np.sin(z * 31 + wobble[0])
        edge = np.clip(np.minimum(u, 1 - u) * 9, 0, 1)
        z = z + puff * (np.abs(np.sin(x * 7)) * np.abs(np.sin(y * 7)) - 0.4) * edge
        z = z - gap * 0.12 * (1 - edge) + 0.012 * np.sin(3 * x + wobble[1]) * (z / gap) ** 0.5
        return _stack(x * (1 + 0.01 * np.sin(z * 23 + wobble[2])), y, np.maximum(z, gap * 0.3))

    sheet = surface(shape, len(line) * 2, 60, look, at=at, thickness=gap * 0.55)
    sheet.rotation_euler.z = math.radians(turn)
    return sheet


def rolled(
    look: Look,
    radius: float,
    width: float,
    tongue: float,
    *,
    at: Point = ORIGIN,
    ripple: float = 0.05,
) -> None:
    """A bolt of cloth with its loose end running forward over the ground."""
    turns = 3
    wound = turns * 2 * math.pi * radius * 0.91
    share = wound / (wound + tongue)

    def shape(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        a = np.minimum(v / share, 1) * turns * 2 * math.pi
        r = radius * (0.82 + 0.18 * np.minimum(v / share, 1))
        flow = np.maximum(v - share, 0) / (1 - share)
        x = (u - 0.5) * width * (1 + 0.06 * flow * np.sin(6 * flow))
        wave = (
            ripple * np.sin(7 * flow + 2.2 * u) * np.sin(math.pi * np.minimum(flow * 1.2, 1)) ** 2
        )
        y = np.where(v < share, r * np.sin(a), -flow * tongue)
        z = np.where(v < share, radius - r * np.cos(a), 0.006 + np.abs(wave) * 1.6)
        return _stack(x, y, z)

    length = (wound + tongue) / width
    surface(shape, 700, 70, look, at=at, thickness=0.006, uv_scale=(1, -length))


def padded(
    look: Look,
    size: tuple[float, float],
    height: float,
    *,
    at: Point = ORIGIN,
    soft: float = 0.5,
    turn: float = 0.0,
    tilt: float = 0.0,
) -> None:
    """A stuffed cushion with a seam and drawn-in corners."""
    for way in (1, -1):

        def shape(u: np.ndarray, v: np.ndarray, way: int = way) -> np.ndarray:
            a, b = 2 * u - 1, 2 * v - 1
            full = np.clip((1 - a**2) * (1 - b**2), 0, 1) ** soft
            pull = 1 - 0.09 * (np.cos(a * math.pi / 2) ** 2 * b**2)
            pull_b = 1 - 0.09 * (np.cos(b * math.pi / 2) ** 2 * a**2)
            crease = 0.05 * height * np.sin(18 * (a - b)) * np.abs(a * b) ** 2 * full
            z = way * (full * height / 2 + crease)
            return _stack(a * size[0] / 2 * pull_b, b * size[1] / 2 * pull, z)

        half = surface(shape, 90, 90, look, at=(at[0], at[1], at[2]))
        half.rotation_euler = (math.radians(tilt), 0, math.radians(turn))


def bag(look: Look, size: tuple[float, float, float], strap: Look, *, handle: float = 0.9) -> None:
    """A soft open bag with two handles; its front is u 0.25..0.75 of the texture."""
    width, depth, height = size

    def body(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        a = 2 * math.pi * u + math.pi / 2
        flat = 0.35 + 0.65 * (1 - v) ** 0.7
        x = np.sign(np.cos(a)) * np.abs(np.cos(a)) ** 0.55 * width / 2 * (1 - 0.07 * (1 - v) ** 3)
        y = np.sign(np.sin(a)) * np.abs(np.sin(a)) ** 0.55 * depth / 2 * flat
        y = y * (1 - 0.3 * (1 - v) ** 8) + 0.02 * np.sin(5 * v + 3 * x)
        return _stack(x, y, v * height + 0.02 * np.cos(3 * x) * v)

    def floor(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        return _stack((u - 0.5) * width * 0.9, (v - 0.5) * depth * 0.9, 0 * u + 0.012)

    surface(body, 80, 160, look, thickness=0.02)
    surface(floor, 4, 4, look.but(texture=None))
    t = np.linspace(0, math.pi, 40)
    for side in (-1, 1):
        y = side * (depth * 0.17 + 0.05 * np.sin(t))
        arc = (-width * 0.24 * np.cos(t), y, height * 0.86 + np.sin(t) ** 0.8 * handle)
        strands([np.stack(arc, 1)], 0.035, strap)
