"""The catalogue files loaded once for a module, on the day that they were built."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import transaction

from shop.loading import load
from shop.loading.files import Loader

BUILT = date(2026, 11, 22)  # meta.built of the catalogue files


@pytest.fixture(scope="module")
def loaded_catalogue(django_db_setup: None, django_db_blocker: Any) -> Iterator[load.Loaded]:
    """Rolled back after the module's last test; the search index is left alone."""
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        transaction.atomic(),
    ):
        patch.setattr(load, "rebuild", lambda: 0)
        yield load.load_catalogue(today=BUILT)
        transaction.set_rollback(True)


@pytest.fixture
def no_index(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The search index is left alone; the list tells how often it would have been rebuilt."""
    calls: list[str] = []
    monkeypatch.setattr(load, "rebuild", lambda: calls.append("rebuild"))
    return calls


@pytest.fixture
def broken_data(tmp_path: Path) -> Callable[[str, Callable[[Any], object]], Path]:
    """A copy of the data files in which `change` has altered the content of one of them."""

    def copy(file: str, change: Callable[[Any], object]) -> Path:
        directory = tmp_path / "data"
        shutil.copytree(load.DATA_DIR, directory)
        path = directory / file
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506
        change(content)
        path.write_text(json.dumps(content), encoding="utf-8")  # JSON is YAML
        return directory

    return copy
