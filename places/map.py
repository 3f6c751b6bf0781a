"""Hanoi's 126 communes as one SVG path, and markers upon it.

The outlines are simplified polygons of thanglequoc/vietnamese-provinces-database (MIT); markers
stand at the centre of a commune, never at a workshop.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import cos, pi, radians, sin
from pathlib import Path

from django.conf import settings

WIDTH = 600
MARGIN = 8
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


def _draw(points: list[tuple[int, int]]) -> str:
    """A closed subpath in relative steps; points that round to the one before are left out."""
    (x, y), steps = points[0], []
    for next_x, next_y in points[1:]:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x} {next_y - y}")
            x, y = next_x, next_y
    joined = " ".join(steps).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{joined}z"
