"""The contract of every search engine: they return ids and counts, pages re-read the goods."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Protocol

from search.criteria import SearchCriteria
from search.documents import ProductDocument
from search.language.vocabulary import WordCounts as WordCounts
from search.plan import Plan, Stage
from search.understanding import Understanding


@dataclass(frozen=True, slots=True)
class FacetValue:
    """`count` is what choosing this value alone in its facet would give, the other facets kept."""

    value: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One page of ids, best first, and the counts of everything the criteria match."""

    ids: Sequence[int]
    total: int
    facets: Mapping[str, Sequence[FacetValue]]
    engine: str
    partial: bool = False  # nothing had all the words: these goods have most of them
    dropped: Mapping[str, int] = field(default_factory=dict)  # facet → total without its selection
    related: Sequence[int] = ()  # close, but not what was asked: in no total and no facet
    stage: str = ""  # name of the last Stage that ran
    prices: Sequence[int] = ()  # goods per step of PRICE_STEPS, the price selection left out
    understanding: Understanding = field(default_factory=Understanding)
    redirect: str = ""  # the page of ours that staff chose for these words instead of a list


@dataclass(frozen=True, slots=True)
class Suggestion:
    product_id: int
    title: str


@dataclass(frozen=True, slots=True)
class Health:
    engine: str
    ready: bool
    documents: int
    detail: str = ""


class Offer(NamedTuple):
    in_stock: bool
    is_available: bool
    price: int | None  # whole dong


class Correction(NamedTuple):
    """Some goods as they are now: documents to write over, and ids that are to be gone."""

    documents: Sequence[ProductDocument]
    gone: Collection[int]


Late = Callable[[], Iterable[Correction]]


def nothing_late() -> Iterable[Correction]:
    return ()


def in_turn(
    suggest: Callable[[Stage], Iterable[Suggestion]], stages: Iterable[Stage], limit: int
) -> Sequence[Suggestion]:
    """What the stages suggest, each asked only while there are too few."""
    found: dict[int, Suggestion] = {}
    for stage in stages:
        if len(found) >= limit:
            break
        for row in suggest(stage):
            found.setdefault(row.product_id, row)
    return tuple(found.values())[:limit]


class SearchBackend(Protocol):
    """Every method may raise BackendUnavailable; writes are idempotent."""

    name: str

    def search(self, criteria: SearchCriteria, plan: Plan, today: date) -> SearchResult:
        """Runs the plan within the criteria's filters; `criteria.q` is not read.

        `today` is the shop's day: stars count only while their term runs.
        """
        ...

    def suggest(self, stages: Sequence[Stage], language: str, limit: int) -> Sequence[Suggestion]:
        """Products for a query that is still being typed, those of an earlier stage first."""
        ...

    def vocabulary(self) -> WordCounts:
        """The words of the index, for decoding and spelling; as of at most a minute ago."""
        ...

    def upsert(self, documents: Iterable[ProductDocument]) -> None: ...

    def delete(self, ids: Iterable[int]) -> None: ...

    def rebuild(self, documents: Iterable[ProductDocument], late: Late = nothing_late) -> int:
        """Replaces everything at once; readers see the old index until the new one is whole.

        The new index is filled with `documents`, each id once, and then corrected by what `late()`
        yields: what changed meanwhile. Only then is it published. Writes to the old index go on
        until `late` is called and stop until it is published; `search.indexing` sees to that.
        Returns the number of `documents`.
        """
        ...

    def digests(self) -> Mapping[int, str]:
        """ProductDocument.digest of every document in the index."""
        ...

    def offers(self) -> Mapping[int, Offer]:
        """What changes most often, of every document."""
        ...

    def health(self) -> Health: ...
