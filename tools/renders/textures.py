"""Brushwork: strokes, leaves, petals and bands painted with Pillow on glaze, lacquer or cloth."""

from __future__ import annotations

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SCALE = 2
DETAIL = 1
"""Raised by render.py for close-ups: every painting and weave gets that many times the pixels."""


class Canvas:
    """A painting surface in units of its own height (x runs 0..ratio, y 0..1 upwards)."""

    def __init__(
        self, ratio: float = 2.0, ground: str = "#f3f4ef", height: int = 1024, seed: int = 1
    ) -> None:
        self.detail = DETAIL
        self.height = height * SCALE * self.detail
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

    def petal(
        self, at: tuple[float, float], length: float, angle: float, width: float, color: str
    ) -> None:
        """A round-ended petal growing from `at` (angle in degrees, 90 is up)."""
        t = np.linspace(0, 1, 24)
        wide = width / 2 * np.sqrt(np.clip(np.sin(math.pi * t**1.5), 0, 1))
        outline = np.vstack(
            [np.stack([t * length, wide], 1), np.stack([t * length, -wide], 1)[::-1]]
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
        scale *= self.detail
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
        self.image = self.image.filter(ImageFilter.GaussianBlur(radius * SCALE * self.detail))
        self.pen = ImageDraw.Draw(self.image)

    def pigment(self, ground: str, pool: float = 0.6) -> None:
        """Make flat strokes look brushed: colour gathers at their edges and thins unevenly."""
        self.wash(ground, 0.34, 34)
        self.wash(ground, 0.2, 9)
        reach = 7 * self.detail
        flat = np.asarray(self.image.filter(ImageFilter.GaussianBlur(0.8 * SCALE)), dtype=np.int16)
        soft = np.asarray(self.image.filter(ImageFilter.BoxBlur(reach * SCALE)), dtype=np.int16)
        limit = np.array([int(ground[i : i + 2], 16) for i in (1, 3, 5)], dtype=np.int16)
        gathered = flat + ((flat - soft) * pool).astype(np.int16)
        self.image = Image.fromarray(np.clip(gathered, 0, np.maximum(limit, flat)).astype(np.uint8))
        self.pen = ImageDraw.Draw(self.image)

    def nacre(self) -> None:
        """Turn what is painted into shell: drifting hues and fine growth lines."""
        flat = np.asarray(self.image.convert("L"), float) / 255
        mask = np.clip((flat - 0.35) / 0.25, 0, 1)[..., None]
        y, x = np.mgrid[: self.image.height, : self.image.width] / self.height
        small = self.rng.random((24, max(2, int(24 * self.ratio)))) * 255
        cloud = Image.fromarray(small.astype(np.uint8)).resize(
            self.image.size, Image.Resampling.BICUBIC
        )
        drift = np.asarray(cloud, float) / 255
        phase = (6 * drift + 4 * x + 3 * y)[..., None] + np.array([0.0, 2.3, 4.4])
        lines = 0.03 * np.sin(300 * (y + 0.35 * x + 0.09 * drift))[..., None]
        shell = np.array([0.93, 0.98, 0.95]) + 0.075 * np.sin(phase) + lines
        picture = np.asarray(self.image, float) / 255
        picture += (shell * picture**1.3 - picture) * mask
        self.image = Image.fromarray((np.clip(picture, 0, 1) * 255).astype(np.uint8))
        self.pen = ImageDraw.Draw(self.image)

    def embroider(self, ground: str, threads: int = 210) -> Image.Image:
        """Turn flat shapes into satin stitch, each tone sewn its own way; return the relief."""
        flat = np.asarray(self.image, float) / 255
        cloth = np.array([int(ground[i : i + 2], 16) for i in (1, 3, 5)]) / 255
        sewn = np.clip(np.abs(flat - cloth).sum(-1) / 0.12, 0, 1)
        y, x = np.mgrid[: self.image.height, : self.image.width] / self.height
        way = (flat @ np.array([7.0, 11.0, 5.0])) % 1.0 * math.pi
        loose = 0.6 * np.sin(23 * x + 17 * y)
        across = x * np.cos(way) + y * np.sin(way)
        thread = np.abs(np.sin(math.pi * threads * across + loose)) ** 0.7
        linen = np.abs(np.sin(190 * math.pi * x)) * np.abs(np.sin(190 * math.pi * y))
        shade = sewn * (0.8 + 0.26 * thread) + (1 - sewn) * (0.9 + 0.12 * linen)
        self.image = Image.fromarray(
            (np.clip(flat * shade[..., None], 0, 1) * 255).astype(np.uint8)
        )
        self.pen = ImageDraw.Draw(self.image)
        height = sewn * (0.5 + 0.5 * thread) + (1 - sewn) * 0.22 * linen
        relief = Image.fromarray((height * 255).astype(np.uint8))
        return relief.resize((relief.width // SCALE, relief.height // SCALE)).convert("RGB")

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
    rng, size = np.random.default_rng(seed), size * DETAIL
    t = np.linspace(0, threads * math.pi, size)
    warp = np.abs(np.sin(t))[None, :] * (0.8 + 0.2 * rng.random((1, size)))
    weft = np.abs(np.sin(t))[:, None] * (0.7 + 0.3 * rng.random((size, 1)))
    check = (np.floor(t / math.pi)[None, :] + np.floor(t / math.pi)[:, None]) % 2
    level = (1 - np.where(check > 0, warp, weft))[..., None] * 0.6
    a, b = (np.array([int(c[i : i + 2], 16) for i in (1, 3, 5)]) for c in (color, dark))
    return Image.fromarray((a + (b - a) * level).astype(np.uint8))


def petal_skin(base: str, tip: str) -> Image.Image:
    """A petal: pale at its foot, deep at its tip, with faint veins along it."""
    v, u = np.meshgrid(np.linspace(1, 0, 1024), np.linspace(-1, 1, 512), indexing="ij")
    fan = u * (1.35 - 0.5 * v)
    veins = 0.05 * np.sin(34 * fan) + 0.035 * np.sin(83 * fan + 1) + 0.02 * np.sin(190 * fan)
    level = np.clip(0.9 * v**1.7 + veins * (0.35 + v), 0, 1)[..., None]
    a, b = (np.array([int(c[i : i + 2], 16) for i in (1, 3, 5)]) for c in (base, tip))
    return Image.fromarray((a + (b - a) * level).astype(np.uint8))
