"""Copies, heaps and groups of shapes."""

from __future__ import annotations

import math
from collections.abc import Callable

import bpy
import numpy as np
from mathutils import Matrix
from shapes import ORIGIN, Point


def copy(
    thing: bpy.types.Object, at: Point, turn: Point = ORIGIN, scale: float | Point = 1.0
) -> bpy.types.Object:
    """Another object with the same mesh."""
    twin = bpy.data.objects.new("copy", thing.data)
    twin.location, twin.rotation_euler = at, turn
    twin.scale = (scale,) * 3 if isinstance(scale, (int, float)) else scale
    bpy.context.scene.collection.objects.link(twin)
    for modifier in thing.modifiers:
        clone = twin.modifiers.new(modifier.name, modifier.type)
        for key in ("thickness", "offset"):
            if hasattr(modifier, key):
                setattr(clone, key, getattr(modifier, key))
    return twin


def drop(thing: bpy.types.Object) -> None:
    """Take a pattern object out of the scene once its copies are placed."""
    bpy.data.objects.remove(thing)


def heap(
    pattern: bpy.types.Object,
    count: int,
    radius: float,
    height: float,
    *,
    at: Point = ORIGIN,
    seed: int = 1,
    flat: float = 0.5,
    size: tuple[float, float] = (0.85, 1.15),
) -> None:
    """Pile copies of a small thing into a mound; `flat` limits how far each one tips."""
    rng = np.random.default_rng(seed)
    for _ in range(count):
        r, a = radius * math.sqrt(rng.random()), rng.random() * 2 * math.pi
        top = height * (1 - (r / radius) ** 2)
        z = top * (1 - 0.35 * rng.random() ** 3)
        tip = rng.normal(0, flat, 2)
        copy(
            pattern,
            (at[0] + r * math.cos(a), at[1] + r * math.sin(a), at[2] + z),
            (tip[0], tip[1], rng.random() * 2 * math.pi),
            rng.uniform(*size),
        )
    drop(pattern)


def place(
    make: Callable[[], object], at: Point, scale: float = 1.0, turn: float = 0.0, tilt: float = 0.0
) -> None:
    """Build something elsewhere: moved, scaled, turned about z and tilted about x (degrees)."""
    before = set(bpy.data.objects)
    make()
    holder = bpy.data.objects.new("holder", None)
    bpy.context.scene.collection.objects.link(holder)
    for thing in set(bpy.data.objects) - before - {holder}:
        if thing.parent is None:
            thing.parent = holder
    holder.location, holder.scale = at, (scale,) * 3
    holder.rotation_euler = (math.radians(tilt), 0, math.radians(turn))


def stretch(thing: bpy.types.Object, factors: Point) -> None:
    """Scale a mesh itself, so that its copies keep the shape."""
    thing.data.transform(Matrix.Diagonal((*factors, 1)))
