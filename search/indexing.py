"""Keeps the index true: delivers noted changes, builds anew, compares.

One process at a time writes to the index, and reads the goods under that lock: whatever order
changes are noted and delivered in, the last state is the one that stays.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice

from catalogue.models import Product
from search.backends.base import Correction
from search.backends.database import DatabaseBackend
from search.changes import ROWS, Kind, collapse, goods_of, note, settle_certificates, settle_lexicon
from search.documents import BATCH, ProductDocument, documents_of
from search.engines import get_backend
from search.exceptions import BackendUnavailable, IndexMissing, RebuildRunning
from search.locks import exclusive
from search.models import Change

WRITING, REBUILDING = "writing", "rebuilding"  # names of the two locks
PATIENCE = 20.0  # seconds to wait for another process to end its batch
Progress = Callable[[int], object]  # told how many notes were delivered
TOO_MANY = 50_000  # waiting notes; comparing everything is quicker than delivering them


def drain(
    budget_seconds: float | None = None,
    *,
    wait_seconds: float = 0.0,
    progress: Progress = lambda delivered: None,
) -> int:
    """Bring the index up to date with every noted change; returns how many goods were read again.

    Returns at once when another process is at it (unless told to wait). A note goes only after the
    index has its goods, so whatever dies in between is done again. Raises BackendUnavailable, and
    the notes stay.
    """
    if not Change.objects.waiting().exists():
        return 0
    deadline = None if budget_seconds is None else time.monotonic() + budget_seconds
    with exclusive(WRITING, wait_seconds=wait_seconds) as is_ours:
        if not is_ours:
            return 0
        with exclusive(REBUILDING) as nothing_is_built:
            return _deliver(deadline, progress, keeps_notes=not nothing_is_built)


def rebuild(documents: Iterable[ProductDocument] | None = None) -> int:
    """Writes a whole new index and makes it current; the number of documents.

    The old one stays in use and up to date until then, and what is edited meanwhile is in the new
    one when it is published. Raises RebuildRunning, BackendUnavailable.
    """
    with exclusive(REBUILDING, wait_seconds=PATIENCE) as is_ours, ExitStack() as until_published:
        if not is_ours:
            raise RebuildRunning("another process is building a new index")
        everything = collapse()
        read: list[int] = [everything.pk]

        def late() -> Iterator[Correction]:
            if not until_published.enter_context(exclusive(WRITING, wait_seconds=PATIENCE)):
                raise BackendUnavailable("another process does not stop writing to the index")
            yield from _corrections(everything, read)

        if documents is None:
            documents = documents_of(Product.objects.order_by("pk"))
        written = get_backend().rebuild(documents, late)
        _forget(read)
    return written


def index_products(ids: Iterable[int]) -> None:
    """Reads these products again, noted or not. Raises BackendUnavailable."""
    note(Kind.PRODUCT, ids)
    drain(wait_seconds=PATIENCE)


def differences(documents: Iterable[ProductDocument] | None = None) -> list[int]:
    """Ids that the index lacks, has in another form, or should not have.

    Goods may be edited while they are compared: what differs is looked at once more.
    """
    found = _compare(documents)
    return still_different(found) if found else []


def still_different(ids: list[int]) -> list[int]:
    """Those of the ids that differ after what waits has been delivered."""
    drain(wait_seconds=PATIENCE)
    indexed = get_backend().digests()
    actual: dict[int, str] = {}
    for batch in _batches(iter(ids)):
        documents = documents_of(Product.objects.filter(pk__in=batch))
        actual |= {document.id: document.digest for document in documents}
    return sorted(pk for pk in ids if indexed.get(pk) != actual.get(pk))


def repair() -> int:
    """Writes again what differs; how much that was. The triggers should have left nothing."""
    return _read_again(differences())


def refresh_offers() -> int:
    """The same for price and stock alone, which costs one query."""
    indexed = get_backend().offers()
    actual = DatabaseBackend().offers()
    return _read_again([pk for pk, offer in actual.items() if indexed.get(pk) != offer])


def _read_again(ids: list[int]) -> int:
    if ids:
        index_products(ids)
    return len(ids)


def _deliver(deadline: float | None, progress: Progress, *, keeps_notes: bool) -> int:
    """Under the writing lock. Kept notes are delivered once more, to the index being built."""
    waiting = Change.objects.waiting()
    if keeps_notes:
        waiting = waiting.exclude(kind=Kind.EVERYTHING)  # the rebuild reads everything
    else:
        Change.objects.exclude(is_delivered=False).delete()  # kept for a rebuild that was killed
        if waiting.count() > TOO_MANY:
            collapse()
    written = 0
    while deadline is None or time.monotonic() < deadline:
        settle_certificates()
        settle_lexicon()
        rows = list(waiting.order_by("pk")[:ROWS])
        if not rows:
            break
        written += _write_goods_of(rows)
        _forget([row.pk for row in rows], keeps_notes=keeps_notes)
        progress(len(rows))
    return written


def _write_goods_of(rows: list[Change]) -> int:
    written = 0
    try:
        for batch in _batches(goods_of(rows)):
            _write(batch)
            written += len(batch)
        if any(row.kind == Kind.EVERYTHING for row in rows):
            for batch in _batches(iter(_compare())):
                _write(batch)
                written += len(batch)
    except IndexMissing:
        return 0  # the rebuild that makes one will read everything
    return written


def _write(ids: list[int]) -> None:
    correction = _correction(ids)
    backend = get_backend()
    backend.upsert(correction.documents)
    if correction.gone:
        backend.delete(correction.gone)


def _correction(ids: list[int]) -> Correction:
    """These products as they are now; a choice speaks for its parent, which has the page."""
    asked = set(ids)
    parents = Product.objects.filter(pk__in=asked, parent__isnull=False)
    asked |= set(parents.values_list("parent_id", flat=True))
    documents = list(documents_of(Product.objects.filter(pk__in=asked)))
    return Correction(documents, asked - {document.id for document in documents})


def _corrections(everything: Change, read: list[int]) -> Iterator[Correction]:
    """What was noted since `everything` was, delivered to the old index or not.

    Adds to `read` the notes that the new index has when it is published.
    """
    settle_certificates()
    rows = list(Change.objects.exclude(kind=Kind.EVERYTHING))
    for batch in _batches(goods_of(rows)):
        yield _correction(batch)
    read += [row.pk for row in rows]


def _forget(pks: list[int], *, keeps_notes: bool = False) -> None:
    for start in range(0, len(pks), ROWS):
        rows = Change.objects.filter(pk__in=pks[start : start + ROWS])
        if keeps_notes:
            rows.update(is_delivered=True)
        else:
            rows.delete()


def _compare(documents: Iterable[ProductDocument] | None = None) -> list[int]:
    indexed = dict(get_backend().digests())
    if documents is None:
        documents = documents_of(Product.objects.order_by("pk"))
    found = [d.id for d in documents if indexed.pop(d.id, "") != d.digest]
    return sorted([*found, *indexed])


def _batches(ids: Iterator[int]) -> Iterator[list[int]]:
    while batch := list(islice(ids, BATCH)):
        yield batch
