"""Hanoi's 126 communes as one SVG path, or Hanoi as one area, and markers upon it.

The outlines are simplified polygons of thanglequoc/vietnamese-provinces-database (MIT); markers
stand at the centre of a commune, never at a workshop.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from math import cos, hypot, pi, radians, sin
from pathlib import Path

from django.conf import settings

WIDTH = 600
MARGIN = 8
AREA_STEP = 6  # map units
_RING = 22  # how far from the centre the markers of one commune stand, in map units
Point = tuple[float, float]  # longitude, latitude


@dataclass(frozen=True)
class Outline:
    """The drawn map; `place` turns a longitude and latitude into its units."""

    path: str
    height: int
    west: float
    north: float
    scale: float

    def place(self, longitude: float, latitude: float) -> tuple[int, int]:
        shrink = cos(radians(self.north))
        x = (longitude - self.west) * shrink * self.scale + MARGIN
        y = (self.north - latitude) * self.scale + MARGIN
        return round(x), round(y)


@dataclass(frozen=True)
class Marker:
    number: int
    name: str
    url: str
    x: int
    y: int


@cache
def outline() -> Outline:
    rings = _rings()
    longitudes = [point[0] for ring in rings for point in ring]
    latitudes = [point[1] for ring in rings for point in ring]
    west, north = min(longitudes), max(latitudes)
    scale = (WIDTH - 2 * MARGIN) / ((max(longitudes) - west) * cos(radians(north)))
    empty = Outline("", round((north - min(latitudes)) * scale) + 2 * MARGIN, west, north, scale)
    path = "".join(_draw([empty.place(*point) for point in ring]) for ring in rings)
    return Outline(path, empty.height, west, north, scale)


@cache
def area() -> Outline:
    """Hanoi without its inner borders, a quarter as heavy, on the scale of `outline`.

    The communes' corners are thinned one by one, so neighbours may gape by a hair: draw them with
    a line of the colour of the area.
    """
    full = outline()
    rings = [_thinned([full.place(*point) for point in ring], AREA_STEP) for ring in _rings()]
    return replace(full, path="".join(_draw(ring) for ring in rings))


def markers(places: Iterable[tuple[str, str, Point | None]]) -> list[Marker]:
    """Numbered markers for (name, address, point); places that share a point stand in a ring."""
    listed = list(places)
    crowds = Counter(point for _, _, point in listed if point)
    seen: Counter[Point] = Counter()
    drawn = []
    for number, (name, url, point) in enumerate(listed, start=1):
        if point is None:
            continue
        x, y = outline().place(*point)
        if crowds[point] > 1:
            angle = 2 * pi * seen[point] / crowds[point]
            x, y = x + round(_RING * sin(angle)), y - round(_RING * cos(angle))
            seen[point] += 1
        drawn.append(Marker(number, name, url, x, y))
    return drawn


def _rings() -> list[list[Point]]:
    path = Path(settings.BASE_DIR) / "data" / "hanoi_communes.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [
        [(longitude, latitude) for longitude, latitude in ring]
        for feature in features
        for ring in feature["geometry"]["coordinates"]
    ]


def _thinned(points: list[tuple[int, int]], step: int) -> list[tuple[int, int]]:
    """Ramer–Douglas–Peucker: no point left out lies further than `step` from the line drawn."""
    if len(points) < 3:
        return points
    (x1, y1), (x2, y2) = points[0], points[-1]
    length = hypot(x2 - x1, y2 - y1)

    def distance(point: tuple[int, int]) -> float:
        if not length:
            return hypot(point[0] - x1, point[1] - y1)
        return abs((x2 - x1) * (y1 - point[1]) - (x1 - point[0]) * (y2 - y1)) / length

    farthest = max(range(1, len(points) - 1), key=lambda index: distance(points[index]))
    if distance(points[farthest]) <= step:
        return [points[0], points[-1]]
    return [*_thinned(points[: farthest + 1], step)[:-1], *_thinned(points[farthest:], step)]


def _draw(points: list[tuple[int, int]]) -> str:
    """A closed subpath in relative steps; points that round to the one before are left out."""
    (x, y), steps = points[0], []
    for next_x, next_y in points[1:]:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x} {next_y - y}")
            x, y = next_x, next_y
    joined = " ".join(steps).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{joined}z"
