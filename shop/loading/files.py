"""Opens the catalogue files; an unreadable one is a problem that names it."""

import csv
import json
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from shop.loading.problems import BrokenCatalogueError, Origin, Problem
from shop.loading.record import Record, is_mapping

Loader = getattr(
    yaml, "CSafeLoader", yaml.SafeLoader
)  # ten times as fast where libyaml is built in


def _whole_file(file: str, reason: str) -> BrokenCatalogueError:
    return BrokenCatalogueError([Problem(Origin(file, "(whole file)"), "(all)", reason)])


def _decoded(file: str, path: Path) -> Any:
    try:
        text = path.read_text(encoding="utf-8")
        return json.loads(text) if path.suffix == ".json" else yaml.load(text, Loader=Loader)  # noqa: S506  a safe loader
    except FileNotFoundError as error:
        raise _whole_file(file, f"not found in {path.parent}") from error
    except (ValueError, yaml.YAMLError) as error:
        raise _whole_file(file, " ".join(str(error).split())) from error


@dataclass
class Files:
    """The files of one directory, each read once, and the problems found in them so far."""

    directory: Path
    problems: list[Problem] = field(default_factory=list)
    _read: dict[str, dict[str, Any]] = field(default_factory=dict)

    def content(self, file: str) -> dict[str, Any]:
        if file not in self._read:
            content = _decoded(file, self.directory / file)
            if not is_mapping(content):
                raise _whole_file(file, "is not a mapping of sections")
            self._read[file] = content
        return self._read[file]

    def section(self, file: str, name: str) -> Any:
        """One section; an empty list, and a problem, when the file lacks it."""
        if name not in self.content(file):
            self.problems.append(Problem(Origin(file, "(whole file)"), name, "is missing"))
        return self.content(file).get(name) or []

    def records(self, file: str, name: str, *, id_field: str = "id") -> list[Record]:
        """The records of a section that is a list; ids must be there and differ."""
        records: list[Record] = []
        seen: set[str] = set()
        for number, data in enumerate(self.section(file, name), start=1):
            place = Origin(file, f"{name} no. {number}")
            key = str(data.get(id_field) or "") if is_mapping(data) else ""
            if not key:
                self.problems.append(Problem(place, id_field, "is missing"))
            elif key in seen:
                self.problems.append(Problem(Origin(file, key), id_field, "is used twice"))
            else:
                seen.add(key)
                records.append(Record(key, data, Origin(file, key), self.problems))
        return records

    def keyed(self, file: str, name: str) -> list[Record]:
        """The records of a section that is a mapping by id."""
        section = self.section(file, name) or {}
        return [
            Record(str(key), data, Origin(file, str(key)), self.problems)
            for key, data in section.items()
        ]

    def rows_of_csv(self, file: str) -> list[dict[str, str]]:
        try:
            with (self.directory / file).open(encoding="utf-8", newline="") as handle:
                return list(csv.DictReader(handle))
        except FileNotFoundError as error:
            raise _whole_file(file, f"not found in {self.directory}") from error

    def day_built(self, file: str) -> date:
        try:
            return datetime.strptime(self.content(file)["meta"]["built"], "%Y-%m-%d").date()
        except (KeyError, TypeError, ValueError) as error:
            raise _whole_file(file, "meta.built is not a day such as 2026-11-22") from error

    def stop_when_broken(self) -> None:
        """Raises BrokenCatalogueError with every problem found so far."""
        if self.problems:
            raise BrokenCatalogueError(self.problems)
