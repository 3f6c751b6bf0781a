"""Make the web ladder and the manifest from the masters: python tools/renders/derive.py."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import sidecars
from PIL import Image

PICTURES = sidecars.HERE.parents[1] / "static" / "pictures"
MANIFEST = PICTURES / "manifest.json"
LADDER = (320, 480, 640, 750, 960, 1280)
SECOND_LADDER = (320, 480, 640, 750, 1280)
FALLBACK = 640
AVIF = {"quality": 55, "speed": 4}  # made once: a sixth lighter than at 8, which photos.py needs
DENSE = 750  # pixels: the step that phones take, whose dense screens forgive a lighter picture
DENSE_AVIF = AVIF | {"quality": 50}
WEBP = {"quality": 75, "method": 6}
JPEG = {"quality": 82, "optimize": True, "progressive": True}


def widths(master: Image.Image, second: bool) -> list[int]:
    """Steps of the ladder that need no enlarging; second views are shown less and have fewer."""
    return [w for w in (SECOND_LADDER if second else LADDER) if w <= master.width]


def derive(source: Path, second: bool, known: dict[str, Any]) -> dict[str, Any]:
    """Describe one master, and write its ladder unless it was made from this very master."""
    made_from = hashlib.sha256(source.read_bytes()).hexdigest()[:12]
    master = Image.open(source).convert("RGB")
    steps = widths(master, second)
    current = known.get("master") == made_from
    for width in steps:
        targets = {"avif": DENSE_AVIF if width == DENSE else AVIF, "webp": WEBP}
        if width == FALLBACK:
            targets["jpg"] = JPEG
        paths = {kind: PICTURES / f"{source.stem}.{width}.{kind}" for kind in targets}
        if current and all(path.exists() for path in paths.values()):
            continue
        size = (width, round(master.height * width / master.width))
        small = master.resize(size, Image.Resampling.LANCZOS)
        for kind, options in targets.items():
            small.save(paths[kind], **options)
    return {"width": master.width, "height": master.height, "widths": steps, "master": made_from}


def index(pictures: dict[str, dict[str, Any]], field: str) -> dict[str, list[str]]:
    """Scenes by craft or category, best first as captions.toml lists them."""
    groups: dict[str, list[str]] = {}
    for name, picture in pictures.items():
        for key in picture[field]:
            groups.setdefault(key, []).append(name)
    return dict(sorted(groups.items()))


def prune(pictures: dict[str, dict[str, Any]]) -> None:
    """Drop ladder files that no picture of the manifest uses any more."""
    for path in PICTURES.glob("*.*.*"):
        name, width, _kind = path.name.split(".")
        if name not in pictures or int(width) not in pictures[name]["widths"]:
            path.unlink()


def describe(name: str, caption: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """The manifest's entry of one picture; `view` and `of` only where it is a second view."""
    second = {key: caption[key] for key in ("view", "of") if key in caption}
    master = sidecars.MASTERS / f"{name}.jpg"
    sidecars.write(master)
    made = derive(master, bool(second), known)
    return made | {
        "alt": {"vi": caption["vi"], "en": caption["en"]},
        "crafts": caption.get("crafts", []),
        "categories": caption.get("categories", []),
        "keywords": caption.get("keywords", []),
        "kind": sidecars.KIND,
        "seed": caption.get("seed", 1),
        **second,
    }


def main() -> None:
    """Derive every captioned master and write manifest.json."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    known = json.loads(MANIFEST.read_text(encoding="utf-8"))["pictures"]
    captions = sidecars.captions()
    pictures = {
        name: describe(name, caption, known.get(name, {}))
        for name, caption in captions.items()
        if (sidecars.MASTERS / f"{name}.jpg").exists()
    }
    prune(pictures)
    manifest = {
        "pictures": pictures,
        "crafts": index(pictures, "crafts"),
        "categories": index(pictures, "categories"),
    }
    MANIFEST.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    masters = sorted(path.stem for path in sidecars.MASTERS.glob("*.jpg"))
    without = [name for name in masters if name not in captions]
    print(f"{len(pictures)} pictures; without caption: {', '.join(without) or 'none'}")


if __name__ == "__main__":
    main()
