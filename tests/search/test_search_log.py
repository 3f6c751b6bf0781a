"""What is kept of a search, what is not, and what becomes of it."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from search import log, services
from search.models import SearchClick, SearchLog
from tests.factories import make_product

pytestmark = pytest.mark.django_db
CLICKS = "/vi/search/clicks/"


@pytest.fixture
def silk(index: Any) -> Any:
    product = make_product(title="Khăn lụa")
    services.rebuild()
    return product


def search(client: Client, query: str, **headers: str) -> str:
    response = client.get(f"/vi/search/?{query}", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_search_is_one_row_that_names_nobody(client: Client, silk: Any) -> None:
    html = search(client, "q=KHĂN  lụa&in_stock=1&sort=price")

    row = SearchLog.objects.get()
    assert f'data-search="{row.pk}"' in html
    assert (row.query, row.language, row.engine, row.total) == ("khăn lụa", "vi", "fts5", 1)
    assert (row.filters, row.sort) == ({"in_stock": ["1"]}, "price")
    assert {field.name for field in SearchLog._meta.get_fields()} == {
        "id", "created", "query", "language", "engine", "stage", "total", "related", "filters",
        "sort", "clicks",
    }  # fmt: skip


@pytest.mark.parametrize("query", ["", "stars=5", "q=+", "q=lụa&verbatim=1", "q=lụa&page=2"])
def test_list_that_is_no_new_search_is_not_kept(client: Client, index: Any, query: str) -> None:
    for _ in range(30):
        make_product(title="Khăn lụa")
    services.rebuild()

    html = search(client, query)

    assert not SearchLog.objects.exists()
    assert "data-search" not in html


@pytest.mark.parametrize(
    "words",
    [
        "lan@example.com", "lan @ example.com", "0912345678", "+84 912 345 678",
        "gọi 0912.345.678 nhé", "4242 4242 4242 4242", "4242-4242-4242-4242", "001099012345",
    ],
)  # fmt: skip
def test_what_looks_personal_is_not_kept(client: Client, silk: Any, words: str) -> None:
    client.get("/vi/search/", {"q": words})

    assert not SearchLog.objects.exists()


@pytest.mark.parametrize("words", ["dưới 1.000.000", "500k-1tr", "lụa 2026", "bát 12 cm"])
def test_prices_and_sizes_are_not_personal(words: str) -> None:
    assert not log.looks_personal(words)


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"User-Agent": "curl/8.5"},
        {"User-Agent": "Mozilla/5.0 Chrome/156", "Sec-Purpose": "prefetch"},
    ],
)
def test_machines_are_not_kept(client: Client, silk: Any, headers: dict[str, str]) -> None:
    search(client, "q=lụa", **headers)

    assert not SearchLog.objects.exists()


def test_log_that_fails_never_breaks_the_page(
    client: Client, silk: Any, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    def fail(*_args: Any, **_fields: Any) -> None:
        raise DatabaseError("locked: khăn lụa")

    monkeypatch.setattr(SearchLog, "save", fail)

    assert "Khăn" in search(client, "q=lụa")
    assert "search not logged" in caplog.text
    assert "lụa" not in caplog.text


def test_row_is_written_after_the_answer(
    client: Client, silk: Any, django_assert_max_num_queries: Any
) -> None:
    search(client, "q=lụa")
    with django_assert_max_num_queries(12) as queries:
        search(client, "q=lụa")

    inserts = [place for place, q in enumerate(queries) if "search_searchlog" in q["sql"]]
    assert len(inserts) == 1
    reads = [place for place, q in enumerate(queries) if q["sql"].startswith("SELECT")]
    assert inserts[0] > max(reads)


def beacon(client: Client, search: Any, product: Any, position: Any, **headers: str) -> int:
    data = {"search": search, "product": product, "position": position}
    return client.post(CLICKS, data, headers=headers).status_code


def test_click_is_kept_once_for_each_good(client: Client, silk: Any) -> None:
    search(client, "q=lụa")
    row = SearchLog.objects.get()

    assert beacon(client, row.pk, silk.pk, 1) == 204
    assert beacon(client, row.pk, silk.pk, 3) == 204

    click = SearchClick.objects.get()
    assert (click.search_id, click.product_id, click.position) == (row.pk, silk.pk, 1)


def test_click_that_fits_nothing_is_dropped_silently(client: Client, silk: Any) -> None:
    hidden = make_product(is_public=False)
    row = SearchLog.objects.create(query="lụa", language="vi", engine="fts5", total=1)

    for search_id, product, position in [
        (uuid.uuid4(), silk.pk, 1),
        ("nothing", silk.pk, 1),
        (row.pk, hidden.pk, 1),
        (row.pk, 10**17, 1),
        (row.pk, silk.pk, 0),
        (row.pk, silk.pk, -4),
        (row.pk, silk.pk, "x"),
        (row.pk, silk.pk, 10**8),
        (row.pk, "", ""),
    ]:
        assert beacon(client, search_id, product, position) == 204
    assert beacon(client, row.pk, silk.pk, 1, **{"User-Agent": "some-bot/1"}) == 204

    assert not SearchClick.objects.exists()


def test_click_needs_no_token_and_no_get(silk: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    row = SearchLog.objects.create(query="lụa", language="vi", engine="fts5", total=1)

    assert strict.get(CLICKS).status_code == 405
    assert beacon(strict, row.pk, silk.pk, 1) == 204
    assert SearchClick.objects.count() == 1


def test_old_searches_are_forgotten_with_their_clicks(silk: Any, settings: Any) -> None:
    settings.SEARCH_LOG_DAYS = 30
    now = timezone.now()
    for days in (29, 31, 400):
        row = SearchLog.objects.create(
            query=f"{days}", language="vi", engine="fts5", total=1,
            created=now - timedelta(days=days),
        )  # fmt: skip
        SearchClick.objects.create(search=row, product=silk, position=1)

    assert log.forget_old_searches() == 2

    assert list(SearchLog.objects.values_list("query", flat=True)) == ["29"]
    assert SearchClick.objects.count() == 1
    assert log.forget_old_searches() == 0
