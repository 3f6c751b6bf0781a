"""Figures painted on a Canvas: fish, swallows, boats, hills."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image
from textures import Canvas


def mountains(c: Canvas, low: float, high: float, tones: list[str]) -> None:
    """Ranges of hills in paling washes, the farthest first."""
    x = np.linspace(0, c.ratio, 500)
    for k, tone in enumerate(tones):
        share = 1 - k / len(tones)
        ridge = sum(
            c.rng.uniform(0.3, 1) / n * np.sin(2 * math.pi * n * x / c.ratio + c.rng.uniform(0, 6))
            for n in range(1, 14)
        )
        ridge = (ridge - ridge.min()) / np.ptp(ridge) * (high - low) * (0.35 + 0.5 * share)
        foot = low - (high - low) * 0.1 * k
        top = np.stack([x, foot + ridge], 1)
        c.shape(np.vstack([top, [(c.ratio, foot - 0.02), (0, foot - 0.02)]]), tone)


def boat(c: Canvas, at: tuple[float, float], size: float, hull: str, sail: str) -> None:
    """A small sailing boat."""
    x, y = at
    c.shape(
        np.array(
            [
                (x - size, y),
                (x + size, y),
                (x + size * 0.7, y - size * 0.25),
                (x - size * 0.7, y - size * 0.25),
            ]
        ),
        hull,
    )
    c.leaf((x, y + size * 0.05), size * 1.7, 90, size * 1.1, sail, bend=0.1)
    c.stroke(np.array([(x, y), (x, y + size), (x, y + size * 1.8)]), size * 0.07, hull, tip=1)


def reeds(c: Canvas, low: float, count: int, color: str, height: float = 0.14) -> None:
    """Grass along the bottom edge."""
    for _ in range(count):
        x = c.rng.uniform(0, c.ratio)
        c.leaf(
            (x, low),
            c.rng.uniform(0.4, 1) * height,
            90 + c.rng.normal(0, 14),
            0.012,
            color,
            bend=c.rng.normal(0, 0.15),
        )


CARP_FINS = ((0.1, 115, 0.5), (-0.2, 125, 0.42), (0.35, -125, 0.4), (-0.3, -130, 0.34))


def carp(
    c: Canvas,
    at: tuple[float, float],
    size: float,
    turn: float,
    color: str,
    pale: str,
    eye: str = "#f1f2ec",
) -> None:
    """A curved carp with scales, fins and tail."""
    a = math.radians(turn)

    def put(x: float, y: float) -> tuple[float, float]:
        way = complex(x, y + 0.25 * math.sin(x * 2.4)) * complex(math.cos(a), math.sin(a))
        return (at[0] + size * way.real, at[1] + size * way.imag)

    for fin in (150, 185, 215):
        c.leaf(put(-0.9, 0), size * 0.62, turn + fin, size * 0.24, color, bend=0.1)
    for x, angle, length in CARP_FINS:
        base = math.copysign(0.2, angle)
        c.leaf(put(x, base), size * length, turn + angle, size * 0.2, pale, bend=0.1)
    t = np.linspace(-1, 1, 60)
    half = 0.3 * np.sqrt(1 - t**2) * (1 + 0.35 * t)
    rim = [*zip(t, half, strict=True), *zip(t[::-1], -half[::-1], strict=True)]
    c.shape(np.array([put(x, y) for x, y in rim]), color)
    for i, x in enumerate(np.linspace(-0.75, 0.5, 12)):
        tall = 0.24 * math.sqrt(max(0.0, 1 - x * x)) * (1 + 0.35 * x)
        for y in np.linspace(-tall, tall, 4) + (i % 2) * 0.03:
            c.ring(put(x, y), size * 0.05, size * 0.014, pale)
    c.dot(put(0.8, 0.08), size * 0.05, eye)


def swallow(c: Canvas, at: tuple[float, float], size: float, turn: float, color: str) -> None:
    """A swallow in flight."""
    for angle, length, width in (
        (0, 0.5, 0.2),
        (118, 1.0, 0.2),
        (-118, 1.0, 0.2),
        (168, 0.8, 0.1),
        (192, 0.8, 0.1),
    ):
        c.leaf(at, size * length, turn + angle, size * width, color, bend=0.12)


def eggshell(
    size: int = 1024,
    ground: str = "#0f0c0b",
    shell: str = "#e9e2d0",
    area: float = 0.34,
    seed: int = 3,
) -> Image.Image:
    """A drift of crushed eggshell set into dark lacquer."""
    c = Canvas(1.0, ground, size, seed)
    path = [(0.1 + 0.8 * t, 0.5 + 0.22 * math.sin(4.2 * t)) for t in np.linspace(0, 1, 60)]
    for _ in range(3800):
        x, y = path[c.rng.integers(60)]
        at = np.array((x, y)) + c.rng.normal(0, area / 4, 2)
        a = np.sort(c.rng.uniform(0, 2 * math.pi, 5))
        r = c.rng.uniform(0.003, 0.011)
        c.shape(np.stack([np.cos(a), np.sin(a)], 1) * r + at, shell)
    return c.done()
