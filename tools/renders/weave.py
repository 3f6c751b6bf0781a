"""Woven shapes: walls, flat plaiting and open lattices of rattan and bamboo."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from materials import BAMBOO, RATTAN, Look
from shapes import ORIGIN, Point, ribbon, strands

Radius = Callable[[float], float]


def _ring(radius: np.ndarray | float, height: float, angle: np.ndarray) -> np.ndarray:
    return np.stack(
        [radius * np.cos(angle), radius * np.sin(angle), np.full_like(angle, height)], 1
    )


def wall(
    radius: Radius,
    height: float,
    *,
    stakes: int = 48,
    rows: int = 26,
    thick: float = 0.024,
    look: Look = RATTAN,
    stake: Look = BAMBOO,
    at: Point = ORIGIN,
) -> None:
    """A round wall: weavers run over and under upright stakes."""
    angle = np.linspace(0, 2 * math.pi, stakes * 6, endpoint=False)
    lines = []
    for row in range(rows):
        z = thick + (height - 2 * thick) * row / (rows - 1)
        wave = thick * 0.9 * np.cos(stakes / 2 * angle + row * math.pi)
        lines.append(_ring(radius(z / height) + wave, z, angle))
    strands(lines, thick, look, closed=True, at=at)
    levels = np.linspace(0, 1, 14)
    ribs = [
        np.array(
            [
                (radius(v) * math.cos(t), radius(v) * math.sin(t), thick + v * (height - thick))
                for v in levels
            ]
        )
        for t in np.linspace(0, 2 * math.pi, stakes, endpoint=False)
    ]
    strands(ribs, thick * 0.75, stake, at=at)


def rim(
    radius: float, height: float, thick: float, look: Look, *, at: Point = ORIGIN, lashing: int = 0
) -> None:
    """A round hoop, lashed with thin cane when asked."""
    angle = np.linspace(0, 2 * math.pi, 160, endpoint=False)
    strands([_ring(radius, height, angle)], thick, look, closed=True, at=at)
    if lashing:
        turns = np.linspace(0, 2 * math.pi, lashing * 12, endpoint=False)
        r = radius + thick * 1.08 * np.cos(lashing * turns)
        line = np.stack(
            [r * np.cos(turns), r * np.sin(turns), height + thick * 1.08 * np.sin(lashing * turns)],
            1,
        )
        strands([line], thick * 0.28, look.but(color="#8a5a2c"), closed=True, at=at)


def plait(
    radius: float,
    strip: float,
    *,
    look: Look = BAMBOO,
    cross: Look | None = None,
    twill: int = 1,
    height: float = 0.0,
    at: Point = ORIGIN,
) -> None:
    """A flat round mat of strips crossing at right angles; twill sets the step."""
    gap, lift = strip * 1.06, strip * 0.1
    count = int(radius / gap)
    for way in range(2):
        tone = look if way == 0 else (cross or look)
        for k in range(-count, count + 1):
            p = k * gap
            half = math.sqrt(max(radius**2 - p * p, 0.0))
            if half < strip:
                continue
            t = np.linspace(-half, half, max(8, int(half / gap * 8)))
            phase = math.pi * (t / gap / twill + k / twill + way)
            z = height + lift * np.tanh(2.2 * np.cos(phase)) + 2 * lift
            line = np.stack(
                [t, np.full_like(t, p), z] if way == 0 else [np.full_like(t, p), t, z], 1
            )
            ribbon(line, strip, strip * 0.09, tone, at=at)


def lattice(
    radius: Radius,
    height: float,
    *,
    count: int = 22,
    turns: float = 0.45,
    rows: int = 9,
    strip: float = 0.05,
    look: Look = BAMBOO,
) -> None:
    """An open hexagonal weave: two families of spirals and level rings."""
    v = np.linspace(0, 1, 60)
    r = np.array([radius(x) for x in v])
    for way, lift in ((1, 0.012), (-1, -0.012)):
        for k in range(count):
            a = 2 * math.pi * k / count + way * turns * 2 * math.pi * v
            out = np.stack([np.cos(a), np.sin(a), 0 * a], 1)
            line = out * (r + lift)[:, None] + np.stack([0 * v, 0 * v, v * height], 1)
            ribbon(line, strip, strip * 0.14, look, normal=out)
    out = _ring(1.0, 0.0, np.linspace(0, 2 * math.pi, 121))
    for row in range(rows):
        level = (row + 0.5) / rows
        line = out * radius(level) + np.array((0, 0, level * height))
        ribbon(line, strip, strip * 0.14, look, normal=out)


def coil(profile: np.ndarray, thick: float, look: Look, *, at: Point = ORIGIN) -> None:
    """A vessel of one strand wound upwards along a (radius, height) profile."""
    length = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(profile, axis=0), axis=1))])
    turns = length[-1] / (thick * 1.8)
    t = np.linspace(0, 1, int(turns * 72))
    r = np.interp(t * length[-1], length, profile[:, 0])
    z = np.interp(t * length[-1], length, profile[:, 1])
    angle = 2 * math.pi * turns * t
    strands([np.stack([r * np.cos(angle), r * np.sin(angle), z], 1)], thick, look, at=at)
