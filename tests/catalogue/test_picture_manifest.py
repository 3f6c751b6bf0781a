"""The rendered pictures in static/pictures and their masters in tools/renders."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from catalogue.pictures import manifest

BASE = Path(settings.BASE_DIR)
PICTURES = BASE / "static" / "pictures"
MASTERS = BASE / "tools" / "renders" / "masters"


def entries() -> list[tuple[str, dict[str, Any]]]:
    return list(manifest()["pictures"].items())


def test_every_step_of_every_ladder_is_there() -> None:
    missing = [
        f"{key}.{width}.{kind}"
        for key, entry in entries()
        for width in entry["widths"]
        for kind in ("avif", "webp", *(["jpg"] if width == 640 else []))
        if not (PICTURES / f"{key}.{width}.{kind}").exists()
    ]
    assert missing == []


def test_second_view_names_its_first_and_stands_for_no_good() -> None:
    second = {key: entry for key, entry in entries() if "of" in entry}
    assert second
    for key, entry in second.items():
        assert entry["of"] in manifest()["pictures"]
        assert key == f"{entry['of']}-{entry['view']}"
        assert entry["crafts"] == entry["categories"] == entry["keywords"] == []


@pytest.mark.parametrize("master", sorted(MASTERS.glob("*.jpg")), ids=lambda path: path.stem)
def test_master_says_what_it_shows(master: Path) -> None:
    sidecar = json.loads(master.with_suffix(".json").read_text(encoding="utf-8"))
    assert sidecar["kind"] == "rendered illustration"
    assert sidecar["alt"]["vi"].startswith("Hình minh họa: ")
    assert sidecar["alt"]["en"].startswith("Illustration: ")
    assert sidecar["alt"] == manifest()["pictures"][master.stem]["alt"]


RECOLOURED = [path for path in sorted(MASTERS.glob("*.json")) if '"recoloured"' in path.read_text()]


def sum_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def test_some_masters_are_recoloured() -> None:
    assert RECOLOURED


@pytest.mark.parametrize("sidecar", RECOLOURED, ids=lambda path: path.stem)
def test_recoloured_master_names_what_it_was_made_from(sidecar: Path) -> None:
    """Its master and mask are the ones of today, so no variant shows an older state of a scene."""
    text = json.loads(sidecar.read_text(encoding="utf-8"))
    made = text["recoloured"]
    master = json.loads((MASTERS / f"{made['from']}.json").read_text(encoding="utf-8"))
    assert made["master"] == sum_of(MASTERS / f"{made['from']}.jpg")
    assert made["mask"] == sum_of(MASTERS.parent / "masks" / f"{made['from']}.png")
    assert made["colours"]
    assert text["scene"] == made["from"]
    assert [text[key] for key in ("seed", "samples", "width")] == [
        master[key] for key in ("seed", "samples", "width")
    ]
