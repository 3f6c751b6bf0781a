"""The rows under the search field while somebody types."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalogue.models import Category
from producers.models import Partner
from search import services, suggestions
from search.backends.base import Suggestion
from search.models import SearchLog
from search.names import forget_names, names_beginning
from search.suggestions import suggestions_for, typed_part
from tests.factories import make_producer, make_product, make_village

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_names() -> Iterator[None]:
    forget_names()
    yield
    forget_names()


@pytest.fixture
def silk(index: Any) -> Any:
    village = make_village(
        slug="van-phuc", name="Làng lụa Vạn Phúc", name_en="Van Phuc silk village"
    )
    maker = make_producer(slug="lua-moc", name="Lụa Mộc", name_en="Moc Silk")
    Category.objects.add_root({"name": "Lụa và vải", "name_en": "Silk", "slug": "silk-textiles"})
    product = make_product(
        title="Khăn lụa tơ tằm", title_en="Mulberry silk scarf", village=village, producer=maker,
        price=450_000,
    )  # fmt: skip
    services.rebuild()
    return product


def rows(client: Client, q: str, language: str = "vi") -> list[str]:
    response = client.get(f"/{language}/search/suggest/", {"q": q})
    assert response.status_code == 200
    html = response.content.decode()
    names = re.findall(r'class="suggestion-name">(.*?)</span>\s*(?:<p|</a>)', html, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", "", name).split()) for name in names]


def log_searches(query: str, times: int, *, days: int = 2, **fields: Any) -> None:
    row = {"query": query, "language": "vi", "engine": "fts5", "total": 3, **fields}
    for number in range(times):
        created = timezone.now() - timedelta(days=number % days)
        SearchLog.objects.create(**row, created=created)


def test_names_and_goods_come_in_labelled_groups(client: Client, silk: Any) -> None:
    html = client.get("/vi/search/suggest/", {"q": "lua"}).content.decode()

    assert rows(client, "lua") == ["Lụa và vải", "Làng lụa Vạn Phúc", "Lụa Mộc", "Khăn lụa tơ tằm"]
    groups = re.findall(r'role="group" aria-label="([^"]+)"', html)
    assert groups == ["Phân loại", "Làng nghề", "Nhà sản xuất", "Sản phẩm"]
    assert html.count('role="option"') == 4
    assert f'href="{silk.url}"' in html
    assert "450.000" in html
    assert 'alt=""' in html or "picture-none" in html


def test_english_page_has_english_names(client: Client, silk: Any) -> None:
    assert rows(client, "silk", "en") == [
        "Silk", "Van Phuc silk village", "Moc Silk", "Mulberry silk scarf",
    ]  # fmt: skip


@pytest.mark.parametrize("q", ["", "l", " ", "\x00", "zzzz"])
def test_nothing_to_suggest_is_an_empty_answer(client: Client, silk: Any, q: str) -> None:
    assert client.get("/vi/search/suggest/", {"q": q}).content.strip() == b""


@pytest.mark.parametrize("q", ["x" * 5000, '"*()', "lụa NEAR", "\ud83d\ude00"])
def test_hostile_typing_gets_an_answer(client: Client, silk: Any, q: str) -> None:
    rows(client, q.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def test_answer_stays_in_the_visitors_browser_for_a_minute(client: Client, silk: Any) -> None:
    response = client.get("/vi/search/suggest/", {"q": "lua"})

    assert set(response["Cache-Control"].split(", ")) == {"private", "max-age=60"}
    assert response["X-Robots-Tag"] == "noindex"
    assert client.post("/vi/search/suggest/").status_code == 405


def test_eight_rows_at_most_and_goods_keep_half_of_them(client: Client, index: Any) -> None:
    for number in range(9):
        make_village(slug=f"lua-{number}", name=f"Lụa {number}")
        make_product(title=f"Khăn lụa {number}", producer=make_producer(name=f"Lụa nhà {number}"))
    services.rebuild()

    groups = suggestions_for("lụa", "vi")

    assert sum(len(group.rows) for group in groups) == 8
    assert [len(group.rows) for group in groups] == [2, 2, 4]


def test_rows_take_the_same_queries_for_one_and_for_eight(
    client: Client, index: Any, django_assert_num_queries: Any
) -> None:
    make_product(title="Khăn lụa")
    services.rebuild()
    rows(client, "lụa")  # fills the names
    with django_assert_num_queries(3):
        rows(client, "lụa")
    for number in range(8):
        make_product(title=f"Khăn lụa {number}")
    services.rebuild()
    with django_assert_num_queries(3):
        rows(client, "lụa")


def test_hidden_goods_and_empty_or_unnamed_makers_are_not_suggested(
    client: Client, silk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = make_product(title="Lụa ẩn", is_public=False, producer=make_producer(name="Lụa ẩn"))
    make_product(title="Tranh", producer=make_producer(name="Lụa", form=Partner.Form.UNNAMED))
    make_producer(name="Lụa không hàng")
    found = [Suggestion(hidden.pk, "Lụa ẩn"), Suggestion(silk.pk, "Khăn lụa")]
    monkeypatch.setattr(suggestions, "suggest", lambda *_args: found)

    assert rows(client, "lụa") == [
        "Lụa và vải", "Làng lụa Vạn Phúc", "Lụa Mộc", "Khăn lụa tơ tằm",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("bat", {"Làng gốm Bát Tràng", "Bật lửa"}),
        ("bat tr", {"Làng gốm Bát Tràng"}),
        ("BÁT", {"Làng gốm Bát Tràng", "Bật lửa"}),
        ("trang", {"Làng gốm Bát Tràng"}),
        ("rang", set()),
        ("gom trang", set()),
    ],
)
def test_names_match_at_the_start_of_a_word(q: str, found: set[str]) -> None:
    for name in ("Làng gốm Bát Tràng", "Bật lửa"):
        make_village(name=name, name_en="")

    assert {name.text for name in names_beginning(q, "vi", 5)["village"]} == found


def test_typed_marks_come_first() -> None:
    for name in ("Bật lửa", "Làng gốm Bát Tràng"):
        make_village(name=name, name_en="")

    names = [name.text for name in names_beginning("bát", "vi", 5)["village"]]

    assert names == ["Làng gốm Bát Tràng", "Bật lửa"]


def test_searches_of_many_are_suggested_to_others(client: Client, silk: Any) -> None:
    log_searches("lụa tơ tằm", 5)
    log_searches("lua to tam", 6)
    log_searches("lụa hà đông", 5, language="en")

    assert rows(client, "lua")[0] == "lụa tơ tằm"  # one query in its fuller spelling
    found = [name.text for name in names_beginning("lua", "vi", 5)["query"]]
    assert found == ["lụa tơ tằm", "lụa hà đông"]


@pytest.mark.parametrize(
    "fields",
    [
        {"times": 4},
        {"times": 9, "days": 1},
        {"times": 9, "total": 0},
        {"times": 9, "filters": {"stars": ["5"]}},
    ],
)
def test_searches_of_few_or_without_success_are_not_suggested(fields: dict[str, Any]) -> None:
    log_searches("lụa tơ tằm", fields.pop("times"), **fields)

    assert names_beginning("lua", "vi", 5)["query"] == []


def test_old_searches_are_not_suggested() -> None:
    log_searches("lụa tơ tằm", 9)
    SearchLog.objects.update(created=timezone.now() - timedelta(days=31))

    assert names_beginning("lua", "vi", 5)["query"] == []


@pytest.mark.parametrize(
    ("text", "q", "typed"),
    [
        ("Làng gốm Bát Tràng", "bat tr", "Làng gốm Bát Tr"),
        ("Lụa Vạn Phúc", "lu", "Lu"),
        ("Lụa Vạn Phúc", "lụa ", "Lụa"),
        ("Lụa Vạn Phúc", "silk", "Lụa Vạn Phúc"),
    ],
)
def test_part_that_is_typed_already_is_told(text: str, q: str, typed: str) -> None:
    ((start, end),) = typed_part(text, q)

    assert text[start:end] == typed.replace("Lu", text[:2]) if typed == "Lu" else typed
