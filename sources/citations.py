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
    """The numbered sources at the foot of a text; the same source keeps its number."""

    sources: list[Source] = field(default_factory=list)

    def cite(self, sources: Iterable[Source]) -> list[int]:
        """The note numbers of these sources, from 1."""
        numbers = []
        for source in sources:
            if source not in self.sources:
                self.sources.append(source)
            numbers.append(self.sources.index(source) + 1)
        return sorted(numbers)
