"""Rendered pictures beside a story: illustrations of the craft, never photographs of a place."""

from catalogue.pictures import Picture, manifest, picture


def illustrations(craft: str, *, beginning: int = 0) -> list[Picture]:
    """Up to three pictures of a craft: goods, its material seen close where rendered, other goods.

    Neighbours of the manifest resemble each other, so the goods are taken from all over its list;
    `beginning` lets two villages of one craft begin with different ones.
    """
    goods = manifest()["crafts"].get(craft, [])
    if not goods:
        return []
    step = max(1, len(goods) // 3)
    spread = [goods[(beginning + number * step) % len(goods)] for number in range(3)]
    close = [key for good in goods if (key := f"{good}-close") in manifest()["pictures"]]
    return [picture(key) for key in dict.fromkeys([spread[0], *close[:1], *spread[1:]])][:3]


def wide(*keys: str) -> Picture | None:
    """The first of these wide pictures that has been rendered."""
    found = (picture(key) for key in keys if key in manifest()["pictures"])
    return next(found, None)
