"""Render scenes to JPEG masters: python tools/renders/render.py [SCENE ...] [--all]."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import studio  # noqa: E402
from scenes import load  # noqa: E402

MASTERS = HERE / "masters"
FLOATING = 0.03
WIDE = (1600, 1067)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", nargs="*", metavar="SCENE")
    parser.add_argument(
        "--all", action="store_true", help="every first view that has no master yet"
    )
    parser.add_argument("--size", type=int, default=1280, help="edge of the square")
    parser.add_argument("--samples", type=int, default=24)
    parser.add_argument("--force", action="store_true", help="render again what exists")
    parser.add_argument("--out", type=Path, default=MASTERS)
    return parser.parse_args()


def main() -> int:
    """Render what was asked for and is still missing."""
    options = arguments()
    register = load()
    unknown = [name for name in options.scenes if name not in register]
    if unknown:
        print("unknown scenes:", ", ".join(unknown), file=sys.stderr)
        return 2
    first = [name for name in register if not name.endswith("-2")]
    wanted = first if options.all else options.scenes
    todo = [n for n in wanted if options.force or not (options.out / f"{n}.jpg").exists()]
    options.out.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(todo, start=1):
        start = time.monotonic()
        studio.reset()
        register[name].build()
        size = WIDE if register[name].wide else (options.size, options.size)
        low = studio.shoot(register[name].view, options.out / f"{name}.jpg", size, options.samples)
        note = f"  lowest point {low:.2f}!" if abs(low) > FLOATING else ""
        print(f"[{number}/{len(todo)}] {name} {time.monotonic() - start:.0f} s{note}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
