"""Where a scene's surfaces are in its master: python tools/renders/masks.py [MASTER ...].

A mask is rendered once per scene, without light, and kept: recolour.py needs no Blender.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import recolour  # noqa: E402
import sidecars  # noqa: E402
import studio  # noqa: E402
from scenes import load  # noqa: E402

CHANNELS = 3
"""A mask is an RGB picture: three surfaces of a scene at most."""


def render(master: str, surfaces: list[str]) -> None:
    """Render the mask of one master in the master's size, and say of which scene it is.

    Raises ValueError when the master shows an older state of its scene: nothing would fit.
    """
    known = json.loads((sidecars.MASTERS / f"{master}.json").read_text(encoding="utf-8"))
    scene = load()[master]
    made_from = sidecars.digest(scene.build, scene.view)
    if known.get("digest") != made_from:
        raise ValueError(f"{master}: render the master again first")
    studio.reset()
    scene.build()
    size = (known["width"], known["height"])
    path = recolour.MASKS / f"{master}.png"
    studio.shoot_mask(scene.view, path, size, surfaces)
    text = {"surfaces": surfaces, "digest": made_from, "width": size[0], "height": size[1]}
    path.with_suffix(".json").write_text(json.dumps(text, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Render the masks that recolours.toml needs and that are missing or out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("masters", nargs="*", metavar="MASTER")
    parser.add_argument("--force", action="store_true", help="render again what is up to date")
    options = parser.parse_args()
    os.nice(19 - os.nice(0))
    recolour.MASKS.mkdir(exist_ok=True)
    for master, surfaces in recolour.wanted_masks().items():
        if options.masters and master not in options.masters:
            continue
        if len(surfaces) > CHANNELS:
            raise ValueError(f"{master}: {len(surfaces)} surfaces, {CHANNELS} at most")
        if options.force or not recolour.mask_fits(master, surfaces):
            start = time.monotonic()
            render(master, surfaces)
            print(f"{master} {', '.join(surfaces)}: {time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
