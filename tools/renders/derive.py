"""Make the web ladder and the manifest from the masters: python tools/renders/derive.py."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
MASTERS = HERE / "masters"
PICTURES = HERE.parents[1] / "static" / "pictures"
LADDER = (320, 480, 640, 960, 1280)
FALLBACK = 640
AVIF = {"quality": 55, "speed": 8}
WEBP = {"quality": 75, "method": 6}
JPEG = {"quality": 82, "optimize": True, "progressive": True}


def widths(master: Image.Image) -> list[int]:
    """Steps of the ladder that need no enlarging."""
    return [width for width in LADDER if width <= master.width]


def derive(source: Path) -> dict[str, object]:
    """Write the ladder of one master and describe it."""
    master = Image.open(source).convert("RGB")
    for width in widths(master):
        size = (width, round(master.height * width / master.width))
        targets = {"avif": AVIF, "webp": WEBP} | ({"jpg": JPEG} if width == FALLBACK else {})
        paths = {kind: PICTURES / f"{source.stem}.{width}.{kind}" for kind in targets}
        if all(p.exists() and p.stat().st_mtime > source.stat().st_mtime for p in paths.values()):
            continue
        small = master.resize(size, Image.Resampling.LANCZOS)
        for kind, options in targets.items():
            small.save(paths[kind], **options)
    return {"width": master.width, "height": master.height, "widths": widths(master)}


def index(pictures: dict[str, dict[str, object]], field: str) -> dict[str, list[str]]:
    """Scenes by craft or category, best first as captions.toml lists them."""
    groups: dict[str, list[str]] = {}
    for name, picture in pictures.items():
        for key in picture[field]:
            groups.setdefault(key, []).append(name)
    return dict(sorted(groups.items()))


def with_close_ups(captions: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Add a caption for each second view; it has no keywords, so no good takes it as its first."""
    near = {
        f"{name}-2": {
            "vi": caption["vi"].replace("minh họa: ", "minh họa: cận cảnh "),
            "en": caption["en"].replace("Illustration: ", "Illustration: close-up, "),
        }
        for name, caption in captions.items()
    }
    return captions | near


def prune(pictures: dict[str, dict[str, object]]) -> None:
    """Drop ladder files that no picture of the manifest uses any more."""
    for path in PICTURES.glob("*.*.*"):
        name, width, _kind = path.name.split(".")
        if name not in pictures or int(width) not in pictures[name]["widths"]:
            path.unlink()


def main() -> None:
    """Derive every captioned master and write manifest.json."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    captions = with_close_ups(tomllib.loads((HERE / "captions.toml").read_text(encoding="utf-8")))
    pictures: dict[str, dict[str, object]] = {}
    for name, caption in captions.items():
        source = MASTERS / f"{name}.jpg"
        if source.exists():
            pictures[name] = derive(source) | {
                "alt": {"vi": caption["vi"], "en": caption["en"]},
                "crafts": caption.get("crafts", []),
                "categories": caption.get("categories", []),
                "keywords": caption.get("keywords", []),
                "kind": "rendered illustration",
                "seed": caption.get("seed", 1),
            }
    prune(pictures)
    manifest = {
        "pictures": pictures,
        "crafts": index(pictures, "crafts"),
        "categories": index(pictures, "categories"),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (PICTURES / "manifest.json").write_text(text, encoding="utf-8")
    without = sorted(p.stem for p in MASTERS.glob("*.jpg") if p.stem not in captions)
    print(f"{len(pictures)} pictures; without caption: {', '.join(without) or 'none'}")


if __name__ == "__main__":
    main()
