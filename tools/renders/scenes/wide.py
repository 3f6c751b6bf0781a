"""Wide pictures (3:2) for the home page, the villages, the gifts and the making of things."""

from __future__ import annotations

from arrange import place
from cloth import folded
from materials import HONEY

from scenes import scene
from scenes.cakes import CRUST, SNOW, cake
from scenes.gifts import gift_box_tea, gift_hamper
from scenes.hats import conical_hat
from scenes.inlay import mother_of_pearl_box
from scenes.jars import jar
from scenes.lacquer import lacquer_box_round
from scenes.making import (
    bamboo_strips,
    begun_basket,
    brush,
    half_painted_vase,
    ink_dish,
    skein,
)
from scenes.serving import dish
from scenes.silk import figured, silk_scarf_indigo
from scenes.tableware import tea_set_crackle
from scenes.tea import incense, lotus_blossom_tea, tea_caddy
from scenes.vases import jar_celadon, vase_blue_white, vase_landscape
from scenes.weaving import handle_basket, rattan_basket


@scene("wide-home", "table", wide=True, elevation=13, azimuth=0, fill=0.8)
def wide_home() -> None:
    place(vase_blue_white, (-1.25, 1.0, 0), 0.96)
    place(jar_celadon, (-2.35, 0.35, 0), 0.66)
    place(rattan_basket, (1.15, 1.1, 0), 1.0)
    place(tea_set_crackle, (0.1, -0.75, 0), 0.72)
    place(lotus_blossom_tea, (-1.75, -1.0, 0), 0.46)
    place(lambda: folded(figured("#a3271f", "#7f1812", 40), (1.3, 1.0), 5, 0.1), (2.3, -0.35, 0))
    place(mother_of_pearl_box, (2.32, -0.35, 0.5), 0.42)


@scene("wide-villages", "table", wide=True, elevation=14, azimuth=0, fill=0.8)
def wide_villages() -> None:
    place(silk_scarf_indigo, (-1.9, 1.5, 0), 1.05, 8)
    place(handle_basket, (0.1, 1.0, 0), 1.05)
    place(vase_landscape, (1.65, 1.2, 0), 0.76)
    place(incense, (2.6, 0.4, 0), 0.62)
    place(conical_hat, (-1.55, -0.5, 0), 0.72)
    place(lacquer_box_round, (1.55, -0.7, 0), 0.5)
    place(lotus_blossom_tea, (0.3, -1.0, 0), 0.46)


@scene("wide-gifts", "table", wide=True, elevation=22, azimuth=0, fill=0.8)
def wide_gifts() -> None:
    place(gift_hamper, (-1.55, 0.6, 0), 1.0, 8)
    place(gift_box_tea, (1.65, 0.7, 0), 0.86, -10)
    place(lacquer_box_round, (-0.12, -1.15, 0), 0.55)
    place(tea_caddy, (2.75, -0.95, 0), 0.52)
    place(lambda: jar(HONEY), (-1.25, -1.25, 0), 0.52)
    place(lambda: dish(0.85), (1.35, -1.35, 0), 0.9)
    for x, y, look in ((1.07, -1.3, CRUST), (1.63, -1.42, SNOW)):
        place(lambda k=look: cake(k, (0, 0, 0), 0.27), (x, y, 0.09))


@scene("wide-making", "table", wide=True, elevation=18, azimuth=0, fill=0.8)
def wide_making() -> None:
    place(lambda: half_painted_vase((0, 0, 0)), (-1.6, 0.8, 0), 0.86)
    place(lambda: begun_basket((0, 0, 0)), (1.35, 0.95, 0), 1.05)
    place(lambda: ink_dish((0, 0, 0)), (-0.55, -0.75, 0), 1.0)
    brush((-2.6, -0.75, 0.05), (-1.5, -1.15, 0.05))
    place(lambda: bamboo_strips((0, 0, 0)), (1.45, -1.15, 0), 0.9, 6)
    for x, y, color, turn in (
        (-0.05, 0.75, "#a3271f", 0.5),
        (0.3, 0.25, "#d8b25a", 0.15),
        (2.75, -0.1, "#27406f", -0.7),
    ):
        skein((x, y, 0), color, turn)
