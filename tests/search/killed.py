"""`python -m tests.search.killed POINT`: delivers or rebuilds, and is killed at the point."""

import os
import signal
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import django
from django.conf import settings

# where the process dies, before that function does anything
POINTS = {
    "index written, note not yet gone": ("drain", "search.indexing._forget"),
    "note read, index not yet written": ("drain", "search.indexing._write"),
    "new index half filled": ("rebuild", "search.backends.fts5._insert"),
    "new index filled": ("rebuild", "search.indexing._corrections"),
    "new index published, notes not yet gone": ("rebuild", "search.indexing._forget"),
}


def die(*args: object, **kwargs: object) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def main(point: str, index_file: str) -> None:
    settings.SEARCH_INDEX_FILE = Path(index_file)
    django.setup()
    from search import indexing  # needs the settings

    work, target = POINTS[point]
    with mock.patch(target, die):
        getattr(indexing, work)()


if __name__ == "__main__":
    main(*sys.argv[1:])
