from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from oscar.apps.search.signals import user_search
from oscar.core.loading import get_class

from catalogue.models import Category
from languages.calendar import hanoi_today
from search import services, views
from search.backends.fts5 import Fts5Backend
from tests.factories import make_craft, make_producer, make_product, make_village

pytestmark = pytest.mark.django_db


@pytest.fixture
def silk(index: Fts5Backend) -> Any:
    """A silk scarf with four stars of Vạn Phúc, and two other goods; indexed."""
    village = make_village(slug="van-phuc", name="Vạn Phúc", name_en="Van Phuc")
    product = make_product(
        title="Khăn lụa",
        title_en="Silk scarf",
        village=village,
        stars=4,
        stars_until=hanoi_today() + timedelta(days=200),
        price=450_000,
        giftable=True,
    )
    make_product(title="Bát gốm", title_en="Ceramic bowl", price=90_000)
    make_product(title="Nón lá", title_en="", price=60_000, reported_stars=3)
    services.rebuild()
    return product


def page(client: Client, path: str, **headers: str) -> str:
    response = client.get(path, headers=headers)
    assert response.status_code == 200, path
    return response.content.decode()


def test_list_shows_goods_facets_and_count_in_both_languages(client: Client, silk: Any) -> None:
    vietnamese, english = page(client, "/vi/search/"), page(client, "/en/search/")

    assert "Khăn lụa" in vietnamese
    assert "Silk scarf" in english
    assert '<span lang="vi">Nón lá</span>' in english
    for html in (vietnamese, english):
        assert html.count("<h1>") == 1
        assert 'role="status"' in html
        assert 'name="stars" value="4"' in html
        assert 'name="village" value="van-phuc"' in html
        assert '<form class="facets"' in html
        assert 'type="submit"' in html


def test_search_narrows_and_names_the_filter_to_remove(client: Client, silk: Any) -> None:
    html = page(client, "/en/search/?q=lua&stars=4&village=van-phuc")

    assert "Goods matching “lua”: 4 stars, Van Phuc" in html
    assert "1 product<" in html
    assert "Bát gốm" not in html
    assert 'href="/en/search/?q=lua&amp;village=van-phuc"' in html  # without 4 stars
    assert 'href="/en/search/?stars=4&amp;village=van-phuc"' in html  # without the words
    assert "Remove the filter:" in html


def test_result_pages_are_not_indexed_and_plain_lists_are(client: Client, silk: Any) -> None:
    found = client.get("/en/search/?q=lua")
    plain = client.get("/en/search/")

    assert found["X-Robots-Tag"] == "noindex, follow"
    assert b'content="noindex,follow"' in found.content
    assert "X-Robots-Tag" not in plain
    assert b'rel="canonical" href="http://testserver/en/search/"' in plain.content
    assert b'rel="canonical" href="http://testserver/en/search/"' in found.content


@pytest.mark.parametrize(
    "query",
    [
        "stars=9", "price_min=abc", "price_max=-1", "page=abc", "sort=up", "village=atlantis",
        "q=%00%00", "q=" + "x" * 5000, "q=%22*()%3A%5E-", "q=a%20NEAR%20b", "group=%27--",
        "price_min=9&price_max=1", "stars=5&stars=5&stars=%00", "unknown=1", "q=%F0%9F%98%80",
        "price_min=99999999999999999999", "giftable=yes", "q=%ED%A0%80", "category=a%2Fb",
    ],
)  # fmt: skip
def test_bad_input_gets_a_page(client: Client, silk: Any, query: str) -> None:
    page(client, f"/vi/search/?{query}")


def test_bad_value_is_named_on_the_page(client: Client, silk: Any) -> None:
    html = page(client, "/en/search/?stars=9&q=<script>alert(1)</script>")

    assert "“9” is not a value of “OCOP rating”" in html
    assert "<script>alert" not in html


def test_page_beyond_the_end_is_404_with_a_link_to_the_first(client: Client, silk: Any) -> None:
    response = client.get("/en/search/?page=9&q=lua")

    assert response.status_code == 404
    assert b'href="/en/search/?q=lua"' in response.content


def test_pages_link_to_each_other_and_keep_the_filters(client: Client, index: Fts5Backend) -> None:
    for _ in range(30):
        make_product(giftable=True)
    services.rebuild()

    first = page(client, "/en/search/?giftable=1")
    second = page(client, "/en/search/?giftable=1&page=2")

    assert first.count('<article class="card">') == 24
    assert 'href="?giftable=1&amp;page=2"' in first
    assert second.count('<article class="card">') == 6


def test_empty_list_says_what_to_drop_and_shows_the_nearest(client: Client, silk: Any) -> None:
    html = page(client, "/en/search/?q=lua&stars=4&price_max=100000")

    assert "Nothing matches all of this" in html
    assert 'href="/en/search/?q=lua&amp;stars=4"' in html
    assert "Without Up to ₫100,000" in html
    assert "Silk scarf" in html.split('id="nearest"')[1]


def test_nothing_found_at_all_still_offers_goods(client: Client, silk: Any) -> None:
    html = page(client, "/vi/search/?q=iphone")

    assert html.count('<article class="card">') == 3


def test_hidden_product_never_leaks_from_the_index(client: Client, silk: Any) -> None:
    type(silk).objects.filter(pk=silk.pk).update(is_public=False)  # the index does not hear of it

    assert "Khăn lụa" not in page(client, "/vi/search/?q=lua")


def test_expired_stars_leave_card_and_facet(client: Client, silk: Any) -> None:
    type(silk).objects.filter(pk=silk.pk).update(stars_until=hanoi_today() - timedelta(days=1))
    services.repair()

    assert 'id="cards"' not in page(client, "/vi/search/?stars=4")
    assert "seal-solid" not in page(client, "/vi/search/?q=lua").split('id="cards"')[1]


def test_htmx_gets_the_partial_and_the_canonical_address(client: Client, silk: Any) -> None:
    response = client.get(
        "/en/search/?stars=4&price_min=&sort=relevance",
        headers={"HX-Request": "true", "HX-Target": "results"},
    )

    assert response.content.decode().lstrip().startswith('<div id="results">')
    assert '<details class="filters" open>' in response.content.decode()
    assert response["HX-Push-Url"] == "/en/search/?stars=4"
    assert "HX-Request" in response["Vary"]
    restored = page(
        client,
        "/en/search/?stars=4",
        **{"HX-Request": "true", "HX-History-Restore-Request": "true"},
    )
    assert restored.lstrip().lower().startswith("<!doctype html>")


def test_degraded_search_says_so(client: Client, silk: Any, index: Fts5Backend) -> None:
    index.file.link.unlink()

    html = page(client, "/en/search/?q=lua")

    assert "Search is running in its simpler form" in html
    assert "Silk scarf" in html


def test_list_takes_the_same_queries_for_one_and_for_thirty(
    client: Client, index: Fts5Backend, django_assert_max_num_queries: Any
) -> None:
    make_product()
    services.rebuild()
    client.get("/vi/search/")  # fills per-process caches
    with django_assert_max_num_queries(8) as one:
        client.get("/vi/search/?group=handicraft")
    for _ in range(30):
        make_product(village=make_village(), craft=make_craft(), producer=make_producer())
    services.rebuild()
    with django_assert_max_num_queries(8) as many:
        client.get("/vi/search/?group=handicraft")

    assert len(one) == len(many) == 4  # facet names, goods, stock, choices


@pytest.fixture
def category(index: Fts5Backend) -> Category:
    parent = Category.objects.add_root(
        {"name": "Gốm sứ", "name_en": "Ceramics", "slug": "gom-su", "description": "Đất và lửa."}
    )
    child = Category.objects.add_child(parent, {"name": "Bát", "name_en": "Bowls", "slug": "bat"})
    make_product(title="Bát men").categories.add(child)
    make_product(title="Khăn lụa")
    services.rebuild()
    return parent


def test_category_page_lists_what_lies_below_it(client: Client, category: Category) -> None:
    response = client.get(category.get_absolute_url())
    html = response.content.decode()

    assert "<h1>Gốm sứ</h1>" in html
    assert "Đất và lửa." in html
    assert "Bát men" in html
    assert "Khăn lụa" not in html
    assert 'name="category"' not in html
    assert "X-Robots-Tag" not in response
    assert "/categories/bat/" in html


def test_category_page_keeps_its_filters_on_its_own_address(
    client: Client, category: Category
) -> None:
    response = client.get("/en/categories/bat/?in_stock=1")

    assert response["X-Robots-Tag"] == "noindex, follow"
    assert 'action="/en/categories/bat/"' in response.content.decode()
    assert "Ceramics" in response.content.decode()  # breadcrumbs


def test_category_takes_few_queries(
    client: Client, category: Category, django_assert_max_num_queries: Any
) -> None:
    client.get("/vi/categories/bat/")
    with django_assert_max_num_queries(8):
        client.get("/vi/categories/bat/?group=handicraft")


def test_unknown_or_private_category_is_404(client: Client, category: Category) -> None:
    Category.objects.filter(slug="bat").update(is_public=False)

    assert client.get("/vi/categories/bat/").status_code == 404
    assert client.get("/vi/categories/none/").status_code == 404
    assert "“bat” is not a value of “Category”" in page(client, "/en/search/?category=bat")


@pytest.mark.parametrize("name", ["FacetedSearchView", "CatalogueView", "ProductCategoryView"])
def test_oscar_finds_our_views(name: str) -> None:
    assert get_class("search.views", name) is getattr(views, name)


def test_search_is_told_to_oscars_analytics(client: Client, silk: Any) -> None:
    heard: list[str] = []

    def hear(query: str, **_signal: Any) -> None:
        heard.append(query)

    user_search.connect(hear)
    try:
        page(client, "/vi/search/?q=lua")
        page(client, "/vi/search/?stars=4")
    finally:
        user_search.disconnect(hear)

    assert heard == ["lua"]
