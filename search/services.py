"""The one door to search: the configured engine, or the database when that cannot answer."""

import logging
from collections.abc import Iterable, Sequence
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
    try:
        return get_backend().search(criteria, today)
    except BackendUnavailable as error:
        logger.warning("search answered by the database: %s", error)
        return DatabaseBackend().search(criteria, today)


def suggest(q: str, language: str, limit: int = 8) -> Sequence[Suggestion]:
    try:
        return get_backend().suggest(q, language, limit)
    except BackendUnavailable as error:
        logger.warning("suggestions answered by the database: %s", error)
        return DatabaseBackend().suggest(q, language, limit)


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
