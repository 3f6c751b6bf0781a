"""One record of a catalogue file: typed reading that notes a problem instead of raising."""

import re
from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeGuard

from shop.loading.problems import Origin, Problem

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def is_mapping(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


@dataclass(frozen=True)
class PartialDay:
    """A day known to the day, the month or the year: its first and last possible calendar days."""

    first: date
    last: date
    precision: str  # day | month | year, the words of Certificate.Precision


@dataclass(frozen=True)
class Record:
    """`path` is dotted (`name.vi`). A reader that notes a problem returns a harmless value, since
    nothing is written while there is one."""

    key: str
    data: dict[str, Any]
    origin: Origin
    problems: list[Problem]

    def refuse(self, path: str, reason: str) -> None:
        self.problems.append(Problem(self.origin, path, reason))

    def value(self, path: str) -> Any:
        found: Any = self.data
        for step in path.split("."):
            found = found.get(step) if is_mapping(found) else None
        return found

    def text(self, path: str, *, optional: bool = False) -> str:
        found = self.value(path)
        if isinstance(found, str) and found.strip():
            return found.strip()
        if found is None and optional:
            return ""
        self.refuse(path, "is missing" if found in (None, "") else f"is not a text: {found!r}")
        return ""

    def pair(self, path: str, *, optional: bool = False) -> tuple[str, str]:
        """The Vietnamese and English of a text that comes in both."""
        if self.value(path) is None and optional:
            return "", ""
        return self.text(f"{path}.vi"), self.text(f"{path}.en")

    def columns(self, column: str, path: str, *, optional: bool = False) -> dict[str, str]:
        vietnamese, english = self.pair(path, optional=optional)
        return {column: vietnamese, f"{column}_en": english}

    def whole(self, path: str) -> int:
        number = self.whole_or_none(path)
        if number is None and self.value(path) is None:
            self.refuse(path, "is missing")
        return number or 0

    def whole_or_none(self, path: str) -> int | None:
        found = self.value(path)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int) or found < 0:
            self.refuse(path, f"is not a whole number: {found!r}")
            return None
        return found

    def number(self, path: str) -> float:
        found = self.value(path)
        if isinstance(found, int | float) and not isinstance(found, bool):
            return float(found)
        self.refuse(path, "is missing" if found is None else f"is not a number: {found!r}")
        return 0.0

    def flag(self, path: str) -> bool:
        found = self.value(path)
        if found is None or isinstance(found, bool):
            return bool(found)
        self.refuse(path, f"is neither true nor false: {found!r}")
        return False

    def day(self, path: str) -> PartialDay | None:
        """A day, month or year such as 2025-02-14, 2025-02 or 2025."""
        found = self.value(path)
        if found is None:
            return None
        match = _DAY.fullmatch(str(found))
        try:
            if match is None:
                raise ValueError(found)
            year, month, day = (int(part) if part else None for part in match.groups())
            return _partial(year or 0, month, day)
        except ValueError:
            self.refuse(path, f"is not a day, month or year: {found!r}")
            return None

    def words(self, path: str) -> list[str]:
        found = self.value(path)
        if found is None:
            return []
        if isinstance(found, list) and all(isinstance(word, str) for word in found):
            return found
        self.refuse(path, "is not a list of texts")
        return []

    def ref(self, path: str, known: Collection[str], *, optional: bool = False) -> str | None:
        found = self.value(path)
        if found is None and optional:
            return None
        if found not in known:
            self.refuse(path, "is missing" if found is None else f"names no known record: {found}")
            return None
        return str(found)

    def refs(self, path: str, known: Collection[str]) -> tuple[str, ...]:
        words = self.words(path)
        for word in words:
            if word not in known:
                self.refuse(path, f"names no known record: {word}")
        return tuple(dict.fromkeys(word for word in words if word in known))

    def parts(self, path: str) -> "list[Record]":
        """The records nested in a list of this one."""
        found = self.value(path)
        if not isinstance(found, list):
            if found is not None:
                self.refuse(path, "is not a list")
            return []
        for number, data in enumerate(found, start=1):
            if not is_mapping(data):
                self.refuse(f"{path}.{number}", "is not a record")
        return [
            Record(f"{self.key}/{number}", data, self.origin, self.problems)
            for number, data in enumerate(found, start=1)
            if is_mapping(data)
        ]

    def part(self, path: str) -> "Record | None":
        found = self.value(path)
        if found is None:
            return None
        if not is_mapping(found):
            self.refuse(path, "is not a record")
            return None
        return Record(self.key, found, self.origin, self.problems)


def _partial(year: int, month: int | None, day: int | None) -> PartialDay:
    if month is None:
        return PartialDay(date(year, 1, 1), date(year, 12, 31), "year")
    if day is None:
        last = monthrange(year, month)[1] if 1 <= month <= 12 else 0
        return PartialDay(date(year, month, 1), date(year, month, last), "month")
    return PartialDay(date(year, month, day), date(year, month, day), "day")
