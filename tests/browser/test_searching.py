"""Searching as a person does: the combobox by keyboard, pointer and touch, chips, corrections,
Back, and the page while the index is away."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.conftest import DemoShop, axe_violations

OpenPage = Callable[..., Page]
OpenContext = Callable[..., BrowserContext]


def field(page: Page) -> Locator:
    return page.locator("header").get_by_role("combobox")


def options(page: Page) -> Locator:
    return page.locator("header").get_by_role("option")


def typed(page: Page, words: str) -> Locator:
    """The header's list, open under what was typed."""
    field(page).press_sequentially(words, delay=20)
    listbox = page.locator("header").get_by_role("listbox")
    expect(listbox).to_be_visible()
    return listbox


def active(page: Page) -> str:
    """The words of the row that Enter would open; "" for none."""
    found: str = page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))"
        "?.innerText ?? ''"
    )
    return found


def test_combobox_tells_its_state_to_screen_readers(open_page: OpenPage) -> None:
    page = open_page("/vi/villages/")
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    expect(field(page)).to_have_attribute("aria-autocomplete", "list")

    listbox = typed(page, "gom")

    expect(field(page)).to_have_attribute("aria-expanded", "true")
    assert field(page).get_attribute("aria-controls") == listbox.get_attribute("id")
    groups = listbox.get_by_role("group")
    assert groups.count() >= 3
    for group in groups.all():
        assert group.get_attribute("aria-label")
    assert 1 < options(page).count() <= 8
    status = page.get_by_role("status").last
    expect(status).to_have_text(re.compile(rf"^{options(page).count()} gợi ý"))
    assert active(page) == ""


def test_keyboard_goes_round_the_rows_and_back_to_the_field(open_page: OpenPage) -> None:
    page = open_page("/vi/")
    typed(page, "gom")
    rows = options(page).all_inner_texts()

    page.keyboard.press("ArrowDown")
    assert active(page) == rows[0]
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("End")
    assert active(page) == rows[-1]
    expect(options(page).first).to_have_attribute("aria-selected", "false")
    page.keyboard.press("Home")
    assert active(page) == rows[0]
    page.keyboard.press("ArrowUp")
    assert active(page) == ""
    page.keyboard.press("ArrowUp")
    assert active(page) == rows[-1]
    page.keyboard.press("ArrowDown")
    assert active(page) == ""
    assert field(page).evaluate("field => field === document.activeElement")


def test_escape_closes_then_clears_and_tab_leaves(open_page: OpenPage) -> None:
    page = open_page("/vi/")
    listbox = typed(page, "gom")

    page.keyboard.press("Escape")
    expect(listbox).to_be_hidden()
    expect(field(page)).to_have_value("gom")
    page.keyboard.press("ArrowDown")
    expect(listbox).to_be_visible()
    page.keyboard.press("Tab")
    expect(listbox).to_be_hidden()
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    assert page.evaluate("document.activeElement.type") == "submit"
    field(page).focus()
    page.keyboard.press("Escape")
    expect(field(page)).to_have_value("")


def test_enter_opens_the_chosen_row_or_searches(open_page: OpenPage) -> None:
    page = open_page("/vi/")
    typed(page, "gom bat")
    addresses = options(page).evaluate_all("rows => rows.map(row => row.pathname)")
    for _row in range(1 + addresses.index("/vi/villages/bat-trang/")):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/vi/villages/bat-trang/"))

    typed(page, "gom")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/vi/search/\?q=gom$"))


def test_row_is_opened_by_pointer_and_by_touch(
    open_page: OpenPage, open_context: OpenContext
) -> None:
    page = open_page("/vi/")
    typed(page, "lua")
    options(page).last.click()
    page.wait_for_url(re.compile("/vi/products/"))

    phone = open_context(width=412, has_touch=True, is_mobile=True).new_page()
    phone.goto("/en/")
    typed(phone, "silk")
    options(phone).last.tap()
    phone.wait_for_url(re.compile("/en/products/"))


def test_pointer_elsewhere_closes_the_list(open_page: OpenPage) -> None:
    page = open_page("/vi/")
    listbox = typed(page, "gom")

    page.mouse.click(5, 800)

    expect(listbox).to_be_hidden()


def test_quick_typing_asks_once_and_late_answers_are_dropped(open_page: OpenPage) -> None:
    page = open_page("/vi/")
    asked: list[str] = []
    held: list[Route] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url.partition("q=")[2])
        if asked[-1] == "gom":
            held.append(route)
        else:
            route.continue_()

    page.route("**/search/suggest/**", answer)
    field(page).press_sequentially("gom", delay=10)
    page.wait_for_timeout(400)
    assert asked == ["gom"]

    typed(page, " bat")
    shown = options(page).all_inner_texts()
    for route in held:
        route.abort()
    page.wait_for_timeout(200)

    assert asked == ["gom", "gom+bat"]
    assert options(page).all_inner_texts() == shown


def test_no_answer_leaves_a_plain_form(open_page: OpenPage) -> None:
    page = open_page("/vi/")
    page.route("**/search/suggest/**", lambda route: route.abort())

    field(page).press_sequentially("gom", delay=20)
    page.wait_for_timeout(400)
    expect(page.locator("header .suggestions")).to_be_hidden()
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(r"/vi/search/\?q=gom$"))


@pytest.mark.parametrize("width", [412, 1280])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_open_list_has_no_violation_and_fits(
    language: str, width: int, open_page: OpenPage
) -> None:
    page = open_page(f"/{language}/search/", width=width)
    typed(page, "lua")
    page.keyboard.press("ArrowDown")

    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator("header .suggestions").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_search_needs_no_script(open_page: OpenPage) -> None:
    page = open_page("/vi/", javascript=False)

    assert page.get_by_role("combobox").count() == 0
    page.locator("header input[name=q]").fill("lụa dưới 1 triệu")
    page.locator("header button[type=submit]").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("“lụa”")
    page.get_by_role("link", name=re.compile("Bỏ lọc: Đến 1.000.000")).click()
    expect(page).to_have_url(re.compile(r"\?q=l%E1%BB%A5a$"))


@pytest.mark.parametrize("javascript", [True, False])
def test_spoken_filter_facet_and_back(open_page: OpenPage, javascript: bool) -> None:
    page = open_page("/vi/search/?q=gom+duoi+1+trieu", javascript=javascript)
    count = page.locator(".list-tools [role=status]")
    before = count.inner_text()

    page.locator("input[name=village]:not(:disabled)").first.check()
    if not javascript:
        page.get_by_role("button", name="Xem kết quả").first.click()
    page.wait_for_url(re.compile("village="))
    chips = page.get_by_role("list", name="Đang lọc theo").get_by_role("link")
    assert chips.count() == 4  # words, village, price, all

    page.go_back()
    expect(count).to_have_text(before)
    expect(chips).to_have_count(3)


@pytest.mark.parametrize("javascript", [True, False])
def test_stars_are_explained_beside_their_filter(open_page: OpenPage, javascript: bool) -> None:
    page = open_page("/vi/search/", javascript=javascript)
    opener = page.get_by_role("button", name="Hạng OCOP là gì?")
    explained = page.get_by_role("heading", name="Hạng OCOP là gì?")

    opener.click()
    expect(explained).to_be_visible()
    page.keyboard.press("Escape")

    expect(explained).to_be_hidden()
    expect(opener).to_be_focused()


def test_quick_filters_are_one_row_on_a_phone(open_page: OpenPage) -> None:
    page = open_page("/vi/search/", width=412)
    chip, row = page.locator(".quick-filters .chip").first, page.locator(".quick-filters")

    assert row.bounding_box()["height"] < 1.5 * chip.bounding_box()["height"]  # type: ignore[index]


def test_correction_is_said_and_can_be_turned_down(open_page: OpenPage) -> None:
    page = open_page("/vi/search/?q=banhs+chuwng", javascript=False)

    expect(page.locator(".wording")).to_contain_text("Đang hiện kết quả cho")
    expect(page.locator("#cards mark").first).to_be_visible()
    page.get_by_role("link", name=re.compile("Vẫn tìm đúng")).click()

    expect(page).to_have_url(re.compile("verbatim=1"))
    expect(page.locator(".empty")).to_be_visible()
    expect(page.locator("#cards")).to_have_count(0)


def test_nothing_found_offers_the_filter_to_drop(open_page: OpenPage) -> None:
    page = open_page("/vi/search/?q=lua+5+sao+duoi+100k", javascript=False)
    way_out = page.locator(".empty .chip").first
    promised = way_out.locator(".chip-count").inner_text()

    way_out.click()

    expect(page.locator(".list-tools [role=status]")).to_have_text(f"{promised} sản phẩm")


def test_price_bars_have_words(open_page: OpenPage) -> None:
    page = open_page("/en/search/?q=gom")

    bars = page.get_by_role("img", name=re.compile(r"^Prices of \d+ goods\."))

    expect(bars).to_have_count(1)
    assert page.locator(".histogram rect").count() == 15


def test_page_works_while_the_index_is_away(open_page: OpenPage, demo_shop: DemoShop) -> None:
    link = Path(demo_shop.folder) / "search.sqlite3"
    away = link.with_name("search.away")
    link.rename(away)
    try:
        page = open_page("/vi/search/?q=gom+bat+trang&in_stock=1")
        expect(page.locator(".notice-info")).to_contain_text("đơn giản hơn")
        expect(page.locator("#cards .card").first).to_contain_text("Bát Tràng")
        assert axe_violations(page) == []
        field(page).fill("")
        typed(page, "lua")
        assert options(page).count() > 1
    finally:
        away.rename(link)

    page.reload()
    expect(page.locator(".notice-info")).to_have_count(0)


CLICKS = """
from search.models import SearchClick
print("CLICKS", *SearchClick.objects.filter(search__query="trà sen").values_list(
    "product_id", "position"))
"""


def test_opened_good_is_counted_and_no_address_says_so(
    open_page: OpenPage, demo_shop: DemoShop, addresses: Any
) -> None:
    page = open_page("/vi/search/?q=trà+sen")
    link = page.locator("#cards .card a").nth(1)
    href = link.get_attribute("href") or ""
    assert re.fullmatch(r"/vi/products/[^?#]+", href)

    with page.expect_request("**/search/clicks/") as beacon:
        link.click()
    page.wait_for_url(f"**{href}")

    assert beacon.value.method == "POST"
    number = href.rstrip("/").rpartition("_")[2]
    assert f"({number}, 2)" in demo_shop.manage("shell", "-c", CLICKS)
