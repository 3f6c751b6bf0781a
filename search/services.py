"""The one door to search: the configured engine, or the database when that cannot answer."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from languages.calendar import hanoi_today
from search.backends.base import SearchBackend, SearchResult, Suggestion
from search.backends.database import DatabaseBackend
from search.criteria import SearchCriteria
from search.engines import engine_name, forget_backend, get_backend, health
from search.exceptions import BackendUnavailable
from search.indexing import differences, drain, index_products, rebuild, refresh_offers, repair
from search.language.lexicon import Lexicon
from search.language.names import Names
from search.language.understand import understand, understand_typing
from search.language.verbatim import as_typed
from search.language.vocabulary import WordCounts
from search.lexicon import current_words
from search.outages import tell_answer, tell_outage
from search.plan import Stage
from search.rules import Redirect, apply_rules
from search.understanding import Understanding

__all__ = [
    "differences",
    "drain",
    "engine_name",
    "explain",
    "forget_backend",
    "get_backend",
    "health",
    "index_products",
    "rebuild",
    "refresh_offers",
    "repair",
    "search",
    "suggest",
    "suggested",
]


def search(criteria: SearchCriteria) -> SearchResult:
    """Never raises BackendUnavailable: `result.engine` says who answered."""
    today = hanoi_today()
    for backend in _engines():
        try:
            ruled = apply_rules(_understood(criteria, backend), today)
            understood = ruled.understanding if isinstance(ruled, Redirect) else ruled
            result = backend.search(criteria, understood.plan, today)
        except BackendUnavailable as error:
            tell_outage(backend, error)
        else:
            tell_answer(backend)
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
            tell_outage(backend, error)
    return ()


def suggested(
    backend: SearchBackend, stages: Iterable[Stage], language: str, limit: int
) -> Sequence[Suggestion]:
    """What the stages find, those of an earlier one first."""
    return backend.suggest(tuple(stages), language, limit)


def explain(q: str, language: str) -> Understanding:
    """What a search makes of a query: stages, slots and alternatives, chips; for the "try it" box.

    Never raises BackendUnavailable.
    """
    for backend in _engines():
        try:
            return understand(q, language, *_known(backend))
        except BackendUnavailable as error:
            tell_outage(backend, error)
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
