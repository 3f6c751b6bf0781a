"""The porcelain white of the page, and a cut-out laid on it with its softened shadow."""

from __future__ import annotations

from pathlib import Path

import bpy
import numpy as np
from PIL import Image, ImageFilter

GROUND_TOP = (0xFA, 0xFB, 0xF9)
GROUND_BOTTOM = (0xF3, 0xF5, 0xF2)
SHADOW, SHADOW_TONE = 0.62, (0x30, 0x33, 0x38)
EDGE_BLUR = 1.5


def _edge_fade(width: int, height: int) -> np.ndarray:
    """1 inside, running out to 0 before the border, so that a shadow leaves no visible edge."""
    render = bpy.context.scene.render
    if not render.use_border:
        return np.ones((height, width))
    x, y = np.linspace(0, 1, width), np.linspace(1, 0, height)
    inside_x = np.minimum(x - render.border_min_x, render.border_max_x - x)
    inside_y = np.minimum(y - render.border_min_y, render.border_max_y - y)
    keep = np.clip(inside_x / 0.16, 0, 1)[None, :] * np.clip(inside_y / 0.14, 0, 1)[:, None]
    return keep * keep * (3 - 2 * keep)


def _spread(values: np.ndarray, known: np.ndarray, reach: float, steps: int = 1) -> np.ndarray:
    """Values where they are known, elsewhere a soft mean of the known ones close by.

    Each step reaches four pixels further.
    """
    taps = np.arange(-4, 5)
    kernel = np.exp(-((taps / reach) ** 2) / 2).astype(np.float32)
    for _ in range(steps):
        weight = known.astype(np.float32)[..., None]
        stack = np.concatenate([values * weight, weight], -1)
        for axis in (0, 1):
            stack = sum(k * np.roll(stack, t, axis) for k, t in zip(kernel, taps, strict=True))
        mean = stack[..., :-1] / np.maximum(stack[..., -1:], 1e-6)
        close = stack[..., -1] >= 1e-3
        values = np.where(known[..., None] | ~close[..., None], values, mean)
        known = known | close
    return values


def _blurred_edge(front: np.ndarray, solid: np.ndarray) -> np.ndarray:
    """The colour of edges that an open lens spread over many pixels.

    The denoiser cleans colour times alpha and leaves alpha noisy, so the two are put together
    again and parted by the smooth coverage, in linear light.
    """
    sent = front[..., :3] ** 2.2 * front[..., 3:]
    sent = np.stack([gaussian(sent[..., k], EDGE_BLUR) for k in range(3)], -1)
    return np.clip(sent / np.maximum(gaussian(solid, EDGE_BLUR), 0.04)[..., None], 0, 1) ** (
        1 / 2.2
    )


def gaussian(values: np.ndarray, radius: float) -> np.ndarray:
    """Blur a plane of floats."""
    taps = np.arange(-4, 5)
    kernel = np.exp(-((taps / radius) ** 2) / 2)
    for axis in (0, 1):
        parts = (k * np.roll(values, t, axis) for k, t in zip(kernel, taps, strict=True))
        values = sum(parts) / kernel.sum()
    return values


def lay_on_ground(cutout: Path, coverage: Path, master: Path, steps: int = 1) -> None:
    """Lay the cut-out and its softened shadow on the porcelain white of the page.

    `coverage` is the cut-out's alpha without the shadow. The denoiser leaves alpha noisy, so an
    edge takes its colour from the solid pixels beside it and its shade from the open ones;
    `steps` says how far an open lens spreads it.
    """
    front = np.asarray(Image.open(cutout).convert("RGBA")).astype(np.float32) / 255
    solid = (
        Image.open(coverage)
        .getchannel("A")
        .filter(ImageFilter.GaussianBlur(0.5 if steps == 1 else 1.0))
    )
    solid = np.asarray(solid).astype(float) / 255
    height, width = solid.shape
    sure = (solid > 0.97) & (front[..., 3] > 0.97)
    if steps == 1:
        color = _spread(front[..., :3], sure, 1.5)
    else:
        color = np.where(sure[..., None], front[..., :3], _blurred_edge(front, solid))
    shade = _spread(front[..., 3:], solid < 0.03, 1.5, steps)[..., 0] * (solid < 0.97)
    shade = SHADOW * shade**1.1 * _edge_fade(width, height)
    ramp = np.linspace(0, 1, height)[:, None, None]
    top, bottom, dark = (np.array(c) / 255 for c in (GROUND_TOP, GROUND_BOTTOM, SHADOW_TONE))
    ground = np.broadcast_to(top + (bottom - top) * ramp, (height, width, 3))
    ground = ground + (dark - ground) * shade[..., None]
    page = color * solid[..., None] + ground * (1 - solid[..., None])
    grain = np.random.default_rng(1).uniform(-0.5, 0.5, (height, width, 1))
    picture = Image.fromarray(np.clip(np.round(page * 255 + grain), 0, 255).astype(np.uint8))
    picture.save(master, quality=89, subsampling=0, optimize=True)
