"""The scenes, one module per family of crafts; each function builds one picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module

from studio import VIEWS, View

Build = Callable[[], None]


@dataclass(frozen=True)
class Scene:
    """How to build a picture and from where to look at it."""

    build: Build
    view: View
    wide: bool = False
    kind: str = "whole"
    of: str = ""


SCENES: dict[str, Scene] = {}
MODULES = (
    "vases",
    "tableware",
    "dinner",
    "lacquer",
    "inlay",
    "weaving",
    "hats",
    "silk",
    "sewn",
    "tea",
    "jars",
    "bottles",
    "grains",
    "sweets",
    "cakes",
    "meats",
    "metal",
    "wood",
    "instruments",
    "garden",
    "gifts",
    "wide",
    "seconds",
)


def scene(
    name: str, view: str = "table", *, wide: bool = False, **changes: float
) -> Callable[[Build], Build]:
    """Register a function that fills an empty studio."""

    def register(build: Build) -> Build:
        base = VIEWS[view]
        SCENES[name] = Scene(build, replace(base, **changes), wide)
        return build

    return register


def load() -> dict[str, Scene]:
    """All pictures by name, the second views (`<name>-close`, `<name>-scale`) among them."""
    for name in MODULES:
        import_module(f"scenes.{name}")
    return SCENES
