"""Staff's rules: when they hold, what they do to a plan, and what cannot be written."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from languages.calendar import hanoi_today
from search import services
from search.criteria import SearchCriteria
from search.models import SearchRule
from search.plan import Boost
from search.rules import Redirect, apply_rules, rules_of
from search.understanding import Understanding
from tests.factories import make_product, make_village

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def rule(query: str, match: str = "exact", **fields: Any) -> SearchRule:
    return SearchRule(query=query, match=match, **{"pinned": [1], **fields})


def asked(words: str) -> Understanding:
    return Understanding(normalised=words)


@pytest.mark.parametrize(
    ("pattern", "match", "words", "holds"),
    [
        ("khăn lụa", "exact", "khăn lụa", True),
        ("khăn lụa", "exact", "khan lua", True),
        ("KHĂN  Lụa", "exact", "khăn lụa", True),
        ("khan lua", "exact", "khăn lụa", False),
        ("khăn lụa", "exact", "khăn lúa", False),
        ("khăn lụa", "exact", "khăn lụa tơ", False),
        ("khăn lụa", "contains", "mua khăn lụa tơ", True),
        ("khăn lụa", "contains", "lụa khăn", False),
        ("khăn lụa", "contains", "khăn", False),
        ("khăn lụa", "contains", "", False),
    ],
)
def test_rule_holds_for_its_words(pattern: str, match: str, words: str, holds: bool) -> None:
    result = apply_rules(asked(words), TODAY, [rule(pattern, match)])

    assert isinstance(result, Understanding)
    assert result.plan.pinned == ((1,) if holds else ())


def test_rules_are_written_into_the_plan_in_their_order() -> None:
    rules = [
        rule("lụa", pinned=[3, 1], hidden=[9]),
        rule("lụa", "contains", pinned=[1, 2], boost_facet="village", boost_value="van-phuc",
             boost_factor=Decimal("1.5")),
        rule("gốm", pinned=[7]),
    ]  # fmt: skip

    result = apply_rules(asked("lụa"), TODAY, rules)

    assert isinstance(result, Understanding)
    assert result.plan.pinned == (3, 1, 2)
    assert result.plan.hidden == {9}
    assert result.plan.boosts == (Boost("village", "van-phuc", 1.5),)


def test_first_redirect_wins() -> None:
    rules = [rule("lụa", redirect_path="/vi/villages/"), rule("lụa", redirect_path="/vi/events/")]

    result = apply_rules(asked("lụa"), TODAY, rules)

    assert isinstance(result, Redirect)
    assert result.path == "/vi/villages/"
    assert result.in_language("en") == "/en/villages/"


@pytest.mark.parametrize(
    ("fields", "is_used"),
    [
        ({}, True),
        ({"valid_from": TODAY, "valid_to": TODAY}, True),
        ({"valid_from": TODAY + timedelta(days=1)}, False),
        ({"valid_to": TODAY - timedelta(days=1)}, False),
        ({"is_active": False}, False),
    ],
)
def test_rule_is_used_on_its_days(fields: dict[str, Any], is_used: bool) -> None:
    rule("lụa", **fields).save()

    assert bool(rules_of(TODAY)) is is_used


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"query": "…"}, "query"),
        ({"hidden": [1]}, "hidden"),
        ({"boost_facet": "colour", "boost_value": "red"}, "boost_facet"),
        ({"boost_facet": "village"}, "boost_value"),
        ({"boost_facet": "village", "boost_value": "x", "boost_factor": Decimal(11)},
         "boost_factor"),
        ({"valid_from": TODAY, "valid_to": TODAY - timedelta(days=1)}, "valid_to"),
        ({"redirect_path": "https://example.com/"}, "redirect_path"),
        ({"redirect_path": "//example.com/"}, "redirect_path"),
        ({"redirect_path": "/\\example.com/"}, "redirect_path"),
        ({"redirect_path": "/vi/nowhere/"}, "redirect_path"),
        ({"redirect_path": "/admin/"}, "redirect_path"),
        ({"redirect_path": "/vi/search/?q=lụa"}, "redirect_path"),
        ({"redirect_path": "javascript:alert(1)"}, "redirect_path"),
    ],
)  # fmt: skip
def test_mistake_is_named_at_its_field(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        rule(**{"query": "lụa", **fields}).full_clean()

    assert list(refusal.value.message_dict) == [field]


@pytest.mark.parametrize("path", ["/vi/villages/", "/en/search/?giftable=1", "/vi/"])
def test_page_of_our_own_may_be_led_to(path: str) -> None:
    rule("lụa", redirect_path=path).full_clean()


@pytest.fixture
def goods(index: Any) -> Any:
    """Two scarves, the second of Vạn Phúc, and a hat."""
    village = make_village(slug="van-phuc")
    made = [
        make_product(title="Khăn lụa một"),
        make_product(title="Khăn lụa hai", village=village),
        make_product(title="Nón lá"),
    ]
    services.rebuild()
    return made


def found(q: str = "khăn lụa") -> list[int]:
    return list(services.search(SearchCriteria(q=q)).ids)


@pytest.mark.parametrize("engine", ["fts5.Fts5Backend", "database.DatabaseBackend"])
def test_engine_pins_and_hides(goods: Any, settings: Any, engine: str) -> None:
    settings.SEARCH_BACKEND = f"search.backends.{engine}"
    first, second, hat = goods
    rule("khăn lụa", pinned=[hat.pk], hidden=[first.pk]).save()

    assert found() == [hat.pk, second.pk]
    assert found("nón lá") == [hat.pk]


@pytest.mark.parametrize(("factor", "place"), [(Decimal(3), 0), (Decimal("0.2"), 1)])
def test_engine_raises_and_lowers(goods: Any, factor: Decimal, place: int) -> None:
    rule("khăn lụa", pinned=[], boost_facet="village", boost_value="van-phuc",
         boost_factor=factor).save()  # fmt: skip

    assert found().index(goods[1].pk) == place


def test_search_leads_to_the_page_that_staff_chose(client: Client, goods: Any) -> None:
    rule("khăn lụa", redirect_path="/vi/villages/van-phuc/").save()

    answer = client.get("/en/search/?q=khan+lua")

    assert (answer.status_code, answer["Location"]) == (302, "/en/villages/van-phuc/")
    assert client.get("/en/search/?q=khan+lua&in_stock=1").status_code == 200
    assert client.get("/en/search/?q=khan+lua&verbatim=1").status_code == 200


def test_list_without_words_asks_for_no_rules(
    client: Client, goods: Any, django_assert_max_num_queries: Any
) -> None:
    client.get("/vi/search/")
    with django_assert_max_num_queries(8) as queries:
        client.get("/vi/search/")

    assert not any("search_searchrule" in query["sql"] for query in queries)
    assert rules_of(hanoi_today()) == []
