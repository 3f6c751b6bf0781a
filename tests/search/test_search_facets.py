"""Counts of the index against the database, case by random case."""

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from oscar.core.loading import get_model

from catalogue.models import Category, Occasion, OcopGroup, Product
from languages.calendar import hanoi_today
from search import services
from search.backends.base import FacetValue, SearchBackend, SearchResult
from search.backends.database import DatabaseBackend
from search.criteria import FACETS, SearchCriteria, Sort
from search.documents import documents_of
from search.judging import BACKENDS
from search.plan import Limits, Phrase, Plan, Slot, Stage
from search.words import bare
from tests.factories import (
    make_choice,
    make_craft,
    make_producer,
    make_product,
    make_stock,
    make_village,
)
from tests.search.engines import ENGINES, engine

pytestmark = pytest.mark.django_db
ProductCategory = get_model("catalogue", "ProductCategory")
NOUNS = ("Bình", "Khăn", "Quạt", "Nón")
COLOURS = ("xanh", "nâu", "tím", "hồng", "trắng", "đen", "vàng")


@pytest.fixture(params=ENGINES)
def index(request: pytest.FixtureRequest, settings: Any, tmp_path: Path) -> Iterator[SearchBackend]:
    """The shop's index, whichever engine keeps it."""
    settings.SEARCH_INDEX_FILE = tmp_path / "search.sqlite3"
    settings.SEARCH_BACKEND = BACKENDS[request.param]
    with engine(request.param, tmp_path):
        yield services.get_backend()


@pytest.fixture
def goods(index: SearchBackend) -> dict[str, list[str]]:
    """60 random products in the database and the index; the slugs of every facet."""
    chance = random.Random(20261122)
    today = hanoi_today()
    crafts = [make_craft() for _ in range(3)]
    villages = [make_village(craft=chance.choice(crafts)) for _ in range(5)]
    makers = [make_producer() for _ in range(4)]
    occasions = [Occasion.objects.create(slug=f"dip-{n}", name=f"Dịp {n}") for n in range(3)]
    categories = _categories()
    for _ in range(60):
        stars = chance.choice([None, 3, 4, 5])
        product = make_product(
            title=f"{chance.choice(NOUNS)} {chance.choice(COLOURS)}",
            title_en="",
            price=chance.choice([None, *range(100_000, 4_000_000, 100_000)]),
            stock=chance.choice([None, 0, 1, 8]),
            producer=chance.choice(makers),
            village=chance.choice([None, *villages]),
            craft=chance.choice([None, *crafts]),
            ocop_group=chance.choice(list(OcopGroup)),
            giftable=chance.random() < 0.5,
            is_public=chance.random() < 0.9,
            stars=stars,
            stars_until=today + timedelta(days=chance.choice([-1, 0, 30])) if stars else None,
            candidate_five=chance.random() < 0.2,
            reported_stars=chance.choice([None, 3, 4, 5]),
            reported_until=chance.choice([None, today, today - timedelta(days=1)]),
        )
        product.occasions.set(chance.sample(occasions, chance.randint(0, 2)))
        for category in chance.sample(categories, chance.randint(0, 2)):
            ProductCategory.objects.create(product=product, category=category)
        if chance.random() < 0.2:
            product.stockrecords.all().delete()
            make_choice(product, price=chance.randint(1, 40) * 100_000, stock=chance.randint(0, 2))
            make_choice(product, price=chance.randint(1, 40) * 100_000, is_public=False)
    services.rebuild()
    return {
        "village": [v.slug for v in villages],
        "craft": [c.slug for c in crafts],
        "producer": [m.slug for m in makers],
        "occasion": [o.slug for o in occasions],
        "category": [c.slug for c in categories if c.slug != "kin"],
        "group": [str(group) for group in OcopGroup],
        "stars": ["5", "4", "3", "candidate_five"],
        "reported": ["5", "4", "3"],
    }


def _categories() -> list[Category]:
    add = Category.objects.add_root
    root = add({"name": "Thủ công", "slug": "thu-cong"})
    ceramics = Category.objects.add_child(root, {"name": "Gốm", "slug": "gom"})
    return [
        root,
        ceramics,
        Category.objects.add_child(ceramics, {"name": "Bát đĩa", "slug": "bat-dia"}),
        add({"name": "Thực phẩm", "slug": "thuc-pham"}),
        add({"name": "Kín", "slug": "kin", "is_public": False}),
    ]


def random_criteria(chance: random.Random, slugs: dict[str, list[str]]) -> SearchCriteria:
    fields: dict[str, Any] = {}
    for facet in chance.sample(sorted(slugs), chance.randint(0, 3)):
        fields[facet] = frozenset(chance.sample(slugs[facet], chance.randint(1, 2)))
    if chance.random() < 0.3:
        fields["price_min"] = chance.randint(0, 20) * 100_000
    if chance.random() < 0.3:
        fields["price_max"] = chance.randint(10, 40) * 100_000
    if chance.random() < 0.2:
        subject = chance.choice(["village", "category", "craft", "producer"])
        fields["within"] = ((subject, chance.choice(slugs[subject])),)
    return SearchCriteria(
        giftable=chance.random() < 0.2,
        in_stock=chance.random() < 0.2,
        sort=chance.choice([Sort.NEWEST, Sort.PRICE, Sort.PRICE_DESCENDING, Sort.NAME]),
        page=chance.choice([1, 1, 2]),
        **fields,
    )


def random_plan(chance: random.Random) -> Plan:
    """Words, limits and hidden goods as a query and staff would ask for."""
    nouns = [bare(noun.casefold()) for noun in chance.sample(NOUNS, 2)]
    phrases = tuple(Phrase((noun,), bare=True) for noun in nouns)
    colour = Slot((Phrase((chance.choice(COLOURS),)),))
    stages = chance.choice(
        [
            (),
            (),
            (Stage("one", (Slot(phrases[:1]),), needed=1),),
            (Stage("either", (Slot(phrases),), needed=1),),
            (Stage("both", (Slot(phrases[:1]), colour), needed=2),),
            (Stage("some", (Slot(phrases[:1]), colour), needed=1),),
            (Stage("first", (colour,), 1), Stage("then", (Slot(phrases),), 1)),
        ]
    )
    everything = list(Product.objects.values_list("pk", flat=True))
    low = chance.choice([None, None, 500_000])
    limits = Limits(
        frozenset(chance.sample([3, 4, 5], chance.choice([0, 0, 1, 2]))),
        low,
        chance.choice([None, None, 2_000_000]),
    )
    return Plan(
        stages,
        limits=limits,
        hidden=frozenset(chance.sample(everything, chance.choice([0, 3]))),
        pinned=tuple(chance.sample(everything, chance.choice([0, 2]))),
    )


def counted(values: Sequence[FacetValue]) -> dict[str, tuple[int, bool]]:
    """Without zeros: the index remembers values that no product has any more."""
    return {v.value: (v.count, v.selected) for v in values if v.count or v.selected}


def comparable(result: SearchResult) -> dict[str, object]:
    return {
        "ids": list(result.ids),
        "total": result.total,
        "dropped": dict(result.dropped),
        "prices": list(result.prices),
        "stage": result.stage,
        **{facet: counted(result.facets[facet]) for facet in FACETS},
    }


@pytest.mark.parametrize("seed", range(4))
def test_facets_totals_and_order_equal_the_database(
    index: SearchBackend, goods: dict[str, list[str]], seed: int
) -> None:
    chance = random.Random(seed)
    oracle, today = DatabaseBackend(), hanoi_today()
    for _ in range(15):
        criteria = random_criteria(chance, goods)
        plan = random_plan(chance)
        expected = comparable(oracle.search(criteria, plan, today))

        assert comparable(index.search(criteria, plan, today)) == expected, (criteria, plan)


def test_a_facet_count_is_what_choosing_the_value_gives(
    index: SearchBackend, goods: dict[str, list[str]]
) -> None:
    today = hanoi_today()
    criteria = SearchCriteria(group=frozenset({"food", "handicraft"}), price_max=2_000_000)
    result = index.search(criteria, Plan(), today)

    for facet in FACETS:
        for value in result.facets[facet]:
            alone = criteria.without(facet).toggled(facet, value.value)
            assert index.search(alone, Plan(), today).total == value.count, (facet, value)


def test_every_known_value_is_listed_even_with_zero(
    index: SearchBackend, goods: dict[str, list[str]]
) -> None:
    nothing = index.search(SearchCriteria(price_min=10**11), Plan(), hanoi_today())

    assert nothing.total == 0
    assert {v.value for v in nothing.facets["village"]} == set(goods["village"])
    assert [v.value for v in nothing.facets["stars"]] == ["5", "4", "3", "candidate_five"]
    assert nothing.dropped["price"] == Product.objects.browsable().count()


def test_category_counts_include_what_lies_below_and_hide_private_ones(
    index: SearchBackend, goods: dict[str, list[str]]
) -> None:
    result = index.search(SearchCriteria(), Plan(), hanoi_today())
    counts = {v.value: v.count for v in result.facets["category"]}

    assert counts["thu-cong"] >= counts["gom"] >= counts["bat-dia"] > 0
    assert "kin" not in counts


def test_documents_take_the_same_queries_for_one_and_for_many(
    django_assert_num_queries: Any,
) -> None:
    make_product()
    with django_assert_num_queries(8):
        assert len(list(documents_of(Product.objects.all()))) == 1
    for _ in range(30):
        make_product(village=make_village(), craft=make_craft())
    with django_assert_num_queries(8):
        assert len(list(documents_of(Product.objects.all()))) == 31


def test_documents_are_read_batch_by_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    products = [make_product() for _ in range(5)]
    for size in (1, 2, 5, 6):
        monkeypatch.setattr("search.documents.BATCH", size)
        found = documents_of(Product.objects.order_by("-pk"))
        assert [document.id for document in found] == [product.pk for product in products]


def test_document_offers_what_the_product_does() -> None:
    with_choices = make_product(price=None)
    make_choice(with_choices, price=90_000, stock=0)
    make_choice(with_choices, price=80_000, stock=2)
    make_choice(with_choices, price=10_000, stock=9, is_public=False)
    kinds = [make_product(stock=stock, price=price) for stock in (0, 3, 9) for price in (None, 5)]
    kinds += [make_product(stock=None), make_product(stock=4, made_to_order=True), with_choices]
    make_stock(kinds[2], price=1, stock=50)  # only the first record counts
    documents = {document.id: document for document in documents_of(Product.objects.all())}
    assert len(documents) == len(kinds)

    for product in Product.objects.browsable().for_cards():
        document = documents[product.pk]
        assert document.price == product.price
        assert document.is_available == product.availability.is_available
        assert document.in_stock == (product.availability.kind in ("in_stock", "low"))
