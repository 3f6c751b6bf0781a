"""Patterns painted on a Canvas: bamboo, lotus, scrolls, flowers, borders."""

from __future__ import annotations

import itertools
import math

import numpy as np
from materials import shade
from textures import Canvas

BLUE = "#1a3480"
PALE_BLUE = "#5577b8"
DEEP_BLUE = "#0f2158"


def bamboo(
    c: Canvas, x: float, foot: float, top: float, color: str = BLUE, pale: str = PALE_BLUE
) -> None:
    """One stalk with joints and drooping leaves."""
    rng, y, lean = c.rng, foot, c.rng.normal(0, 0.03)
    while y < top:
        step = (top - foot) * rng.uniform(0.14, 0.2)
        c.curve((x, y), (x + lean * 0.3, y + step * 0.94), 0.01, 0.016, pale, tip=0.8, tail=0.8)
        x, y = x + lean * 0.3, y + step
        c.stroke(
            np.array([(x - 0.012, y - 0.004), (x, y - 0.008), (x + 0.012, y - 0.004)]), 0.006, color
        )
        side = rng.choice([-1, 1])
        tip = (x + side * rng.uniform(0.07, 0.14), y + rng.uniform(0.01, 0.06))
        c.curve((x, y), tip, 0.08 * side, 0.005, color)
        for k in range(rng.integers(3, 6)):
            angle = -90 + side * (18 + 26 * k) + rng.normal(0, 6)
            c.leaf(
                tip,
                rng.uniform(0.09, 0.14),
                angle,
                0.02,
                color if k % 2 else pale,
                bend=rng.normal(0, 0.08),
            )


def lotus(
    c: Canvas, at: tuple[float, float], size: float, color: str, pale: str, line: str | None = None
) -> None:
    """An open lotus from the side: three rows of petals."""
    rows = ((9, 75, 1.0, pale), (7, 55, 0.92, color), (5, 34, 0.8, pale), (3, 14, 0.66, color))
    for count, spread, length, tone in rows:
        for k in range(count):
            a = 90 + spread * (2 * k / (count - 1) - 1)
            if line:
                c.leaf(at, size * length * 1.03, a, size * 0.36, line, bend=0)
            c.leaf(at, size * length, a, size * 0.32, tone, bend=0)


def lotus_plant(
    c: Canvas,
    x: float,
    foot: float,
    top: float,
    size: float,
    colors: list[str],
    green: str,
    pale_green: str,
) -> None:
    """Lotus flower, bud and a leaf on bent stems."""
    c.curve((x, foot), (x + 0.05, top), 0.06, 0.008, green, tip=0.8, tail=0.8)
    c.curve((x + 0.01, foot), (x - size * 1.3, foot + (top - foot) * 0.6), 0.1, 0.007, green)
    c.curve((x + 0.01, foot), (x + size * 1.9, foot + (top - foot) * 0.45), -0.12, 0.007, green)
    leaf = np.array((x + size * 1.9, foot + (top - foot) * 0.45))
    a = np.linspace(0, 2 * math.pi, 60)
    edge = np.stack([np.cos(a), 0.42 * np.sin(a)], 1) * (size * (1 + 0.06 * np.sin(7 * a)))[:, None]
    c.shape(edge + leaf, pale_green)
    for k in a[::5]:
        c.curve(
            tuple(leaf),
            (leaf[0] + 0.92 * size * math.cos(k), leaf[1] + 0.38 * size * math.sin(k)),
            0.03,
            0.004,
            green,
        )
    bud = (x - size * 1.3, foot + (top - foot) * 0.6)
    for turn in (70, 110, 90):
        c.leaf(bud, size * 0.7, turn, size * 0.3, colors[turn == 90], bend=0)
    lotus(c, (x + 0.05, top), size, colors[0], colors[1], green)


def lappets(c: Canvas, low: float, high: float, count: int, color: str, pale: str) -> None:
    """A row of upright petals, the usual foot of a painted vase."""
    step = c.ratio / count
    for k in range(count):
        at = ((k + 0.5) * step, low)
        c.leaf(at, high - low, 90, step * 0.95, color, bend=0)
        c.leaf(at, (high - low) * 0.86, 90, step * 0.66, "#f1f2ec", bend=0)
        c.leaf(at, (high - low) * 0.6, 90, step * 0.34, pale, bend=0)


def fret(c: Canvas, low: float, high: float, color: str) -> None:
    """A key-fret border."""
    h = high - low
    count = max(4, round(c.ratio / (h * 1.25)))
    step = c.ratio / count
    path = np.array([(0, 0), (0, 1), (0.85, 1), (0.85, 0.25), (0.4, 0.25), (0.4, 0.62)])
    for k in range(count):
        p = path * (step * 0.85, h) + (k * step, low)
        for a, b in itertools.pairwise(p):
            c.stroke(np.linspace(a, b, 4), h * 0.14, color, tip=1, tail=1)
    c.band(low - h * 0.35, low - h * 0.2, color)
    c.band(high + h * 0.2, high + h * 0.35, color)


def scroll(
    c: Canvas,
    level: float,
    swing: float,
    waves: int,
    color: str,
    pale: str,
    bloom: str | None = None,
) -> None:
    """A running vine with leaves, and a bloom in each bend when asked."""
    x = np.linspace(0, c.ratio, 400)
    phase = 2 * math.pi * waves * x / c.ratio
    line = np.stack([x, level + swing * np.sin(phase)], 1)
    c.stroke(line, swing * 0.09, color, tip=1, tail=1)
    for k in range(waves * 12):
        at = line[int((k + 0.5) / (waves * 12) * 399)]
        side = 1 if k % 2 else -1
        c.leaf(
            tuple(at),
            swing * 0.62,
            90 * side + c.rng.normal(15, 22),
            swing * 0.24,
            color if k % 3 else pale,
            bend=0.2,
        )
    for k in range(2 * waves):
        at = ((k + 0.5) / (2 * waves) * c.ratio, level - swing * 0.25 * (1 if k % 2 == 0 else -1))
        if bloom:
            chrysanthemum(c, at, swing * 0.62, bloom, pale)


def chrysanthemum(c: Canvas, at: tuple[float, float], size: float, color: str, pale: str) -> None:
    """A round bloom of two rows of petals."""
    for count, length, tone in ((16, 1.0, color), (12, 0.66, pale)):
        for k in range(count):
            c.leaf(at, size * length, 360 * k / count, size * 0.3, tone, bend=0)
    c.dot(at, size * 0.2, color)


def clouds(c: Canvas, count: int, size: float, color: str) -> None:
    """Curling woven clouds in an even scatter."""
    rows = max(1, round(math.sqrt(count / c.ratio)))
    for k in range(count):
        x = (k // rows + 0.5) / math.ceil(count / rows) * c.ratio
        y = (k % rows + 0.25 + 0.5 * ((k // rows) % 2)) / rows
        for dx, r in ((-0.6, 0.4), (0, 0.6), (0.6, 0.4)):
            for share in (1.0, 0.55):
                c.ring((x + dx * size, y), r * size * share, size * 0.07, color)
        c.curve(
            (x - size, y - 0.3 * size), (x + size * 1.5, y - 0.35 * size), 0.06, size * 0.12, color
        )


def blossom(c: Canvas, at: tuple[float, float], size: float, color: str, heart: str) -> None:
    """A five-petalled flower seen from the front."""
    turn = c.rng.uniform(0, 72)
    for k in range(5):
        tone = shade(color, 1 - 0.08 * (2 * k % 5) / 2)
        c.petal(at, size * 0.95, turn + 72 * k, size * 0.86, tone)
    c.dot(at, size * 0.22, heart)


def branch(
    c: Canvas,
    start: tuple[float, float],
    end: tuple[float, float],
    wood: str,
    green: str,
    flower: str,
    heart: str,
    size: float = 0.05,
    count: int = 7,
) -> None:
    """A bent twig with leaves and flowers."""
    line = c.curve(start, end, 0.16, 0.014, wood, tip=1)
    for k in range(count * 2):
        at = line[int(len(line) * (0.15 + 0.8 * k / (count * 2)))]
        side = 1 if k % 2 else -1
        end_at = (at[0] + side * size * c.rng.uniform(0.6, 1.6), at[1] + size * c.rng.uniform(0, 1))
        c.curve(tuple(at), end_at, 0.1 * side, 0.005, wood)
        c.leaf(end_at, size * 1.3, 90 - side * c.rng.uniform(20, 80), size * 0.5, green)
        if k % 2 == 0:
            blossom(c, end_at, size, flower, heart)
