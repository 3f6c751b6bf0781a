"""An index of its own for every test, in a folder of its own."""

from pathlib import Path
from typing import Any

import pytest

from search.backends.fts5 import Fts5Backend
from search.services import get_backend


@pytest.fixture
def index(settings: Any, tmp_path: Path) -> Fts5Backend:
    """The shop's index, empty and ready: `search.services.rebuild()` fills it."""
    settings.SEARCH_INDEX_FILE = tmp_path / "search.sqlite3"
    backend = get_backend()
    assert isinstance(backend, Fts5Backend)
    backend.rebuild([])
    return backend
