"""Staff's side of search: the report, rules, and the lexicon with its box to try entries."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from search import services
from search.criteria import SearchCriteria
from search.lexicon import forget_words
from search.models import LexiconEntry, SearchClick, SearchLog, SearchRule
from tests.backoffice.test_desk import make_staff
from tests.factories import make_product, make_village
from tests.search.conftest import index as index  # the fixture

pytestmark = pytest.mark.django_db
REPORT = "admin:search_searchlog_changelist"


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(make_staff("catalogue desk"))
    return client


def searched(
    query: str, *, times: int = 1, total: int = 3, days_ago: int = 1, **fields: Any
) -> Any:
    rows = [
        SearchLog.objects.create(
            query=query, total=total, created=timezone.now() - timedelta(days=days_ago),
            **{"language": "vi", "engine": "fts5", **fields},
        )
        for _ in range(times)
    ]  # fmt: skip
    return rows[0]


def report(client: Client, **parameters: str) -> Any:
    return client.get(reverse(REPORT), parameters).context


def test_report_counts_searches_zero_hits_and_clicks(staff: Client) -> None:
    first, second = make_product(), make_product()
    row = searched("khăn lụa", times=3)
    SearchClick.objects.create(search=row, product=first, position=2)
    SearchClick.objects.create(search=row, product=second, position=5)
    searched("iphone", times=2, total=0)
    searched("nón", total=0, filters={"stars": ["5"]})
    searched("cũ", days_ago=40)

    page = report(staff)

    assert (page["summary"].searches, page["summary"].zero, page["summary"].opened) == (6, 3, 1)
    assert [(r.query, r.searches) for r in page["zero"]] == [("iphone", 2)]
    top = page["top"][0]
    assert (top.query, top.searches, top.found) == ("khăn lụa", 3, 3)
    assert (top.opened_percent, top.position) == (33, 3.5)


def test_report_is_by_period_and_language(staff: Client) -> None:
    searched("lụa", days_ago=2)
    searched("silk", days_ago=20, language="en")
    searched("tea", days_ago=60, language="en")

    def queries(**parameters: str) -> set[str]:
        return {row.query for row in report(staff, **parameters)["top"]}

    assert queries() == {"lụa", "silk"}
    assert queries(days="7") == {"lụa"}
    assert queries(days="90", language="en") == {"silk", "tea"}
    assert queries(days="9999", language="xx") == {"lụa", "silk"}


def test_searches_that_nobody_opens_are_named(staff: Client) -> None:
    searched("lụa", times=6)
    searched("trà", times=2)
    opened = searched("gốm", times=5)
    SearchClick.objects.create(search=opened, product=make_product(), position=1)

    assert [row.query for row in report(staff)["unopened"]] == ["lụa"]


def test_zero_hit_leads_to_a_filled_synonym_form(staff: Client) -> None:
    searched("áo choàng & mũ", total=0)
    html = staff.get(reverse(REPORT)).content.decode()
    add = reverse("admin:search_lexiconentry_add")
    query = html.split(f'href="{add}?')[1].split('"')[0].replace("&amp;", "&")

    form = staff.get(f"{add}?{query}")

    assert "áo choàng &amp; mũ</textarea>" in form.content.decode()
    assert '<option value="one_way" selected>' in form.content.decode()


def test_report_without_searches_says_so(staff: Client) -> None:
    with translation.override("vi"):
        assert "Không có ai tìm" in staff.get(reverse(REPORT)).content.decode()


def test_report_takes_the_same_queries_for_one_and_for_many(
    staff: Client, django_assert_max_num_queries: Any
) -> None:
    searched("lụa")
    with django_assert_max_num_queries(20) as one:
        report(staff)
    for number in range(9):
        searched(f"lụa {number}", total=number % 2)
    with django_assert_max_num_queries(20) as many:
        report(staff)

    assert len(one) == len(many)


@pytest.mark.parametrize("page", [REPORT, "admin:search_searchrule_changelist",
                                  "admin:search_lexiconentry_changelist"])  # fmt: skip
def test_pages_are_for_the_catalogue_desk(client: Client, page: str) -> None:
    assert client.get(reverse(page)).status_code == 302
    client.force_login(make_staff("order desk"))
    assert client.get(reverse(page)).status_code == 403
    client.force_login(make_staff("catalogue desk"))
    assert client.get(reverse(page)).status_code == 200


def rule_data(**fields: Any) -> dict[str, Any]:
    return {"query": "khăn lụa", "match": "exact", "boost_factor": "1", "is_active": "on", **fields}


def test_rule_takes_numbers_and_addresses_of_goods(staff: Client) -> None:
    first, second = make_product(title="Khăn"), make_product(title="Áo")
    lines = f"http://testserver{second.url}\n{first.pk} Khăn lụa\n{first.pk}"

    answer = staff.post(reverse("admin:search_searchrule_add"), rule_data(pinned=lines))

    assert answer.status_code == 302
    rule = SearchRule.objects.get()
    assert rule.pinned == [second.pk, first.pk]
    page = staff.get(reverse("admin:search_searchrule_change", args=[rule.pk]))
    assert f"{second.pk} Áo\n{first.pk} Khăn" in page.content.decode()


@pytest.mark.parametrize(
    ("fields", "field", "text"),
    [
        ({"pinned": "khăn"}, "pinned", "khăn"),
        ({"pinned": "999999"}, "pinned", "999999"),
        ({"hidden": "1a"}, "hidden", "1a"),
        ({"boost_facet": "village", "boost_value": "atlantis"}, "boost_value", "atlantis"),
        ({"boost_facet": "stars", "boost_value": "9"}, "boost_value", "9"),
        ({"redirect_path": "https://example.com/"}, "redirect_path", "/"),
        ({}, "pinned", ""),
    ],
)
def test_mistake_in_a_rule_stands_at_its_field(
    staff: Client, fields: dict[str, str], field: str, text: str
) -> None:
    answer = staff.post(reverse("admin:search_searchrule_add"), rule_data(**fields))

    errors = answer.context["adminform"].form.errors
    assert list(errors) == [field]
    assert text in str(errors[field])
    assert not SearchRule.objects.exists()


def test_boost_of_a_known_value_is_kept(staff: Client) -> None:
    make_village(slug="van-phuc")

    staff.post(
        reverse("admin:search_searchrule_add"),
        rule_data(boost_facet="village", boost_value="van-phuc", boost_factor="1.5"),
    )

    assert "van-phuc" in str(SearchRule.objects.values_list("boost_value", flat=True))
    listing = staff.get(reverse("admin:search_searchrule_changelist")).content.decode()
    assert "van-phuc × 1.5" in listing


def entry_data(**fields: Any) -> dict[str, Any]:
    return {
        "kind": "one_way", "words": "khăn choàng", "means": "khăn lụa: 0.9", "weight": "0.9",
        "is_active": "on", **fields,
    }  # fmt: skip


def test_saved_synonym_is_staffs_own_and_works_at_once(
    staff: Client, index: Any, django_capture_on_commit_callbacks: Any
) -> None:
    product = make_product(title="Khăn lụa")
    services.rebuild()
    forget_words()
    with django_capture_on_commit_callbacks(execute=True):
        staff.post(reverse("admin:search_lexiconentry_add"), entry_data(words="foulard"))

    entry = LexiconEntry.objects.get(words="foulard")

    assert (entry.key, entry.is_edited) == ("one_way: foulard", True)
    assert list(services.search(SearchCriteria(q="foulard")).ids) == [product.pk]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"means": "khăn lụa"}, "means"),
        ({"means": "khăn lụa: 1.5"}, "means"),
        ({"means": ""}, "means"),
        ({"words": "…"}, "words"),
        ({"kind": "two_way", "means": ""}, "words"),
        ({"weight": "0"}, "weight"),
    ],
)
def test_mistake_in_a_synonym_stands_at_its_field(
    staff: Client, fields: dict[str, str], field: str
) -> None:
    answer = staff.post(reverse("admin:search_lexiconentry_add"), entry_data(**fields))

    assert list(answer.context["adminform"].form.errors) == [field]
    assert not LexiconEntry.objects.exists()


def test_draft_is_tried_and_not_saved(staff: Client, index: Any) -> None:
    make_product(title="Khăn lụa")
    services.rebuild()
    forget_words()
    data = entry_data(words="foulard", _try="1", trial_query="foulard", trial_language="vi")

    answer = staff.post(reverse("admin:search_lexiconentry_add"), data)

    trial = answer.context["trial"]
    assert (trial.before.total, trial.after.total) == (0, 1)
    assert "khăn lụa 0.9" in str(trial.after.stages)
    html = answer.content.decode()
    assert "foulard</textarea>" in html  # the form keeps what was typed
    assert "khăn lụa: 0.9</textarea>" in html
    assert not LexiconEntry.objects.exists()


def test_change_is_tried_against_what_is_saved(staff: Client, index: Any) -> None:
    make_product(title="Khăn lụa")
    services.rebuild()
    forget_words()
    entry = LexiconEntry.objects.create(
        key="x", kind="one_way", words="foulard", means="khăn lụa: 0.9"
    )
    url = reverse("admin:search_lexiconentry_change", args=[entry.pk])

    answer = staff.post(url, entry_data(words="foulard", means="nón: 0.9", _try="1"))

    trial = answer.context["trial"]
    assert (trial.q, trial.before.total, trial.after.total) == ("foulard", 1, 0)
    assert "nón: 0.9</textarea>" in answer.content.decode()
    entry.refresh_from_db()
    assert (entry.means, entry.is_edited) == ("khăn lụa: 0.9", False)


def test_mistaken_draft_is_explained_and_not_tried(staff: Client) -> None:
    data = entry_data(means="", _try="1", trial_query="foulard")

    answer = staff.post(reverse("admin:search_lexiconentry_add"), data)

    assert "trial" not in answer.context
    assert list(answer.context["adminform"].form.errors) == ["means"]
    assert not LexiconEntry.objects.exists()


def test_trying_needs_the_right_to_edit(client: Client) -> None:
    client.force_login(make_staff("order desk"))

    answer = client.post(reverse("admin:search_lexiconentry_add"), entry_data(_try="1"))

    assert answer.status_code == 403
