"""Beside each master: what it shows, how it was made, and the digest of what it was made from."""

from __future__ import annotations

import hashlib
import inspect
import json
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

from PIL import Image

if TYPE_CHECKING:
    from scenes import Scene

HERE = Path(__file__).resolve().parent
MASTERS = HERE / "masters"
KIND = "rendered illustration"


@cache
def captions() -> dict[str, dict[str, Any]]:
    """The alt texts of every picture, and the goods that each may stand for."""
    return tomllib.loads((HERE / "captions.toml").read_text(encoding="utf-8"))


def _names(code: CodeType) -> set[str]:
    inner = (const for const in code.co_consts if isinstance(const, CodeType))
    return set(code.co_names).union(*(_names(const) for const in inner))


def _parts(value: object, seen: set[int]) -> list[str]:
    """The sources and plain values that a scene's function is made of."""
    if isinstance(value, FunctionType):
        home = inspect.getsourcefile(value) or ""
        if id(value) in seen or not home.startswith(str(HERE)):
            return []
        seen.add(id(value))
        inner = [cell.cell_contents for cell in value.__closure__ or ()]
        used = [value.__globals__.get(name) for name in sorted(_names(value.__code__))]
        return [inspect.getsource(value), *(p for v in (*inner, *used) for p in _parts(v, seen))]
    if isinstance(value, Image.Image):
        return [hashlib.sha256(value.tobytes()).hexdigest()]
    if hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        return [part for field in vars(value).values() for part in _parts(field, seen)]
    if isinstance(value, (list, tuple)):
        return [part for item in value for part in _parts(item, seen)]
    return [repr(value)] if isinstance(value, (str, int, float)) else []


def digest(build: Callable[[], None], view: object) -> str:
    """Changes when the scene's code, what it calls here, or its camera changes."""
    text = "\n".join([*_parts(build, set()), repr(view)])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def current(master: Path, scene: Scene, size: tuple[int, int], seed: int) -> bool:
    """Whether the master shows the scene as it is now, in this size or a larger one."""
    sidecar = master.with_suffix(".json")
    if not (master.exists() and sidecar.exists()):
        return False
    known = json.loads(sidecar.read_text(encoding="utf-8"))
    return (
        known.get("digest") == digest(scene.build, scene.view)
        and known["seed"] == seed
        and known["width"] >= size[0]
    )


def write(master: Path, **made: Any) -> None:
    """Describe a master; what is not given in `made` stays as the sidecar has it."""
    sidecar = master.with_suffix(".json")
    known = json.loads(sidecar.read_text(encoding="utf-8")) if sidecar.exists() else {}
    caption = captions().get(master.stem, {})
    with Image.open(master) as picture:
        width, height = picture.size
    made = {key: known[key] for key in ("samples", "digest", "recoloured") if key in known} | made
    shown = made.get("recoloured", {}).get("from", master.stem)
    text = {
        "scene": caption.get("of", shown),
        "view": caption.get("view", "whole"),
        "kind": KIND,
        "alt": {"vi": caption.get("vi", ""), "en": caption.get("en", "")},
        "width": width,
        "height": height,
        "seed": known.get("seed", 1),
        **made,
    }
    sidecar.write_text(json.dumps(text, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
