"""Leaves, flowers and small trees."""

from __future__ import annotations

import math
from collections.abc import Iterator

import bpy
import numpy as np
from arrange import copy, drop
from materials import LEAF, WOOD, Look, shade
from mathutils import Euler, Vector
from PIL import Image
from shapes import ORIGIN, Point, ball, strands, surface
from textures import Canvas


def blade(
    length: float,
    width: float,
    look: Look,
    *,
    curl: float = 0.3,
    cup: float = 0.2,
    blunt: float = 0.8,
) -> bpy.types.Object:
    """A leaf or petal lying along +x from the origin, curling upwards."""

    def shape(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        half = width / 2 * np.sin(math.pi * np.clip(v, 0.001, 0.999) ** blunt) ** 0.8
        side = (2 * u - 1) * half
        z = curl * length * v**2 + cup * np.abs(side) ** 1.6 / max(width, 1e-6) ** 0.6
        return np.stack([v * length * (1 - 0.12 * abs(curl) * v), side, z], -1)

    return surface(shape, 30, 17, look)


def lotus_flower(
    at: Point, size: float, outer: Look, inner: Look, *, opening: float = 1.0, rows: int = 4
) -> None:
    """An open lotus: rings of cupped petals round a yellow pod; fewer `rows` show its heart."""
    rings = ((9, 18, 1.0, outer), (9, 40, 0.98, outer), (8, 60, 0.92, inner), (6, 76, 0.8, inner))
    rings = rings[:rows]
    for ring, (count, rise, length, look) in enumerate(rings):
        petal = blade(size * length, size * 0.52, look, curl=0.42, cup=0.75, blunt=1.15)
        for k in range(count):
            a = 2 * math.pi * (k + 0.5 * (ring % 2)) / count
            lift = math.radians(90 - (90 - rise) * opening)
            out = size * 0.08
            copy(
                petal, (at[0] + out * math.cos(a), at[1] + out * math.sin(a), at[2]), (0, -lift, a)
            )
        drop(petal)
    pod = ball(size * 0.17, Look("#c9c24e", rough=0.6), at=(at[0], at[1], at[2] + size * 0.22))
    pod.scale.z = 0.7
    hairs = [
        np.array(
            [
                (at[0], at[1], at[2] + size * 0.1),
                (
                    at[0] + size * 0.26 * math.cos(t),
                    at[1] + size * 0.26 * math.sin(t),
                    at[2] + size * 0.36,
                ),
            ]
        )
        for t in np.linspace(0, 6.2, 50)
    ]
    strands(hairs, size * 0.008, Look("#e8b93c", rough=0.6))


def leaf_skin(color: str) -> Image.Image:
    """The top of a lotus leaf, its foot at the bottom: forking veins on an uneven green."""
    c = Canvas(2.0, color, 700)
    pale, dark = shade(color, 1.16), shade(color, 0.86)
    for k in range(22):
        x = (k + 0.5) * c.ratio / 22
        c.stroke(np.array([(x, 0.0), (x, 0.5), (x, 1.0)]), 0.01, pale, tip=1)
        for side in (-1, 1):
            for y in (0.42, 0.62, 0.8):
                end = (x + side * 0.042, min(1.0, y + 0.34))
                c.curve((x, y), end, 0.1 * side, 0.004, pale, tip=1)
    for _ in range(260):
        at = (c.rng.uniform(0, c.ratio), c.rng.uniform(0.1, 1))
        c.dot(at, c.rng.uniform(0.002, 0.006), dark)
    c.wash(dark, 0.4, 60)
    c.soften(1.4)
    return c.done()


def round_leaf(
    at: Point, size: float, look: Look = LEAF, *, seed: int = 1, dish: float = 0.12
) -> None:
    """A lotus leaf lying open, with a wavy rim."""
    if look.texture is None:
        look = look.but(texture=leaf_skin(look.color), mottle=None)
    phase = np.random.default_rng(seed).uniform(0, 6)

    def shape(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        a, r = 2 * math.pi * u, v * size * (1 + 0.04 * np.sin(5 * 2 * math.pi * u + phase))
        ribs = 0.012 * size * np.abs(np.sin(10 * a)) * v
        z = dish * size * v**3 * (0.6 + 0.4 * np.sin(3 * a + phase)) + ribs
        return np.stack([r * np.cos(a), r * np.sin(a), z], -1)

    surface(shape, 40, 240, look, at=at, thickness=0.012)


def rose(at: Point, size: float, look: Look, *, tilt: Point = ORIGIN, seed: int = 1) -> None:
    """A rose of petals wound in a spiral."""
    rng = np.random.default_rng(seed)
    petal = blade(size, size * 1.15, look, curl=0.22, cup=0.5, blunt=1.5)
    base = Euler(tilt).to_matrix()
    for k in range(22):
        share = k / 21
        a = k * 2.4
        lift = math.radians(88 - 62 * share**1.3)
        turn = base @ Euler((0, -lift, a)).to_matrix()
        scale = 0.62 + 0.45 * share + rng.normal(0, 0.03)
        out = base @ Vector((0.05 * size * math.cos(a), 0.05 * size * math.sin(a), 0))
        copy(petal, tuple(Vector(at) + out), tuple(turn.to_euler()), scale)
    drop(petal)


def branches(
    start: Point,
    height: float,
    depth: int,
    *,
    seed: int = 1,
    spread: float = 0.6,
    bend: float = 0.25,
) -> Iterator[tuple[np.ndarray, int]]:
    """Branch lines of a small tree, trunk first, with their level."""
    rng = np.random.default_rng(seed)

    def grow(
        origin: np.ndarray, way: np.ndarray, length: float, level: int
    ) -> Iterator[tuple[np.ndarray, int]]:
        t = np.linspace(0, 1, 10)[:, None]
        sway = rng.normal(0, bend, 3) * (1, 1, 0.2)
        line = origin + way * length * t + sway * length * 0.35 * np.sin(math.pi * t)
        yield line, level
        if level >= depth:
            return
        for k in range(4 if level else 6):
            spot = line[int(3 + 6 * rng.random())] if k else line[-1]
            out = way + rng.normal(0, spread, 3) + (0, 0, 0.15)
            yield from grow(
                spot, out / np.linalg.norm(out), length * rng.uniform(0.45, 0.66), level + 1
            )

    yield from grow(np.array(start, float), np.array((0.05, 0, 1.0)), height, 0)


def wood_of(lines: list[tuple[np.ndarray, int]], thick: float, look: Look = WOOD) -> None:
    """Trunk and twigs, thinner at every level."""
    for level in {depth for _, depth in lines}:
        strands(
            [line for line, depth in lines if depth == level],
            thick * 0.45**level,
            look,
            taper=lambda t: 1 - 0.5 * t,
        )


def crown(
    centre: Point, size: Point, count: int, look: Look, *, leaf: float = 0.16, seed: int = 1
) -> np.ndarray:
    """Leaves filling an egg-shaped crown; returns the outer places."""
    rng = np.random.default_rng(seed)
    pattern = blade(leaf, leaf * 0.42, look, curl=0.25, cup=0.5)
    places = []
    for _ in range(count):
        way = rng.normal(0, 1, 3)
        way /= np.linalg.norm(way)
        reach = rng.uniform(0.25, 1.0) ** 0.6
        place = np.array(centre) + way * np.array(size) * reach
        turn = Vector(way).to_track_quat("X", "Z").to_euler()
        copy(
            pattern,
            tuple(place),
            (
                turn.x + rng.normal(0, 0.6),
                turn.y + rng.normal(0.2, 0.5),
                turn.z + rng.normal(0, 0.7),
            ),
            rng.uniform(0.7, 1.25),
        )
        if reach > 0.8:
            places.append(place)
    drop(pattern)
    return np.array(places)
