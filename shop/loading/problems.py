"""What is wrong with a catalogue file, named so that an editor can mend it."""

from dataclasses import dataclass

SHOWN = 20  # problems printed at once


@dataclass(frozen=True)
class Origin:
    """Where in the files a record stands."""

    file: str
    record: str


@dataclass(frozen=True)
class Problem:
    origin: Origin
    field: str
    reason: str

    def __str__(self) -> str:
        return f"{self.origin.file}: {self.origin.record}: {self.field}: {self.reason}"


class BrokenCatalogueError(Exception):
    """The files cannot be loaded; nothing was written. `problems` lists every record at fault."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        lines = [str(problem) for problem in problems[:SHOWN]]
        if len(problems) > SHOWN:
            lines.append(f"… and {len(problems) - SHOWN} more")
        super().__init__("\n".join(lines))
