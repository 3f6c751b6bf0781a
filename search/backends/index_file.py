"""The SQLite file of the embedded index: generations, connections, and one atomic switch.

`search.sqlite3` is a link to `search-<token>.sqlite3`. A rebuild writes another generation and
replaces the link. The link is resolved before the file is opened, because SQLite names its -wal
after the path: replacing the file itself would hand the old journal to the new index.
"""

import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from search.exceptions import BackendUnavailable, IndexMissing

SCHEMA_VERSION = 2
READ_TIMEOUT = 2  # seconds; a reader of a WAL file hardly ever waits
WRITE_TIMEOUT = 5  # seconds; longer than that is a rebuild, and the caller tries again later

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE term (
    id INTEGER PRIMARY KEY, facet TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (facet, value)
);
CREATE TABLE product (
    id INTEGER PRIMARY KEY, stars INTEGER NOT NULL, stars_until INTEGER NOT NULL,
    candidate_five INTEGER NOT NULL, reported INTEGER NOT NULL, reported_until INTEGER NOT NULL,
    village INTEGER NOT NULL, craft INTEGER NOT NULL, ocop_group INTEGER NOT NULL,
    producer INTEGER NOT NULL, categories TEXT NOT NULL, occasions TEXT NOT NULL,
    giftable INTEGER NOT NULL, in_stock INTEGER NOT NULL, is_available INTEGER NOT NULL,
    price INTEGER, created INTEGER NOT NULL, title TEXT NOT NULL, title_en TEXT NOT NULL,
    sort_vi TEXT NOT NULL, sort_en TEXT NOT NULL, rank_factor REAL NOT NULL, digest TEXT NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5(
    title, title_bare, title_en, title_en_bare, maker, maker_bare, kind, kind_bare,
    body, body_bare, tokenize = "unicode61 remove_diacritics 0", prefix = '2 3'
);
CREATE VIRTUAL TABLE word_counts USING fts5vocab(words, col);
INSERT INTO meta VALUES ('version', 1);
"""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A generation that is being filled, inside one transaction."""

    path: Path
    connection: sqlite3.Connection


class IndexFile:
    """Connections to the current generation, one per thread; raises BackendUnavailable only."""

    def __init__(self, link: Path) -> None:
        self.link = Path(link)
        self._local = threading.local()

    def current(self) -> Path:
        """The file of the current generation; IndexMissing when there is none."""
        path = Path(os.path.realpath(self.link))
        if not path.is_file():
            raise IndexMissing(f"there is no index at {self.link}")
        return path

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent snapshot of the current generation."""
        with _sqlite_errors():
            connection = self._connection(self.current(), READ_TIMEOUT)
            try:
                connection.execute("BEGIN")
                yield connection
            except sqlite3.Error:
                self._forget()  # a repaired file deserves a new connection
                raise
            finally:
                _end(connection, "COMMIT")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One write transaction on the current generation, also if it is replaced while we wait."""
        with _sqlite_errors():
            while True:
                path = self.current()
                connection = self._connection(path, WRITE_TIMEOUT)
                connection.execute("BEGIN IMMEDIATE")
                if self.current() == path:
                    break
                _end(connection, "ROLLBACK")
            try:
                yield connection
                connection.execute("UPDATE meta SET value = value + 1 WHERE name = 'version'")
            except BaseException:
                _end(connection, "ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def filling(self) -> Iterator["Fresh"]:
        """A new generation, which nobody sees before `publishing`; it goes when the block fails."""
        with _sqlite_errors():
            self.link.parent.mkdir(parents=True, exist_ok=True)
            path = self.link.with_name(f"{self.link.stem}-{secrets.token_hex(6)}.sqlite3")
            connection = _open(path, WRITE_TIMEOUT, mode="rwc")
            try:
                connection.executescript(f"PRAGMA synchronous=OFF; BEGIN; {SCHEMA}")
                yield Fresh(path, connection)
            except BaseException:
                connection.close()
                _remove(path)
                raise

    @contextmanager
    def publishing(self, fresh: "Fresh") -> Iterator[None]:
        """Room for last corrections; the generation becomes current when the block ends well.

        Writers of the current generation wait meanwhile and then write to the new one.
        """
        _merge_words(fresh.connection)
        with self._writers_waiting() as previous:
            fresh.connection.execute("BEGIN")
            yield
            _seal(fresh.connection)
            fresh.connection.close()
            self._switch(fresh.path)
        self._remove_leftovers(keep={fresh.path, previous})

    @contextmanager
    def _writers_waiting(self) -> Iterator[Path | None]:
        try:
            path = self.current()
            connection = _open(path, WRITE_TIMEOUT)
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise
            yield None  # the old index cannot be opened: nobody writes to it
            return
        except (BackendUnavailable, sqlite3.Error):
            yield None
            return
        try:
            yield path
        finally:
            _end(connection, "ROLLBACK")
            connection.close()

    def _switch(self, fresh: Path) -> None:
        interim = fresh.with_suffix(".link")
        interim.symlink_to(fresh.name)
        interim.replace(self.link)

    def _remove_leftovers(self, keep: set[Path | None]) -> None:
        """Older generations and killed rebuilds; a reader that has one open keeps its inode."""
        kept = {path.name for path in keep if path is not None}
        for path in self.link.parent.glob(f"{self.link.stem}-*.sqlite3"):
            if path.name not in kept:
                _remove(path)
        for path in self.link.parent.glob(f"{self.link.stem}-*.link"):
            path.unlink(missing_ok=True)

    def _connection(self, path: Path, timeout: float) -> sqlite3.Connection:
        """This thread's own connection; a fork or a new generation opens another."""
        key = (os.getpid(), path)
        if getattr(self._local, "key", None) != key:
            self._forget()
            connection = _open(path, timeout)
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version != SCHEMA_VERSION:
                connection.close()
                raise BackendUnavailable(f"{path} has schema {version}, not {SCHEMA_VERSION}")
            self._local.key, self._local.connection = key, connection
        connection = self._local.connection
        connection.execute(f"PRAGMA busy_timeout={int(timeout * 1000)}")
        return connection

    def _forget(self) -> None:
        process, _path = getattr(self._local, "key", (None, None))
        if process == os.getpid():  # a connection inherited over a fork is not ours to close
            with suppress(sqlite3.Error):
                self._local.connection.close()
        self._local.__dict__.clear()


def _open(path: Path, timeout: float, mode: str = "rw") -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=timeout, isolation_level=None
    )
    connection.execute("PRAGMA temp_store=MEMORY")
    connection.execute("PRAGMA cache_size=-16000")  # KiB
    return connection


def _merge_words(connection: sqlite3.Connection) -> None:
    connection.execute("COMMIT")
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")


def _seal(connection: sqlite3.Connection) -> None:
    connection.execute("COMMIT")
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _end(connection: sqlite3.Connection, word: str) -> None:
    with suppress(sqlite3.Error):  # the error that brought us here is the one to tell
        if connection.in_transaction:
            connection.execute(word)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


@contextmanager
def _sqlite_errors() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise BackendUnavailable(f"{type(error).__name__}: {error}") from error
