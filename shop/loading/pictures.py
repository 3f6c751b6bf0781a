"""Chooses the illustration of every product row."""

from collections import Counter, defaultdict

from catalogue.pictures import manifest
from catalogue.scenes import fitting_scenes, stand_ins
from shop.loading.rows import Row

FLOWERS, VISITS = 23, 26  # criteria sets whose category is pictured by a potted tree


def give_pictures(products: list[Row], named_crafts: dict[str, str]) -> None:
    """Sets picture_key, so that goods which stand near each other differ where they can.

    Lists, categories and makers show the goods in orders of their own; in each of them neighbours
    mostly share the category, so within a category the picture used least is taken, and among
    those the one used least anywhere: an occasion's list mixes categories.
    `named_crafts` are the finer crafts that demo_goods.yaml names, by good. While the pictures
    are not drawn yet (no manifest) nothing is set.
    """
    try:
        manifest()
    except FileNotFoundError:
        return
    used: dict[str, Counter[str]] = defaultdict(Counter)
    anywhere: Counter[str] = Counter()
    for row in products:
        category = (row.links.get("categories") or ("",))[0]
        craft = named_crafts.get(row.key) or row.refs.get("craft") or ""
        key = _scene(row, craft, category, used[category], anywhere)
        used[category][key] += 1
        anywhere[key] += 1
        row.values["picture_key"] = key


def _scene(row: Row, craft: str, category: str, used: Counter[str], anywhere: Counter[str]) -> str:
    """The first of the fitting scenes used least; a stand-in only for one that is used."""
    if row.values.get("ocop_set") in (FLOWERS, VISITS):
        return ""
    kind = (row.values["title"], craft, category)
    fitting = fitting_scenes(*kind)
    if fitting and all(used[key] for key in fitting):
        fitting = [*fitting, *stand_ins(*kind)]
    return min(fitting, key=lambda key: (used[key], anywhere[key]), default="")
