"""Locks that end with the process that holds them, however it ends.

On PostgreSQL an advisory lock of the session; on SQLite, whose processes share a machine, a lock
on a file beside the index.
"""

import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from zlib import crc32

from django.conf import settings
from django.db import connection

STEP = 0.05  # seconds between two tries
_TAKE, _RELEASE = "SELECT pg_try_advisory_lock(%s, %s)", "SELECT pg_advisory_unlock(%s, %s)"
_SPACE = crc32(b"search") >> 1  # apart from advisory locks of others
_held = threading.local()  # a thread has a session of its own

Release = Callable[[], object]


@contextmanager
def exclusive(name: str, *, wait_seconds: float = 0.0) -> Iterator[bool]:
    """Whether the lock is ours; not re-entrant. It ends with the block."""
    take = _take_in_database if connection.vendor == "postgresql" else _take_file
    deadline = time.monotonic() + wait_seconds
    while (release := take(name)) is None and time.monotonic() < deadline:
        time.sleep(STEP)
    try:
        yield release is not None
    finally:
        if release is not None:
            release()


def _take_file(name: str) -> Release | None:
    path = Path(settings.SEARCH_INDEX_FILE).with_suffix(f".{name}.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    with suppress(BlockingIOError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return lambda: os.close(descriptor)
    os.close(descriptor)
    return None


def _take_in_database(name: str) -> Release | None:
    """A session may take an advisory lock twice; a block inside the first must not."""
    held: set[str] = _held.__dict__.setdefault("names", set())
    if name in held:
        return None
    key = [_SPACE, crc32(name.encode()) >> 1]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, key)
        (is_ours,) = cursor.fetchone()
    if not is_ours:
        return None
    held.add(name)
    return lambda: _release_in_database(name, key)


def _release_in_database(name: str, key: list[int]) -> None:
    _held.names.discard(name)
    with connection.cursor() as cursor:
        cursor.execute(_RELEASE, key)
