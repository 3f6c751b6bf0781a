"""Processes that are killed, and processes that work at the same time: nothing is lost."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction

from catalogue.models import Product
from producers.models import StockRecord
from search import services
from search.backends.fts5 import Fts5Backend
from search.criteria import SearchCriteria
from search.documents import ProductDocument, documents_of
from search.exceptions import RebuildRunning
from search.indexing import REBUILDING, WRITING
from search.locks import exclusive
from search.models import Change
from tests.factories import make_product, make_village
from tests.payments.test_process_kills import database_url
from tests.search.killed import POINTS

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _no_drain_on_commit(settings: Any) -> None:
    settings.OUTBOX_DRAIN_ON_COMMIT = False


@pytest.fixture
def goods(index: Fts5Backend) -> list[Product]:
    made = [make_product(title=f"Bình {n}") for n in range(5)]
    services.rebuild()
    return made


def ids(**fields: Any) -> list[int]:
    return list(services.search(SearchCriteria(**fields)).ids)


def elsewhere(work: Any) -> Any:
    """The answer of a thread with a connection of its own."""
    answers: list[Any] = []

    def run() -> None:
        try:
            answers.append(work())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    return answers[0]


def killed_at(point: str, index: Fts5Backend) -> None:
    connection.close()
    done = subprocess.run(
        [sys.executable, "-m", "tests.search.killed", point, str(index.file.link)],
        env={
            **os.environ,
            "DATABASE_URL": database_url(),
            "DJANGO_SETTINGS_MODULE": "shop.settings.test",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    wait_until_its_locks_are_gone()


def wait_until_its_locks_are_gone() -> None:
    """PostgreSQL notices a moment later that a client is dead; until then nobody else may drain."""
    if connection.vendor != "postgresql":
        return
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.05)
    raise AssertionError("the locks of the killed process are still there")


@pytest.mark.parametrize("point", POINTS)
def test_process_killed_there_loses_nothing(
    index: Fts5Backend, goods: list[Product], point: str
) -> None:
    changed, hidden, *_others = goods
    Product.objects.filter(pk=changed.pk).update(title="Lụa")
    Product.objects.filter(pk=hidden.pk).update(is_public=False)

    killed_at(point, index)

    assert index.health().documents in (4, 5)  # the old index or the new one, never a part
    Product.objects.filter(pk=changed.pk).update(title="Sơn mài")
    services.drain()
    assert (ids(q="lụa"), ids(q="sơn mài")) == ([], [changed.pk])
    assert services.differences() == []
    assert not Change.objects.exists()


def test_killed_rebuild_leaves_no_litter_after_the_next(
    index: Fts5Backend, goods: list[Product]
) -> None:
    for point in ("new index half filled", "new index filled"):
        killed_at(point, index)
    folder = index.file.link.parent
    assert len(list(folder.glob("search-*.sqlite3"))) > 2

    assert services.rebuild() == 5

    # the generation before is left for readers that have just looked where it is
    assert len(list(folder.glob("search-*.sqlite3"))) == 2
    assert {path.suffix for path in folder.iterdir()} <= {
        ".sqlite3",
        ".lock",
        ".sqlite3-shm",
        ".sqlite3-wal",
    }


def test_edits_during_a_rebuild_are_in_both_indexes(
    index: Fts5Backend, goods: list[Product], monkeypatch: pytest.MonkeyPatch
) -> None:
    early, late, hidden, *_others = goods
    published: list[dict[int, str]] = []

    def documents() -> Iterator[ProductDocument]:
        yield from list(documents_of(Product.objects.order_by("pk")))
        Product.objects.filter(pk=early.pk).update(title="Lụa")
        Product.objects.filter(pk=hidden.pk).update(is_public=False)
        assert elsewhere(services.drain) == 2
        assert ids(q="lụa") == [early.pk]
        assert hidden.pk not in ids()
        Product.objects.filter(pk=late.pk).update(title="Sơn mài")

    seal = Fts5Backend.rebuild

    def watched(self: Fts5Backend, documents: Any, late: Any) -> int:
        written = seal(self, documents, late)
        published.append(dict(self.digests()))
        return written

    monkeypatch.setattr(Fts5Backend, "rebuild", watched)

    assert services.rebuild(documents()) == 5

    assert published == [{d.id: d.digest for d in documents_of(Product.objects.all())}]
    assert not Change.objects.exists()


def test_change_that_is_committed_after_the_rebuild_read_it_is_not_lost(
    index: Fts5Backend, goods: list[Product]
) -> None:
    """Its note may have a smaller number than others that were there before."""
    product = goods[0]

    def documents() -> Iterator[ProductDocument]:
        yield from list(documents_of(Product.objects.order_by("pk")))
        with transaction.atomic():
            Product.objects.filter(pk=product.pk).update(title="Lụa")

    services.rebuild(documents())

    assert ids(q="lụa") == [product.pk]


def test_second_rebuild_is_refused_and_the_first_goes_on(
    index: Fts5Backend, goods: list[Product], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.indexing.PATIENCE", 0.1)

    def another() -> str:
        with pytest.raises(RebuildRunning) as refused:
            services.rebuild()
        return str(refused.value)

    def documents() -> Iterator[ProductDocument]:
        assert elsewhere(another) == "another process is building a new index"
        yield from documents_of(Product.objects.all())

    assert services.rebuild(documents()) == 5


def test_one_process_at_a_time_delivers(index: Fts5Backend, goods: list[Product]) -> None:
    Product.objects.update(title="Lụa")

    with exclusive(WRITING) as is_ours:
        assert is_ours
        assert elsewhere(services.drain) == 0
    assert Change.objects.waiting().count() == 5

    assert services.drain() == 5


def test_locks_are_apart_and_end_with_their_block() -> None:
    def is_free(name: str) -> bool:
        with exclusive(name) as is_ours:
            return is_ours

    with exclusive(WRITING):
        assert not is_free(WRITING)
        assert not elsewhere(lambda: is_free(WRITING))
        assert elsewhere(lambda: is_free(REBUILDING))
    assert elsewhere(lambda: is_free(WRITING))


def test_last_state_wins_whatever_the_threads_do(index: Fts5Backend, goods: list[Product]) -> None:
    product = goods[0]

    def edit(number: int) -> None:
        for turn in range(6):
            Product.objects.filter(pk=product.pk).update(title=f"Lụa {number} {turn}")
            StockRecord.objects.filter(product=product).update(price=1_000 * number + turn)
            services.drain()

    def job(number: int) -> None:
        try:
            edit(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=job, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    services.drain()
    assert services.differences() == []
    assert not Change.objects.exists()


def test_saved_village_of_many_goods_is_one_note(index: Fts5Backend) -> None:
    village = make_village(name="Chuông")
    for _ in range(3):
        make_product(village=village)
    services.rebuild()

    village.name = "Vác"
    village.save()

    assert list(Change.objects.values_list("kind", "key")) == [("village", village.pk)]
    assert services.drain() == 3
    assert len(ids(q="vác")) == 3
