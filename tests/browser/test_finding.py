"""Finding and trusting: filters, Back, languages, verdicts; without JavaScript where it says so."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

FilterPage = Callable[..., Page]


@pytest.mark.parametrize("javascript", [True, False])
def test_star_filter_and_back(open_page: FilterPage, javascript: bool) -> None:
    page = open_page("/vi/search/", javascript=javascript)
    all_goods = page.get_by_role("status").first.inner_text()

    page.locator("input[name=stars][value='5']").check()
    if not javascript:
        page.get_by_role("button", name="Xem kết quả").first.click()
    page.wait_for_url(re.compile(r"stars=5"))
    expect(page.get_by_role("status").first).not_to_have_text(all_goods)
    for seal in page.locator(".card .seals").all():
        expect(seal).to_contain_text("5 sao")

    page.go_back()
    expect(page.get_by_role("status").first).to_have_text(all_goods)


def test_filter_keeps_the_focus_on_its_box(open_page: FilterPage) -> None:
    page = open_page("/vi/search/")

    page.locator("input[name=stars][value='4']").check()
    page.wait_for_url(re.compile(r"stars=4"))

    assert page.evaluate("document.activeElement.value") == "4"


@pytest.mark.parametrize("query", ["gốm bát tràng", "gom bat trang", "GOM BAT TRANG"])
def test_search_with_and_without_accents(open_page: FilterPage, query: str) -> None:
    page = open_page("/vi/", javascript=False)

    page.locator("header input[name=q]").fill(query)
    page.locator("header button[type=submit]").click()

    expect(page.locator(".card").first).to_contain_text("Bát Tràng")


def test_language_switch_keeps_page_and_query(open_page: FilterPage) -> None:
    page = open_page("/vi/search/?q=gom&stars=4", javascript=False)

    page.locator("header a[hreflang=en]").click()

    expect(page).to_have_url(re.compile(r"/en/search/\?q=gom&stars=4$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize(
    ("state", "verdict"),
    [
        ("in_term", "còn hiệu lực"),
        ("renewal_window", "còn hiệu lực"),
        ("grace", "gia hạn"),
        ("expired", "hết hạn"),
        ("withdrawn", "thu hồi"),
        ("candidate_five", "chờ Bộ"),
        ("reported", "chưa kiểm chứng"),
        ("reported_past", "chưa kiểm chứng"),
        ("submitted", "Không tìm thấy"),
    ],
)
def test_verdict_of_a_typed_code(
    open_page: FilterPage, addresses: Any, state: str, verdict: str
) -> None:
    page = open_page("/vi/certificates/", javascript=False)

    page.locator("main input[name=code]").fill(addresses["certificates"][state].lower())
    page.locator("main button[type=submit]").first.click()

    expect(page.locator(".verdict").first).to_contain_text(re.compile(verdict, re.IGNORECASE))


def test_unknown_code_is_said_to_be_unknown(open_page: FilterPage) -> None:
    page = open_page("/en/certificates/?code=LN-ZZZZZZZZZ", javascript=False)

    expect(page.locator(".verdict")).to_contain_text("not found", ignore_case=True)
