"""Reads records together with their sources in one query, and numbers the notes of a page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import F, Model, QuerySet

from sources.models import Source

Record = TypeVar("Record", bound=Model)
_FIELDS = ("id", "key", "title", "url", "level", "published")


def with_sources(records: QuerySet[Record]) -> list[tuple[Record, list[Source]]]:
    """Every record of an unsliced queryset with its sources, in the queryset's order: one query.

    A prefetch would be a second query; pages that show five kinds of cited records have eight.
    """
    ordering: Iterable[Any] = records.query.order_by or records.model._meta.ordering or ()
    rows = records.annotate(
        **{f"cited_{name}": F(f"sources__{name}") for name in _FIELDS}
    ).order_by(*ordering, "pk", "sources__key")
    found: dict[Any, tuple[Record, list[Source]]] = {}
    for row in rows:
        _, sources = found.setdefault(row.pk, (row, []))
        values = {name: getattr(row, f"cited_{name}") for name in _FIELDS}
        if values["id"] is not None:
            sources.append(Source(**values))
    return list(found.values())


@dataclass
class Notes:
    """The numbered sources at the foot of a text; the same page keeps its number.

    Two records may name one page: what a reader sees of them decides.
    """

    sources: list[Source] = field(default_factory=list)
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def have_general(self) -> bool:
        return any(source.level == Source.Level.GENERAL for source in self.sources)

    def cite(self, sources: Iterable[Source]) -> list[int]:
        """The note numbers of these sources, from 1."""
        numbers = set()
        for source in sources:
            page = (source.title, source.url)
            if page not in self._numbers:
                self.sources.append(source)
                self._numbers[page] = len(self.sources)
            numbers.add(self._numbers[page])
        return sorted(numbers)
