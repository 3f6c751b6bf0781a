"""The embedded engine: SQLite FTS5 in a file of its own, whatever the shop's database is."""

import sqlite3
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from django.conf import settings

from search.backends.base import (
    Health,
    Late,
    Offer,
    SearchResult,
    Suggestion,
    in_turn,
    nothing_late,
)
from search.backends.bitmaps import FacetTable
from search.backends.fts5_counts import load_table
from search.backends.fts5_filters import COLUMNS, NO_END
from search.backends.fts5_match import Matcher, Postings
from search.backends.fts5_search import Search, Snapshot
from search.backends.index_file import IndexFile
from search.criteria import SearchCriteria
from search.documents import BATCH, ProductDocument
from search.exceptions import BackendUnavailable
from search.language.vocabulary import WordCounts
from search.plan import Plan, Stage
from search.words import bare, words_of

FRESH_SECONDS = 60  # counts of words are at most so old
CHEAP_SECONDS = 0.02  # counts that are read so fast are read after every change
_INSERT_WORDS = """
INSERT INTO words (rowid, title, title_bare, title_en, title_en_bare, maker, maker_bare,
    kind, kind_bare, body, body_bare)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_PRODUCT = """
INSERT INTO product
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_TITLES = "SELECT id, title, title_en, is_available, rank_factor FROM product WHERE id IN ({})"
_MOST_TITLES = 500  # suggestions that are looked at, out of those with the best words


class Terms:
    """Numbers of facet values, and the values of each facet that the index has ever seen."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.codes: dict[tuple[str, str], int] = {}
        self.values: dict[str, list[str]] = defaultdict(list)
        for facet, value, code in connection.execute("SELECT facet, value, id FROM term"):
            self.codes[facet, value] = code
            self.values[facet].append(value)


class _State:
    """What a process keeps in memory of one state of the index on one day."""

    def __init__(self, connection: sqlite3.Connection, key: object, today: date) -> None:
        self.key = key
        self.table: FacetTable = load_table(connection, today.toordinal())
        self.terms = Terms(connection)
        self.postings = Postings()


class Fts5Backend:
    name = "fts5"

    def __init__(self, path: Path | None = None) -> None:
        self.file = IndexFile(Path(path or settings.SEARCH_INDEX_FILE))
        self._loading = threading.Lock()
        self._loaded: _State | None = None
        self._words: tuple[object, WordCounts] | None = None
        self._words_until = 0.0
        self._suggesting: tuple[object, Postings] | None = None

    def search(self, criteria: SearchCriteria, plan: Plan, today: date) -> SearchResult:
        with self.file.reading() as connection:
            state = self._state(connection, today)
            matcher = Matcher(connection, state.postings)
            snapshot = Snapshot(connection, state.table, state.terms.codes, state.terms.values)
            return Search(snapshot, matcher, criteria, plan, today).result(self.name)

    def _key(self, connection: sqlite3.Connection) -> object:
        version = connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()[0]
        return (self.file.current(), version)

    def _state(self, connection: sqlite3.Connection, today: date) -> _State:
        """What is in memory, read again when the index or the day is another."""
        key = (self._key(connection), today)
        loaded = self._loaded
        if loaded is None or loaded.key != key:
            with self._loading:
                loaded = self._loaded = _State(connection, key, today)
        return loaded

    def suggest(self, stages: Sequence[Stage], language: str, limit: int) -> Sequence[Suggestion]:
        return in_turn(lambda stage: self._suggest(stage, language, limit), stages, limit)

    def _suggest(self, stage: Stage, language: str, limit: int) -> Sequence[Suggestion]:
        with self.file.reading() as connection:
            scores = Matcher(connection, self._postings(connection)).run(stage)
            best = sorted(scores, key=lambda pk: (-scores[pk], -pk))[:_MOST_TITLES]
            sql = _TITLES.format(", ".join("?" * len(best)))
            rows = connection.execute(sql, best).fetchall()
        rows.sort(key=lambda row: (-row[3], -scores[row[0]] * row[4], -row[0]))
        return tuple(
            Suggestion(pk, (title_en if language == "en" else "") or title)
            for pk, title, title_en, *_rank in rows[:limit]
        )

    def _postings(self, connection: sqlite3.Connection) -> Postings:
        key = self._key(connection)
        if self._suggesting is None or self._suggesting[0] != key:
            self._suggesting = (key, Postings())
        return self._suggesting[1]

    def vocabulary(self) -> WordCounts:
        """Read again when the index has changed: at once where that is cheap."""
        with self.file.reading() as connection:
            key = self._key(connection)
            known = self._words
            is_fresh = known is not None and time.monotonic() < self._words_until
            if known is None or (known[0] != key and not is_fresh):
                started = time.monotonic()
                known = self._words = (key, _word_counts(connection))
                now = time.monotonic()
                is_cheap = now - started < CHEAP_SECONDS
                self._words_until = now if is_cheap else now + FRESH_SECONDS
            return known[1]

    def upsert(self, documents: Iterable[ProductDocument]) -> None:
        batch = list(documents)  # read before the lock is taken
        if batch:
            with self.file.writing() as connection:
                _delete(connection, [document.id for document in batch])
                _insert(connection, batch, _Codes(connection))

    def delete(self, ids: Iterable[int]) -> None:
        with self.file.writing() as connection:
            _delete(connection, list(ids))

    def rebuild(self, documents: Iterable[ProductDocument], late: Late = nothing_late) -> int:
        written = 0
        with self.file.filling() as fresh:
            codes = _Codes(fresh.connection)
            for batch in _batches(documents):
                _insert(fresh.connection, batch, codes)
                written += len(batch)
            with self.file.publishing(fresh):
                for correction in late():
                    stale = [*correction.gone, *(d.id for d in correction.documents)]
                    _delete(fresh.connection, stale)
                    _insert(fresh.connection, list(correction.documents), codes)
        return written

    def offers(self) -> Mapping[int, Offer]:
        with self.file.reading() as connection:
            rows = connection.execute("SELECT id, in_stock, is_available, price FROM product")
            return {row[0]: Offer(bool(row[1]), bool(row[2]), row[3]) for row in rows}

    def health(self) -> Health:
        try:
            with self.file.reading() as connection:
                number = connection.execute("SELECT count(*) FROM product").fetchone()[0]
        except BackendUnavailable as error:
            return Health(self.name, ready=False, documents=0, detail=str(error))
        return Health(self.name, ready=True, documents=number)

    def digests(self) -> Mapping[int, str]:
        with self.file.reading() as connection:
            return dict(connection.execute("SELECT id, digest FROM product"))


def _word_counts(connection: sqlite3.Connection) -> WordCounts:
    written: dict[str, int] = {}
    bare: dict[str, int] = {}
    for word, column, number in connection.execute("SELECT term, col, doc FROM word_counts"):
        counts = bare if column.endswith("_bare") else written
        counts[word] = max(counts.get(word, 0), number)
    return WordCounts(written, bare)


class _Codes:
    """Numbers for facet values; counting numbers is several times faster than counting texts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known = Terms(connection).codes

    def one(self, facet: str, value: str) -> int:
        if not value:
            return 0
        if (facet, value) not in self._known:
            cursor = self._connection.execute(
                "INSERT INTO term (facet, value) VALUES (?, ?)", [facet, value]
            )
            self._known[facet, value] = int(cursor.lastrowid or 0)
        return self._known[facet, value]

    def several(self, facet: str, values: Sequence[str]) -> str:
        codes = [str(self.one(facet, value)) for value in values]
        return f",{','.join(codes)}," if codes else ""


def _batches(documents: Iterable[ProductDocument]) -> Iterator[list[ProductDocument]]:
    batch: list[ProductDocument] = []
    for document in documents:
        batch.append(document)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _delete(connection: sqlite3.Connection, ids: list[int]) -> None:
    keys = [(product_id,) for product_id in ids]
    connection.executemany("DELETE FROM words WHERE rowid = ?", keys)
    connection.executemany("DELETE FROM product WHERE id = ?", keys)


def _insert(
    connection: sqlite3.Connection, documents: list[ProductDocument], codes: _Codes
) -> None:
    connection.executemany(_INSERT_WORDS, [_words_row(document) for document in documents])
    rows = [_product_row(document, codes) for document in documents]
    connection.executemany(_INSERT_PRODUCT, rows)


def _words_row(document: ProductDocument) -> tuple[object, ...]:
    texts = (
        document.title,
        document.title_en,
        document.makers,
        document.kinds,
        document.text,
    )
    columns: list[str] = []
    for text in texts:
        written = words_of(text)
        columns += [" ".join(written), " ".join(map(bare, written))]
    return (document.id, *columns)


def _product_row(document: ProductDocument, codes: _Codes) -> tuple[object, ...]:
    until, reported_until = document.stars_until, document.reported_until
    single = [codes.one(facet, getattr(document, facet)) for facet in COLUMNS]
    lists = [codes.several("category", document.categories)]
    lists.append(codes.several("occasion", document.occasions))
    return (
        document.id,
        document.stars or 0,
        until.toordinal() if until else 0,
        document.candidate_five,
        document.reported_stars or 0,
        reported_until.toordinal() if reported_until else NO_END,
        *single,
        *lists,
        document.giftable,
        document.in_stock,
        document.is_available,
        document.price,
        document.created,
        document.title,
        document.title_en,
        document.sort_vi,
        document.sort_en,
        document.rank_factor,
        document.digest,
    )
