import logging
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from catalogue.models import Product
from languages.calendar import hanoi_today
from producers.models import StockRecord
from search import services
from search.backends.fts5 import Fts5Backend
from search.criteria import SearchCriteria
from search.exceptions import RebuildRunning
from search.models import Change
from tests.factories import make_certificate, make_choice, make_product, make_village

pytestmark = pytest.mark.django_db
# messages are drained after a commit, so these really commit
in_transactions = pytest.mark.django_db(transaction=True)


def ids(**fields: Any) -> list[int]:
    return list(services.search(SearchCriteria(**fields)).ids)


def test_database_answers_when_the_index_is_gone(
    index: Fts5Backend, caplog: pytest.LogCaptureFixture
) -> None:
    product = make_product(title="Lụa Vạn Phúc")
    services.rebuild()
    index.file.link.unlink()

    with caplog.at_level(logging.WARNING, "search"):
        result = services.search(SearchCriteria(q="lua"))

    assert (list(result.ids), result.engine) == ([product.pk], "database")
    assert len(caplog.records) == 1
    assert services.engine_name() == "database"
    services.rebuild()
    assert services.search(SearchCriteria(q="lua")).engine == services.engine_name() == "fts5"


@pytest.mark.parametrize("engine", ["fts5.Fts5Backend", "database.DatabaseBackend"])
def test_what_a_query_denies_is_left_out(index: Fts5Backend, settings: Any, engine: str) -> None:
    settings.SEARCH_BACKEND = f"search.backends.{engine}"
    make_product(title="Kẹo lạc")
    sesame = make_product(title="Kẹo vừng")
    honest = make_product(title="Kẹo gừng", description="Không lạc, ít ngọt.")
    services.rebuild()

    assert set(ids(q="kẹo không lạc")) == {sesame.pk, honest.pk}
    assert len(ids(q="kẹo")) == 3


@in_transactions
def test_saved_product_reaches_the_index(index: Fts5Backend) -> None:
    product = make_product(title="Cũ kỹ")
    assert ids(q="cũ kỹ") == [product.pk]

    product.title = "Tinh khôi"
    product.save()

    assert ids(q="tinh khôi") == [product.pk]
    assert ids(q="cũ kỹ") == []


@in_transactions
def test_hidden_and_deleted_products_leave_the_index(index: Fts5Backend) -> None:
    hidden, deleted = make_product(), make_product()
    hidden.is_public = False
    hidden.save()
    deleted.delete()
    assert index.health().documents == 0


@in_transactions
def test_stock_certificate_and_names_reach_the_index(index: Fts5Backend) -> None:
    village = make_village(name="Làng Chuông")
    product = make_product(village=village, stock=0)
    assert ids(in_stock=True) == []

    record = product.stockrecords.get()
    record.num_in_stock = 3
    record.save()
    make_certificate(product, stars=4)
    village.name = "Làng Vác"
    village.save()

    assert ids(in_stock=True) == [product.pk]
    assert ids(stars=frozenset("4")) == [product.pk]
    assert ids(q="vác") == [product.pk]


@in_transactions
def test_choice_updates_the_product_it_belongs_to(index: Fts5Backend) -> None:
    parent = make_product(price=None)
    make_choice(parent, price=90_000)

    assert ids(price_max=100_000) == [parent.pk]


def test_repair_finds_what_was_never_noted(index: Fts5Backend) -> None:
    product, other = make_product(), make_product()
    services.rebuild()
    Product.objects.filter(pk=product.pk).update(title="Đổi lén")
    Change.objects.all().delete()
    index.delete([other.pk])

    assert services.differences() == [product.pk, other.pk]
    assert services.repair() == 2
    assert services.differences() == []
    assert ids(q="đổi lén") == [product.pk]


def test_offers_that_were_never_noted_are_refreshed(
    index: Fts5Backend, django_assert_num_queries: Any
) -> None:
    sold, kept = make_product(stock=1), make_product(stock=5)
    services.rebuild()
    assert set(ids(in_stock=True)) == {sold.pk, kept.pk}
    StockRecord.objects.hold(sold.stockrecords.get().pk, 1)
    Change.objects.all().delete()

    assert services.refresh_offers() == 1
    assert ids(in_stock=True) == [kept.pk]
    assert ids() == [kept.pk, sold.pk]
    with django_assert_num_queries(1):
        assert services.refresh_offers() == 0


def test_stars_that_end_tonight_need_no_job(
    index: Fts5Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = hanoi_today()
    product = make_product(stars=5, stars_until=today)
    services.rebuild()
    assert ids(stars=frozenset("5")) == [product.pk]

    monkeypatch.setattr(services, "hanoi_today", lambda: today + timedelta(days=1))

    assert ids(stars=frozenset("5")) == []


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("search", *arguments, stdout=out)
    return out.getvalue()


def test_command_rebuilds_checks_and_repairs(index: Fts5Backend) -> None:
    product = make_product()

    assert "1 products" in run("rebuild")
    assert "agrees" in run("check")
    assert "fts5: ready, 1 documents; 0 changes wait" in run("status")

    index.delete([product.pk])
    with pytest.raises(CommandError, match="search check"):
        run("check", "--no-repair")
    assert f"1 products differ: {product.pk}" in run("check")
    assert "agrees" in run("check", "--no-repair")


def test_command_delivers_what_waits(index: Fts5Backend) -> None:
    product = make_product(title="Lụa")
    assert ids(q="lụa") == []

    assert "1 products were read again; 0 changes wait." in run("drain")
    assert ids(q="lụa") == [product.pk]
    assert "0 products were read again; 0 changes wait." in run("drain")


def test_check_delivers_what_only_waits(index: Fts5Backend) -> None:
    make_product()

    assert "agrees" in run("check", "--no-repair")


def test_command_shows_no_bar_in_a_log(index: Fts5Backend, capfd: Any) -> None:
    make_product()
    for action in ("rebuild", "drain", "check"):
        run(action)

    assert capfd.readouterr().err == ""


def test_command_refuses_a_second_rebuild(
    index: Fts5Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: Any) -> int:
        raise RebuildRunning("another process is building a new index")

    monkeypatch.setattr("search.management.commands.search.rebuild", refused)

    with pytest.raises(CommandError, match="Nothing was built: another process is building"):
        run("rebuild")


def test_command_names_an_index_that_is_not_there(settings: Any, tmp_path: Any) -> None:
    settings.SEARCH_INDEX_FILE = tmp_path / "none.sqlite3"

    assert "not ready" in run("status")
    with pytest.raises(CommandError, match="no index"):
        run("check")
