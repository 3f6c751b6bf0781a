"""The engine of the settings."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from search.backends.base import Health, SearchBackend
from search.backends.database import DatabaseBackend


def get_backend() -> SearchBackend:
    """The engine of SEARCH_BACKEND; one object per process, threads share it."""
    return _backend(settings.SEARCH_BACKEND, str(settings.SEARCH_INDEX_FILE))


@lru_cache(maxsize=8)
def _backend(dotted_path: str, _index_file: str) -> SearchBackend:
    backend: SearchBackend = import_string(dotted_path)()
    return backend


def forget_backend(**_signal: Any) -> None:
    _backend.cache_clear()


def health() -> Health:
    return get_backend().health()


def engine_name() -> str:
    """The engine that answers now: the configured one, or the database in its place."""
    state = health()
    return state.engine if state.ready else DatabaseBackend.name
