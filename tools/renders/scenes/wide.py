"""Wide pictures (3:2) for the home page, the villages and the gifts: several crafts together."""

from __future__ import annotations

from arrange import place
from materials import CELADON, HONEY
from shapes import lathe

from scenes import scene
from scenes.gifts import gift_box_tea, gift_hamper
from scenes.hats import conical_hat
from scenes.inlay import mother_of_pearl_box
from scenes.jars import jar
from scenes.lacquer import lacquer_box, lacquer_box_round
from scenes.silk import brocade_cushion, silk_roll
from scenes.tableware import CUP, tea_set_crackle
from scenes.tea import incense, lotus_blossom_tea, tea_caddy
from scenes.vases import jar_celadon, vase_blue_white, vase_crackle
from scenes.weaving import handle_basket, rattan_basket


@scene("wide-home", "table", wide=True, elevation=14, azimuth=0, fill=0.86)
def wide_home() -> None:
    place(vase_blue_white, (-2.4, 1.0, 0), 1.0)
    place(rattan_basket, (1.9, 1.2, 0), 1.05)
    place(silk_roll, (-0.3, 0.9, 0), 0.8, 12)
    place(lacquer_box, (3.3, -0.5, 0), 0.62)
    place(tea_set_crackle, (1.0, -1.0, 0), 0.7)
    place(lambda: lathe(CUP, CELADON), (-1.7, -1.0, 0), 0.9)
    place(vase_crackle, (-3.6, 0.2, 0), 0.62)


@scene("wide-villages", "table", wide=True, elevation=16, azimuth=0, fill=0.86)
def wide_villages() -> None:
    place(conical_hat, (-2.4, 0.3, 0), 0.85)
    place(handle_basket, (0.2, 1.1, 0), 1.0)
    place(jar_celadon, (1.9, 1.2, 0), 0.85)
    place(mother_of_pearl_box, (2.3, -0.9, 0), 0.6)
    place(incense, (3.4, 0.8, 0), 0.75)
    place(lotus_blossom_tea, (0.2, -1.3, 0), 0.55)


@scene("wide-gifts", "table", wide=True, elevation=20, azimuth=0, fill=0.86)
def wide_gifts() -> None:
    place(gift_hamper, (-1.8, 0.5, 0), 1.0, 8)
    place(gift_box_tea, (1.9, 0.7, 0), 0.8, -10)
    place(brocade_cushion, (0.2, 2.3, 0), 0.8)
    place(lacquer_box_round, (0.5, -1.2, 0), 0.5)
    place(tea_caddy, (3.7, -0.6, 0), 0.55)
    place(lambda: jar(HONEY), (-0.5, -1.3, 0), 0.5)
