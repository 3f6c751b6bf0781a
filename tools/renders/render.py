"""Render scenes to JPEG masters: python tools/renders/render.py [SCENE ...] [--all]."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import sidecars  # noqa: E402
import studio  # noqa: E402
import textures  # noqa: E402
from scenes import Scene, load  # noqa: E402

FLOATING = 0.03
WIDE_RATIO = 1.5
WIDE_SHARE = 1.25


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", nargs="*", metavar="SCENE")
    parser.add_argument("--all", action="store_true", help="every scene and every second view")
    parser.add_argument("--size", type=int, default=1280, help="edge of the square")
    parser.add_argument("--samples", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1, help="of the sampling noise")
    parser.add_argument("--force", action="store_true", help="render again what is up to date")
    parser.add_argument("--list", action="store_true", help="say what is missing and stop")
    parser.add_argument("--out", type=Path, default=sidecars.MASTERS)
    return parser.parse_args()


def pixels(scene: Scene, edge: int) -> tuple[int, int]:
    """Squares, and wide pictures of 3:2 that are a quarter wider."""
    wide = round(edge * WIDE_SHARE)
    return (wide, round(wide / WIDE_RATIO)) if scene.wide else (edge, edge)


def render(name: str, scene: Scene, options: argparse.Namespace) -> str:
    """Render one master and its sidecar; return a warning about the ground, or nothing."""
    studio.reset()
    textures.DETAIL = 2 if scene.kind == "close" else 1
    made_from = sidecars.digest(scene.build, scene.view)
    scene.build()
    size = pixels(scene, options.size)
    master = options.out / f"{name}.jpg"
    low = studio.shoot(scene.view, master, size, options.samples, options.seed)
    sidecars.write(master, seed=options.seed, samples=options.samples, digest=made_from)
    return f"  lowest point {low:.2f}!" if abs(low) > FLOATING else ""


def main() -> int:
    """Render what was asked for and is missing or out of date."""
    options = arguments()
    os.nice(19 - os.nice(0))
    register = load()
    unknown = [name for name in options.scenes if name not in register]
    if unknown:
        print("unknown scenes:", ", ".join(unknown), file=sys.stderr)
        return 2
    todo = [
        name
        for name in (register if options.all else options.scenes)
        if options.force
        or not sidecars.current(
            options.out / f"{name}.jpg",
            register[name],
            pixels(register[name], options.size),
            options.seed,
        )
    ]
    options.out.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(todo, start=1):
        if options.list:
            print(name)
            continue
        start = time.monotonic()
        note = render(name, register[name], options)
        print(f"[{number}/{len(todo)}] {name} {time.monotonic() - start:.0f} s{note}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
