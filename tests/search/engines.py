"""The engines of the conformance tests, each with an index of its own."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.test import override_settings

from search.backends.base import SearchBackend
from search.backends.elasticsearch import ElasticsearchBackend
from search.backends.fts5 import Fts5Backend

ENGINES = ["fts5", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]


def bare_engine(name: str, folder: Path) -> SearchBackend:
    """By the settings as they are."""
    return Fts5Backend(folder / "search.sqlite3") if name == "fts5" else ElasticsearchBackend()


@contextmanager
def engine(name: str, folder: Path) -> Iterator[SearchBackend]:
    if name == "fts5":
        yield bare_engine(name, folder)
    else:
        with elasticsearch_engine() as backend:
            yield backend


@contextmanager
def elasticsearch_engine(**changes: object) -> Iterator[ElasticsearchBackend]:
    """On the real node, under a prefix that nobody else has; its indices go at the end."""
    prefix = f"test-{secrets.token_hex(6)}"
    patient = {"ELASTICSEARCH_TIMEOUT": 30}  # seconds: the machine of the tests is shared
    with override_settings(ELASTICSEARCH_PREFIX=prefix, **patient, **changes):
        backend = ElasticsearchBackend()
        try:
            yield backend
        finally:
            backend.drop()


def index_names(backend: SearchBackend) -> list[str]:
    assert isinstance(backend, ElasticsearchBackend)
    with backend.cluster.asking(30) as client:
        return sorted(client.indices.get(index=f"{backend.index.alias}*").body)
