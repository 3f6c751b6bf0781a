"""Results as an engine and the language work give them together, for tests of the pages."""

from typing import Any

from search.backends.base import SearchResult
from search.criteria import FACETS
from search.plan import Phrase, Plan, Slot, Stage
from search.understanding import Spoken, Understanding

NO_FACETS: dict[str, list[Any]] = {facet: [] for facet in FACETS}


def stage(*words: str, name: str = "exact", bare: bool = False, **fields: Any) -> Stage:
    slots = tuple(Slot((Phrase((word,), bare=bare),)) for word in words)
    return Stage(name, slots, needed=len(slots), **fields)


def result(ids: Any = (), **fields: Any) -> SearchResult:
    """`result([1, 2], spoken=[Spoken(…)], stages=[stage("lụa")])`."""
    understanding = Understanding(
        plan=Plan(stages=tuple(fields.pop("stages", ()))),
        normalised=fields.pop("normalised", ""),
        spoken=tuple(fields.pop("spoken", ())),
        did_you_mean=fields.pop("did_you_mean", ""),
    )
    defaults = {"total": len(ids), "facets": NO_FACETS, "engine": "fts5", "stage": "exact"}
    return SearchResult(ids, understanding=understanding, **{**defaults, **fields})


def spoken(kind: str, text: str, without: str, value: str = "") -> Spoken:
    return Spoken(kind, text, without, value)
