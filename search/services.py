"""The one door to search: the configured engine, or the database when that cannot answer."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from catalogue.models import Product
from languages.calendar import hanoi_today
from search.backends.base import Health, SearchBackend, SearchResult, Suggestion
from search.backends.database import DatabaseBackend
from search.criteria import SearchCriteria
from search.documents import BATCH, ProductDocument, documents_of
from search.exceptions import BackendUnavailable
from search.language.lexicon import Lexicon
from search.language.names import Names
from search.language.understand import understand, understand_typing
from search.language.verbatim import as_typed
from search.language.vocabulary import WordCounts
from search.lexicon import current_words
from search.plan import Stage
from search.rules import Redirect, apply_rules
from search.understanding import Understanding

logger = logging.getLogger(__name__)


def get_backend() -> SearchBackend:
    """The engine of SEARCH_BACKEND; one object per process, threads share it."""
    return _backend(settings.SEARCH_BACKEND, str(settings.SEARCH_INDEX_FILE))


@lru_cache(maxsize=8)
def _backend(dotted_path: str, _index_file: str) -> SearchBackend:
    backend: SearchBackend = import_string(dotted_path)()
    return backend


def search(criteria: SearchCriteria) -> SearchResult:
    """Never raises BackendUnavailable: `result.engine` says who answered."""
    today = hanoi_today()
    for backend in _engines():
        try:
            ruled = apply_rules(_understood(criteria, backend), today)
            understood = ruled.understanding if isinstance(ruled, Redirect) else ruled
            result = backend.search(criteria, understood.plan, today)
        except BackendUnavailable as error:
            logger.warning("search answered by the database: %s", error)
        else:
            path = ruled.in_language(criteria.language) if isinstance(ruled, Redirect) else ""
            return replace(result, understanding=understood, redirect=path)
    raise AssertionError("the database always answers")


def suggest(q: str, language: str, limit: int = 8) -> Sequence[Suggestion]:
    """Products for a query that is being typed, the best first."""
    for backend in _engines():
        try:
            stages = understand_typing(q, language, *_known(backend))
            return suggested(backend, stages, language, limit)
        except BackendUnavailable as error:
            logger.warning("suggestions answered by the database: %s", error)
    return ()


def suggested(
    backend: SearchBackend, stages: Iterable[Stage], language: str, limit: int
) -> Sequence[Suggestion]:
    """What the stages find, those of an earlier one first."""
    found: dict[int, Suggestion] = {}
    for stage in stages:
        if len(found) >= limit:
            break
        for row in backend.suggest(stage, language, limit):
            found.setdefault(row.product_id, row)
    return list(found.values())[:limit]


def explain(q: str, language: str) -> Understanding:
    """What a search makes of a query: stages, slots and alternatives, chips; for the "try it" box.

    Never raises BackendUnavailable.
    """
    for backend in _engines():
        try:
            return understand(q, language, *_known(backend))
        except BackendUnavailable as error:
            logger.warning("query explained without the index: %s", error)
    raise AssertionError("the database always answers")


def _engines() -> tuple[SearchBackend, SearchBackend]:
    return get_backend(), DatabaseBackend()


def _understood(criteria: SearchCriteria, backend: SearchBackend) -> Understanding:
    if not criteria.q:
        return Understanding()
    if criteria.verbatim:
        return as_typed(criteria.q)
    return understand(criteria.q, criteria.language, *_known(backend))


def _known(backend: SearchBackend) -> tuple[Lexicon, WordCounts, Names]:
    lexicon, names = current_words()
    return lexicon, backend.vocabulary(), names


def index_products(ids: Iterable[int]) -> None:
    """Brings the index up to date with these products; what has no page of its own leaves it.

    Idempotent. A child updates its parent. Raises BackendUnavailable.
    """
    asked = set(ids)
    parents = Product.objects.filter(pk__in=asked, parent__isnull=False)
    asked |= set(parents.values_list("parent_id", flat=True))
    documents = list(documents_of(Product.objects.filter(pk__in=asked)))
    backend = get_backend()
    backend.upsert(documents)
    gone = asked - {document.id for document in documents}
    if gone:
        backend.delete(gone)


def rebuild(documents: Iterable[ProductDocument] | None = None) -> int:
    """Writes a whole new index and makes it current; the number of documents."""
    return get_backend().rebuild(documents or documents_of(Product.objects.order_by("pk")))


def differences() -> list[int]:
    """Ids that the index lacks, has in another form, or should not have."""
    indexed = dict(get_backend().digests())
    products = Product.objects.order_by("pk")
    found = [d.id for d in documents_of(products) if indexed.pop(d.id, "") != d.digest]
    return sorted([*found, *indexed])


def repair() -> int:
    """Writes again what differs: changes made by QuerySet.update() send no signal."""
    return _index_in_batches(differences())


def refresh_offers() -> int:
    """The same for price and stock alone, cheap enough for every minute.

    Orders take stock by a conditional UPDATE, which sends no signal.
    """
    indexed = get_backend().offers()
    actual = DatabaseBackend().offers()
    return _index_in_batches([pk for pk, offer in actual.items() if indexed.get(pk) != offer])


def _index_in_batches(ids: Sequence[int]) -> int:
    for start in range(0, len(ids), BATCH):
        index_products(ids[start : start + BATCH])
    return len(ids)


def health() -> Health:
    return get_backend().health()


def engine_name() -> str:
    """The engine that answers now: the configured one, or the database in its place."""
    state = health()
    return state.engine if state.ready else DatabaseBackend.name


def forget_backend(**_signal: Any) -> None:
    _backend.cache_clear()
