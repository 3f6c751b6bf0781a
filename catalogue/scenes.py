"""Which rendered scene may stand for a good, by its name and kind."""

from collections.abc import Collection

from catalogue.pictures import manifest, views_of
from languages.text import slugify


def fitting_scenes(title: str, craft: str, category: str) -> list[str]:
    """The scenes that may stand for a good, equally good ones: those of its craft or category
    whose keywords the title holds, else those of the craft, else of the category.

    Keywords pick among the pictures of the good's own kind only: folded, a carved statue (tượng)
    reads like a sauce (tương). Where the kind has no picture yet, keywords of several words may.
    """
    found = manifest()
    of_craft, of_category = found["crafts"].get(craft, []), found["categories"].get(category, [])
    kind = _kind(craft, category)
    named = _named(title, kind) if kind else _named(title, found["pictures"], least_words=2)
    return named or of_craft or of_category


def stand_ins(title: str, craft: str, category: str) -> list[str]:
    """What may stand for a good when a neighbour shows its own scene already: the scene from
    near, then those whose keyword names the thing more widely.

    In Vietnamese the wider name comes first: "bánh nướng" is the wider one of "bánh nướng nhân
    cốm", while "cốm" would be another thing.
    """
    fitting = fitting_scenes(title, craft, category)
    pictures, kind = manifest()["pictures"], _kind(craft, category)
    near = [key for scene in fitting for key, view in views_of(scene).items() if view == "close"]
    words = {word for scene in fitting for word in pictures[scene]["keywords"]}
    named = [word for word in words if f" {word} " in _words(title)]
    wider = [
        key
        for key in sorted(kind - {*fitting})
        if any(word.startswith(f"{wide} ") for word in named for wide in pictures[key]["keywords"])
    ]
    return [*near, *wider]


def choose_scene(title: str, craft: str, category: str, seed: int) -> str:
    """One of the fitting scenes, "" when there is none; `seed` spreads equal goods over them."""
    candidates = fitting_scenes(title, craft, category)
    return candidates[seed % len(candidates)] if candidates else ""


def _kind(craft: str, category: str) -> set[str]:
    found = manifest()
    return {*found["crafts"].get(craft, []), *found["categories"].get(category, [])}


def _words(title: str) -> str:
    return f" {slugify(title).replace('-', ' ')} "


def _named(title: str, keys: Collection[str], least_words: int = 1) -> list[str]:
    """Those of the pictures whose longest keyword stands in the title."""
    name = _words(title)
    matching = [
        (len(word), key)
        for key in keys
        for word in manifest()["pictures"][key]["keywords"]
        if f" {word} " in name and len(word.split()) >= least_words
    ]
    longest = max((length for length, _key in matching), default=0)
    return sorted({key for length, key in matching if length == longest})
