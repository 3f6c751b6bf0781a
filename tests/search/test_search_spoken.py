"""What was written as words and became a filter: chips, sentence, and the way out of nothing."""

from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from search import listing, services
from search.backends.base import SearchResult
from search.criteria import SearchCriteria
from search.labels import Labels
from search.prices import histogram_of
from search.spoken import told_parts, words_left
from tests.factories import make_product, make_village
from tests.search.results import result, spoken, stage

pytestmark = pytest.mark.django_db
STARS = spoken("stars", "5 sao", "khăn lụa dưới 1 triệu", "5")
BUDGET = spoken("price", "dưới 1 triệu", "khăn lụa 5 sao", "-1000000")


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch, index: Any) -> Any:
    """The page shows what the test says that was found; other searches find nothing."""

    def say(found: SearchResult, **totals: int) -> None:
        def search(criteria: SearchCriteria) -> SearchResult:
            asked = criteria.q if criteria.is_plain or not criteria.active_facets else "?"
            if criteria.q == "khăn lụa 5 sao dưới 1 triệu":
                return found
            return result(total=totals.get(asked.replace(" ", "_"), 0))

        monkeypatch.setattr(listing, "search", search)

    services.rebuild()
    return say


def page(client: Client, q: str = "khăn lụa 5 sao dưới 1 triệu", language: str = "en") -> str:
    response = client.get(f"/{language}/search/", {"q": q})
    assert response.status_code == 200
    return response.content.decode()


def test_spoken_parts_are_chips_that_take_their_words_away(client: Client, answer: Any) -> None:
    product = make_product(title="Khăn lụa", title_en="Silk scarf")
    answer(result([product.pk], spoken=[STARS, BUDGET], stages=[stage("khăn", "lụa")]))

    html = page(client)

    assert "Goods matching “khăn lụa”: 5 stars, up to ₫1,000,000" in html
    assert "q=kh%C4%83n+l%E1%BB%A5a+d%C6%B0%E1%BB%9Bi+1+tri%E1%BB%87u" in html  # without the stars
    assert "q=kh%C4%83n+l%E1%BB%A5a+5+sao" in html  # without the price
    assert "Up to ₫1,000,000" in html
    assert "“dưới 1 triệu”" in html


def test_no_words_stand_on_two_chips(client: Client, answer: Any) -> None:
    product = make_product(title="Khăn lụa", title_en="Silk scarf")
    answer(result([product.pk], spoken=[STARS, BUDGET], stages=[stage("khăn", "lụa")]))

    applied = page(client).split('aria-label="Filters in use"')[1].split("</ul>")[0]

    assert "“khăn lụa”" in applied
    assert "q=5+sao+d%C6%B0%E1%BB%9Bi+1+tri%E1%BB%87u" in applied  # the filters stay without them
    assert "“khăn lụa 5 sao" not in applied


def test_words_that_are_all_told_have_no_chip_of_their_own(client: Client, answer: Any) -> None:
    answer(result([make_product().pk], spoken=[spoken("stars", "5 sao", "", "5")]))

    applied = page(client, q="5 sao").split('aria-label="Filters in use"')[1].split("</ul>")[0]

    assert applied.count("<li") == 2  # the stars, and all


def test_nothing_found_names_the_spoken_filter_to_drop(client: Client, answer: Any) -> None:
    answer(result(spoken=[STARS, BUDGET]), **{"khăn_lụa_5_sao": 4})

    html = page(client)

    assert "Without Up to ₫1,000,000" in html
    assert '<span class="chip-count">4</span>' in html
    assert "Without 5 stars" not in html  # that would show nothing either


def test_what_was_denied_is_told_without_a_promise(client: Client, answer: Any) -> None:
    product = make_product(title="Khăn lụa")
    denied = spoken("without", "5 sao dưới 1 triệu", "khăn lụa", "lạc")
    answer(result([product.pk], spoken=[denied], stages=[stage("khăn", "lụa")]))

    assert "no mention of “lạc”" in page(client)
    assert "không nhắc đến “lạc”" in page(client, language="vi")


def test_village_is_named_as_the_shop_names_it(client: Client, answer: Any) -> None:
    make_village(slug="van-phuc", name="Làng lụa Vạn Phúc", name_en="Van Phuc silk village")
    place = spoken("village", "Vạn Phúc", "khăn lụa", "van-phuc")
    answer(result(spoken=[place]))

    assert "Van Phuc silk village" in page(client)


@pytest.mark.parametrize(
    ("value", "text"),
    [("5", "5 stars"), ("4-5", "5 stars or 4 stars"), ("3,4", "4 stars or 3 stars")],
)
def test_stars_are_read_in_every_form(value: str, text: str) -> None:
    with override("en"):
        told = told_parts(result(spoken=[spoken("stars", "x", "", value)]), Labels({}))

    assert told[0].label.text == text


@pytest.mark.parametrize("q", ["khăn lụa 5 sao", "5 SAO khăn lụa", "khăn 5 sao  lụa", "khăn lụa"])
def test_words_left_are_what_is_not_spoken(q: str) -> None:
    assert words_left(q, [spoken("stars", "5 sao", "", "5")]) == "khăn lụa"


def test_related_goods_stand_apart_and_are_not_counted(client: Client, answer: Any) -> None:
    main, other = make_product(title="Khăn lụa"), make_product(title="Áo lụa")
    hidden = make_product(title="Lụa ẩn", is_public=False)
    answer(result([main.pk], related=[other.pk, hidden.pk]))

    html = page(client, language="vi")
    listed, apart = html.split('id="related"')

    assert "1 sản phẩm" in listed
    assert "Áo" not in listed.split('id="cards"')[1]
    assert "Áo" in apart
    assert "ẩn" not in apart
    assert 'data-place="2"' in apart


def test_other_spelling_is_offered_and_never_forced(client: Client, answer: Any) -> None:
    product = make_product()
    answer(result([product.pk], did_you_mean="khăn lụa tơ", stages=[stage("lụa", "sao")]))

    html = page(client)

    assert "Did you mean:" in html
    assert 'href="/en/search/?q=kh%C4%83n+l%E1%BB%A5a+t%C6%A1"' in html
    assert "Showing results for" not in html


def test_corrected_answer_says_so_and_leads_back_to_the_letter(client: Client, answer: Any) -> None:
    product = make_product()
    stages = [stage("tơ", "tằm", name="strict")]
    answer(result([product.pk], did_you_mean="tơ tằm", stages=stages, stage="strict"))

    html = page(client)

    assert "Showing results for <strong>tơ tằm</strong>" in html
    assert "Search instead for exactly “khăn lụa 5 sao dưới 1 triệu”" in html
    assert "verbatim=1" in html


def test_like_words_are_said_to_be_no_exact_answer(client: Client, answer: Any) -> None:
    product = make_product()
    stages = [stage("khan", name="strict"), stage("khăn", name="respelt", is_last_resort=True)]
    answer(result([product.pk], stages=stages, stage="respelt"))

    html = page(client)

    assert "Nothing has exactly these words" in html
    assert "verbatim=1" in html


def test_page_reads_its_goods_once(
    client: Client, answer: Any, django_assert_max_num_queries: Any
) -> None:
    goods = [make_product(title=f"Khăn lụa {n}") for n in range(9)]
    ids = [product.pk for product in goods]
    answer(result(ids[:5], related=ids[5:], normalised="khăn lụa"))
    page(client)

    with django_assert_max_num_queries(8) as queries:
        page(client)

    reads = sum('FROM "catalogue_product"' in query["sql"] for query in queries)
    assert reads == 2  # the goods of both lists, and their choices


def test_histogram_tells_counts_and_what_is_chosen() -> None:
    prices = [0, 4, 0, 2, *([0] * 10), 1]
    found = histogram_of(prices, SearchCriteria(price_max=100_000))

    assert found is not None
    assert [bar.count for bar in found.bars] == prices
    assert [bar.height for bar in found.bars][:4] == [0, 40, 0, 20]
    assert [bar.is_chosen for bar in found.bars][:4] == [True, True, False, False]
    assert "7" in found.summary


@pytest.mark.parametrize("prices", [[], [0] * 15, [5, *([0] * 14)]])
def test_histogram_is_left_out_when_it_tells_nothing(prices: list[int]) -> None:
    assert histogram_of(prices, SearchCriteria()) is None


def test_words_that_nothing_looks_for_leave_the_sentence(client: Client, answer: Any) -> None:
    answer(result(spoken=[STARS, BUDGET], stages=[stage("mẹ")]))

    assert "OCOP goods: 5 stars, up to ₫1,000,000" in page(client)
