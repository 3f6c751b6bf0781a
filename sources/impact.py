"""What the craft villages mean for the people there, from data/stories_villages.yaml."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

FILE = "data/stories_villages.yaml"


@dataclass(frozen=True)
class Statement:
    """Read by `languages.localized` like a record of two columns."""

    text: str
    text_en: str
    source_keys: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Impact:
    title: Statement = field(default_factory=lambda: Statement("", ""))
    paragraphs: tuple[Statement, ...] = ()
    said_by: Statement | None = None

    @property
    def source_keys(self) -> set[str]:
        said = (self.said_by,) if self.said_by else ()
        return {key for each in (*self.paragraphs, *said) for key in each.source_keys}


@cache
def impact() -> Impact:
    """The file as it was when the process started; empty when the shop runs without it."""
    path = Path(settings.BASE_DIR) / FILE
    if not path.exists():
        return Impact()
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")).get("impact", {})
    said_by = found.get("said_by")
    title = found.get("title", {"vi": "", "en": ""})
    return Impact(
        title=Statement(title["vi"], title["en"]),
        paragraphs=tuple(_statement(each) for each in found.get("paragraphs", [])),
        said_by=_statement(said_by) if said_by else None,
    )


def _statement(entry: dict[str, Any]) -> Statement:
    return Statement(entry["vi"], entry["en"], tuple(entry["sources"]))
