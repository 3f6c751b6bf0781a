"""Brushwork: strokes, leaves, petals and bands painted with Pillow on glaze, lacquer or cloth."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SCALE = 2


class Canvas:
    """A painting surface in units of its own height (x runs 0..ratio, y 0..1 upwards)."""

    def __init__(
        self, ratio: float = 2.0, ground: str = "#f3f4ef", height: int = 1024, seed: int = 1
    ) -> None:
        self.height = height * SCALE
        self.ratio, self.ground = ratio, ground
        size = (int(self.height * ratio), self.height)
        self.image = Image.new("RGB", size, ground)
        self.pen = ImageDraw.Draw(self.image)
        self.rng = np.random.default_rng(seed)

    def _px(self, points: np.ndarray) -> list[tuple[float, float]]:
        p = np.asarray(points, float)
        return [(float(x) * self.height, (1 - float(y)) * self.height) for x, y in p]

    def shape(self, points: np.ndarray, color: str) -> None:
        """Fill an outline; what leaves the right edge comes back on the left."""
        p = np.asarray(points, float)
        for shift in (0, -self.ratio, self.ratio):
            moved = np.add(p, (shift, 0))
            if moved[:, 0].max() > 0 and moved[:, 0].min() < self.ratio:
                self.pen.polygon(self._px(moved), fill=color)

    def stroke(
        self, points: np.ndarray, width: float, color: str, *, tip: float = 0.15, tail: float = 0.15
    ) -> None:
        """A brush stroke: full in the middle, thin at its ends."""
        p = np.asarray(points, float)
        t = np.linspace(0, 1, len(p))
        along = np.gradient(p, axis=0)
        along /= np.linalg.norm(along, axis=1, keepdims=True) + 1e-9
        side = np.stack([-along[:, 1], along[:, 0]], 1)
        ends = np.minimum(tip + (1 - tip) * t * 5, tail + (1 - tail) * (1 - t) * 5)
        half = (width / 2 * np.clip(ends, 0, 1))[:, None]
        self.shape(np.vstack([p + side * half, (p - side * half)[::-1]]), color)

    def curve(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        bend: float,
        width: float,
        color: str,
        **ends: float,
    ) -> np.ndarray:
        """A bent stroke between two points; returns its points."""
        a, b = np.array(start), np.array(end)
        t = np.linspace(0, 1, 24)[:, None]
        normal = np.array([-(b - a)[1], (b - a)[0]])
        p = a + (b - a) * t + normal * bend * 4 * t * (1 - t)
        self.stroke(p, width, color, **ends)
        return p

    def leaf(
        self,
        at: tuple[float, float],
        length: float,
        angle: float,
        width: float,
        color: str,
        bend: float = 0.1,
    ) -> None:
        """A pointed leaf or petal growing from `at` (angle in degrees, 90 is up)."""
        t = np.linspace(0, 1, 20)
        wide = width / 2 * np.sin(math.pi * t**0.75) ** 0.9
        y = bend * length * np.sin(math.pi * t)
        outline = np.vstack(
            [np.stack([t * length, y + wide], 1), np.stack([t * length, y - wide], 1)[::-1]]
        )
        a = math.radians(angle)
        turn = np.array([[math.cos(a), math.sin(a)], [-math.sin(a), math.cos(a)]])
        self.shape(outline @ turn + at, color)

    def dot(self, at: tuple[float, float], radius: float, color: str) -> None:
        """A round touch of the brush."""
        a = np.linspace(0, 2 * math.pi, 24)
        self.shape(np.stack([np.cos(a), np.sin(a)], 1) * radius + at, color)

    def ring(self, at: tuple[float, float], radius: float, width: float, color: str) -> None:
        """A circle line."""
        a = np.linspace(0, 2 * math.pi, 120)
        outer = np.stack([np.cos(a), np.sin(a)], 1)
        self.shape(
            np.vstack([outer * (radius + width / 2), outer[::-1] * (radius - width / 2)]) + at,
            color,
        )

    def band(self, low: float, high: float, color: str) -> None:
        """A level band around the whole piece."""
        self.shape(np.array([(0, low), (self.ratio, low), (self.ratio, high), (0, high)]), color)

    def wash(self, ground: str, amount: float = 0.35, scale: int = 60) -> None:
        """Let the ground shine through unevenly, as thin pigment does."""
        small = self.rng.random(
            (max(2, self.image.height // scale // 2), max(2, self.image.width // scale // 2))
        )
        cloud = Image.fromarray((small * 255 * amount).astype(np.uint8)).resize(
            self.image.size, Image.Resampling.BICUBIC
        )
        self.image.paste(Image.new("RGB", self.image.size, ground), mask=cloud)
        self.pen = ImageDraw.Draw(self.image)

    def soften(self, radius: float) -> None:
        """Blur a little, as glaze does to the pigment under it."""
        self.image = self.image.filter(ImageFilter.GaussianBlur(radius * SCALE))
        self.pen = ImageDraw.Draw(self.image)

    def done(self) -> Image.Image:
        """The finished texture; its top rows stay plain, for the inside of a turned piece."""
        if self.ratio > 1:
            self.band(0.988, 1.1, self.ground)
        return self.image.resize(
            (self.image.width // SCALE, self.image.height // SCALE), Image.Resampling.LANCZOS
        )


def fibres(
    color: str,
    dark: str,
    *,
    seed: int = 1,
    count: int = 900,
    ratio: float = 1.0,
    height: int = 1024,
) -> Image.Image:
    """Upright streaks: leaf, wood or split bamboo."""
    rng = np.random.default_rng(seed)
    columns = np.cumsum(rng.normal(0, 1, int(height * ratio)))
    fine = rng.normal(0, 1, columns.size)
    columns = (columns - np.convolve(columns, np.ones(61) / 61, "same")) * 0.25 + fine * 0.35
    level = np.clip(0.3 + columns * count / 4500, 0, 1)[None, :, None]
    a, b = (np.array([int(c[i : i + 2], 16) for i in (1, 3, 5)]) for c in (color, dark))
    picture = np.broadcast_to(a + (b - a) * level, (height, columns.size, 3))
    return Image.fromarray(picture.astype(np.uint8))


def weave(
    color: str, dark: str, threads: int = 160, size: int = 1024, seed: int = 1
) -> Image.Image:
    """Plain cloth: threads over and under, slightly uneven."""
    rng = np.random.default_rng(seed)
    t = np.linspace(0, threads * math.pi, size)
    warp = np.abs(np.sin(t))[None, :] * (0.8 + 0.2 * rng.random((1, size)))
    weft = np.abs(np.sin(t))[:, None] * (0.7 + 0.3 * rng.random((size, 1)))
    check = (np.floor(t / math.pi)[None, :] + np.floor(t / math.pi)[:, None]) % 2
    level = (1 - np.where(check > 0, warp, weft))[..., None] * 0.6
    a, b = (np.array([int(c[i : i + 2], 16) for i in (1, 3, 5)]) for c in (color, dark))
    return Image.fromarray((a + (b - a) * level).astype(np.uint8))


def petal_skin(base: str, tip: str) -> Image.Image:
    """A petal: pale at its foot, deep at its tip, with faint veins along it."""
    v, u = np.meshgrid(np.linspace(1, 0, 256), np.linspace(-1, 1, 128), indexing="ij")
    level = np.clip(v**1.4 + 0.12 * np.sin(u * 40) * v, 0, 1)[..., None]
    a, b = (np.array([int(c[i : i + 2], 16) for i in (1, 3, 5)]) for c in (base, tip))
    return Image.fromarray((a + (b - a) * level).astype(np.uint8))
