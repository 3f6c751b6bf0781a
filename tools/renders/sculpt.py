"""Carved and modelled things: soft bodies from metaballs, low relief from a painted height."""

from __future__ import annotations

from collections.abc import Iterable

import bpy
import numpy as np
from materials import Look, build
from PIL import Image, ImageFilter
from shapes import ORIGIN, Point, surface

Blob = tuple[float, float, float, float, float, float]


def blobs(
    parts: Iterable[Blob], look: Look, *, at: Point = ORIGIN, detail: float = 0.04
) -> bpy.types.Object:
    """One smooth body from ellipsoids given as x, y, z and three half-axes."""
    data = bpy.data.metaballs.new("body")
    data.resolution = data.render_resolution = detail
    data.threshold = 0.35
    for x, y, z, a, b, c in parts:
        part = data.elements.new(type="ELLIPSOID")
        part.co = (x, y, z)
        part.radius = 1.0
        part.size_x, part.size_y, part.size_z = a * 1.5, b * 1.5, c * 1.5
        part.stiffness = 2.0
    data.materials.append(build(look))
    thing = bpy.data.objects.new("body", data)
    thing.location = at
    bpy.context.scene.collection.objects.link(thing)
    return thing


def heights(picture: Image.Image, blur: float) -> np.ndarray:
    """Softened grey levels 0..1 of a painting, bottom row first."""
    grey = picture.convert("L").filter(ImageFilter.GaussianBlur(blur))
    return np.asarray(grey, float)[::-1] / 255


def relief(
    picture: Image.Image,
    width: float,
    height: float,
    depth: float,
    look: Look,
    *,
    at: Point = ORIGIN,
    blur: float = 3,
    detail: int = 420,
) -> bpy.types.Object:
    """An upright carved panel facing the viewer; light paint stands forward."""
    level = heights(picture, blur)
    rows, columns = level.shape

    def shape(u: np.ndarray, v: np.ndarray) -> np.ndarray:
        i = np.clip((v * (rows - 1)).astype(int), 0, rows - 1)
        j = np.clip((u * (columns - 1)).astype(int), 0, columns - 1)
        return np.stack([(u - 0.5) * width, -depth * level[i, j], v * height], -1)

    wide = int(detail * width / height)
    return surface(shape, detail, wide, look, at=at)
