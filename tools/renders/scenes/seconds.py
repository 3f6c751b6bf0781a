"""Second views: close-ups of the material, and the thing beside a teacup for its true size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import motifs as m
import numpy as np
from arrange import place
from materials import Look
from shapes import Point, lathe, rod
from studio import View
from textures import Canvas

from scenes import SCENES, Scene
from scenes.tableware import CUP
from scenes.vases import painted

# Where the camera looks, the width it takes in, its elevation and azimuth.
CLOSE: dict[str, tuple[Point, float, float, float]] = {
    "rattan-basket": ((0.0, -0.95, 0.9), 1.35, 24, 14),
    "tea-set-crackle": ((-0.1, -0.3, 0.5), 1.6, 20, 10),
    "mother-of-pearl-box": ((0.05, -0.25, 0.9), 1.7, 36, 10),
    "lotus-blossom-tea": ((0.0, -0.05, 0.45), 1.75, 52, 12),
    "conical-hat": ((0.0, -0.8, 0.5), 1.5, 24, -16),
    "jar-celadon": ((0.0, -0.5, 1.45), 1.5, 10, -10),
    "incense": ((0.0, -0.4, 2.2), 1.5, 26, 8),
    "silk-scarf": ((0.05, -0.12, 1.6), 1.2, 10, 22),
    "lacquer-box-round": ((0.0, -0.45, 0.85), 1.6, 34, 14),
    "mooncake": ((0.0, -0.4, 0.35), 1.75, 34, 10),
    "honey-jar": ((0.5, -0.35, 0.4), 1.5, 24, 10),
    "paper-fan": ((0.25, 1.15, 0.1), 1.6, 52, 10),
    "dinner-set": ((0.1, -0.55, 0.45), 2.1, 26, 16),
    "green-rice-cake": ((0.0, -0.25, 0.3), 1.7, 30, 12),
    "glass-noodles": ((0.45, -0.1, 0.5), 1.4, 26, 16),
    "soya-sauce": ((0.35, -0.35, 0.35), 1.6, 26, 8),
    "peanut-candy": ((0.05, -0.15, 0.3), 1.4, 34, 14),
    "gift-hamper": ((0.15, -0.2, 0.6), 2.0, 34, 16),
    "embroidery": ((0.2, 0.12, 1.15), 1.0, 8, 16),
    "lotus-scarf": ((0.1, -0.12, 1.65), 1.1, 14, 24),
    "silk-roll": ((0.25, -0.5, 0.5), 1.6, 26, 24),
    "lacquer-panel": ((0.3, -0.05, 1.05), 1.5, 6, 18),
    "sausage": ((0.3, -0.85, 0.35), 1.85, 28, 10),
    "silk-quilt": ((0.3, -0.6, 0.6), 1.6, 20, 22),
    "steamed-rice-rolls": ((0.1, -0.6, 0.62), 1.65, 24, 18),
    "silk-picture": ((0.1, 0.0, 0.85), 1.05, 6, -16),
    "biscuits": ((0.1, -0.4, 0.36), 1.2, 28, 10),
    "snow-cake": ((0.0, -0.4, 0.35), 1.75, 34, 10),
    "gift-box-tea": ((-0.15, -0.15, 0.6), 1.95, 34, 14),
    "brocade-cushion": ((0.1, -0.1, 0.75), 1.7, 16, 14),
}
# Where a cup of tea 7 cm across stands, and the centimetres to one unit of the scene.
SCALE: dict[str, tuple[Point, float]] = {
    "vase-blue-white": ((1.2, -0.5, 0), 10.0),
    "bamboo-tray": ((0.35, -0.25, 0.07), 14.0),
    "tea-caddy": ((-1.45, -0.55, 0), 7.5),
    "jewellery-box": ((1.25, -0.75, 0), 10.0),
    "plate-carp": ((1.55, -1.1, 0), 10.0),
    "handle-basket": ((1.2, -0.75, 0), 15.0),
    "teapot-brown": ((-1.05, -0.95, 0), 9.5),
}
CUP_WIDTH = 0.71
CUP_CENTIMETRES = 7.0


def cup_of_tea() -> None:
    """A small porcelain cup with a blue line, full of tea."""
    c = Canvas(2.2, "#f1f2ec", 512)
    c.band(0.86, 0.89, m.BLUE)
    for x in np.arange(0.1, c.ratio, 0.55):
        m.blossom(c, (x, 0.5), 0.13, m.PALE_BLUE, m.BLUE)
    c.soften(0.8)
    lathe(CUP, painted(lambda _: None).but(texture=c.done()))
    rod(0.31, 0.012, Look("#b5892c", rough=0.03, coat=1), at=(0, 0, 0.3), bevel=0.002)


def beside_a_cup(build: Callable[[], None], at: Point, unit: float) -> Callable[[], None]:
    """The same scene with the cup in its true proportion."""

    def both() -> None:
        build()
        place(cup_of_tea, at, CUP_CENTIMETRES / CUP_WIDTH / unit)

    return both


for _name, (_at, _width, _elevation, _azimuth) in CLOSE.items():
    _near = View(_elevation, _azimuth, at=_at, width=_width)
    SCENES[f"{_name}-close"] = Scene(SCENES[_name].build, _near, kind="close", of=_name)
for _name, (_at, _unit) in SCALE.items():
    _both = beside_a_cup(SCENES[_name].build, _at, _unit)
    SCENES[f"{_name}-scale"] = replace(SCENES[_name], build=_both, kind="scale", of=_name)
