"""Chooses the illustration of every product row."""

from collections import defaultdict

from catalogue.pictures import choose_scene, manifest
from shop.loading.rows import Row

FLOWERS, VISITS = 23, 26  # criteria sets whose category is pictured by a potted tree


def give_pictures(products: list[Row], named_crafts: dict[str, str]) -> None:
    """Sets picture_key; neighbouring goods of one maker differ where the scene has variants.

    `named_crafts` are the finer crafts that demo_goods.yaml names, by good. While the pictures
    are not drawn yet (no manifest) nothing is set.
    """
    try:
        manifest()
    except FileNotFoundError:
        return
    position: dict[str, int] = defaultdict(int)
    previous: dict[str, str] = {}
    for row in products:
        maker = row.refs.get("producer") or ""
        seed = position[maker]
        position[maker] += 1
        craft = named_crafts.get(row.key) or row.refs.get("craft") or ""
        key = _scene(row, craft, seed)
        if key == previous.get(maker):
            key = _scene(row, craft, seed + 1)
        row.values["picture_key"] = previous[maker] = key


def _scene(row: Row, craft: str, seed: int) -> str:
    if row.values.get("ocop_set") in (FLOWERS, VISITS):
        return ""
    category = (row.links.get("categories") or ("",))[0]
    return choose_scene(row.values["title"], craft, category, seed)
