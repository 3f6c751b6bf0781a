"""The one door to search: the configured engine, or the database when that cannot answer."""

import logging
from collections.abc import Sequence

from languages.calendar import hanoi_today
from search.backends.base import SearchResult, Suggestion
from search.backends.database import DatabaseBackend
from search.criteria import SearchCriteria
from search.engines import engine_name, forget_backend, get_backend, health
from search.exceptions import BackendUnavailable
from search.indexing import differences, drain, index_products, rebuild, refresh_offers, repair

__all__ = [
    "differences",
    "drain",
    "engine_name",
    "forget_backend",
    "get_backend",
    "health",
    "index_products",
    "rebuild",
    "refresh_offers",
    "repair",
    "search",
    "suggest",
]
logger = logging.getLogger(__name__)


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
