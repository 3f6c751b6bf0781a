"""The embedded engine: SQLite FTS5 in a file of its own, whatever the shop's database is."""

import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from django.conf import settings

from search.backends.base import Health, Late, Offer, SearchResult, Suggestion, nothing_late
from search.backends.bitmaps import FacetTable
from search.backends.fts5_counts import count, load_table
from search.backends.fts5_filters import COLUMNS, NO_END, Filters, order_by
from search.backends.fts5_words import WEIGHTS, find_hits, prefix_expression
from search.backends.index_file import IndexFile
from search.criteria import SearchCriteria
from search.documents import BATCH, ProductDocument
from search.exceptions import BackendUnavailable
from search.words import bare_words_of, words_of

_SUGGEST = f"""
SELECT p.id, CASE WHEN ? AND p.title_en != '' THEN p.title_en ELSE p.title END
FROM words JOIN product p ON p.id = words.rowid WHERE words MATCH ?
ORDER BY p.is_available DESC, bm25(words, {WEIGHTS}), p.id DESC LIMIT ?
"""  # noqa: S608  weights of ours
_INSERT_WORDS = """
INSERT INTO words (rowid, title, title_bare, maker, maker_bare, kind, kind_bare, body, body_bare)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_INSERT_PRODUCT = """
INSERT INTO product
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class Terms:
    """Numbers of facet values, and the values of each facet that the index has ever seen."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.codes: dict[tuple[str, str], int] = {}
        self.values: dict[str, list[str]] = defaultdict(list)
        for facet, value, code in connection.execute("SELECT facet, value, id FROM term"):
            self.codes[facet, value] = code
            self.values[facet].append(value)


class Fts5Backend:
    name = "fts5"

    def __init__(self, path: Path | None = None) -> None:
        self.file = IndexFile(Path(path or settings.SEARCH_INDEX_FILE))
        self._loading = threading.Lock()
        self._loaded: tuple[object, FacetTable, Terms] | None = None

    def search(self, criteria: SearchCriteria, today: date) -> SearchResult:
        with self.file.reading() as connection:
            table, terms = self._facets(connection, today)
            partial = find_hits(connection, criteria.q)
            has_words = partial is not None
            hits = table.with_ids(_hit_ids(connection)) if has_words else None
            counts = count(table, criteria, terms.values, hits)
            filters = Filters(criteria, today, terms.codes)
            ids = _page(connection, criteria, filters, has_words=has_words)
        return SearchResult(
            ids,
            counts.total,
            counts.facets,
            self.name,
            partial=bool(partial and counts.total),
            dropped=counts.dropped,
        )

    def _facets(self, connection: sqlite3.Connection, today: date) -> tuple[FacetTable, Terms]:
        """What is in memory, read again when the index or the day is another."""
        version = connection.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()[0]
        key = (self.file.current(), version, today)
        loaded = self._loaded
        if loaded is None or loaded[0] != key:
            with self._loading:
                table = load_table(connection, today.toordinal())
                loaded = self._loaded = (key, table, Terms(connection))
        return loaded[1], loaded[2]

    def suggest(self, q: str, language: str, limit: int) -> Sequence[Suggestion]:
        expression = prefix_expression(q)
        if expression is None:
            return ()
        with self.file.reading() as connection:
            rows = connection.execute(_SUGGEST, [language == "en", expression, limit]).fetchall()
        return tuple(Suggestion(*row) for row in rows)

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


def _hit_ids(connection: sqlite3.Connection) -> Iterator[int]:
    return (row[0] for row in connection.execute("SELECT id FROM temp.hit"))


def _page(
    connection: sqlite3.Connection, criteria: SearchCriteria, filters: Filters, *, has_words: bool
) -> list[int]:
    size = settings.SEARCH_PAGE_SIZE
    source = "temp.hit h JOIN product p ON p.id = h.id" if has_words else "product p"
    where = " AND ".join(condition.sql for condition in filters.all) or "1"
    order = order_by(criteria, filters.today, has_words=has_words)
    parameters = [value for condition in filters.all for value in condition.parameters]
    sql = f"SELECT p.id FROM {source} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?"  # noqa: S608
    rows = connection.execute(sql, [*parameters, size, (criteria.page - 1) * size])
    return [row[0] for row in rows]


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
        f"{document.title} {document.title_en}",
        document.makers,
        document.kinds,
        document.text,
    )
    columns = [" ".join(read(text)) for text in texts for read in (words_of, bare_words_of)]
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
        document.digest,
    )
