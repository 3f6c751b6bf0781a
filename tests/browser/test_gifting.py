"""A gift in a real browser: bought, seen by its recipient without a price; old names of wards."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import axe_violations
from tests.browser.test_buying import (
    IN_STOCK,
    VISA,
    add_to_basket,
    fill_contact,
    pay,
    place,
    submit,
)

OpenContext = Callable[..., BrowserContext]
MONEY = re.compile(r"₫|VND|\d{1,3}(?:[.,]\d{3})+")
# hashes in file names and the lines of icons look like amounts
NO_TEXT = re.compile(r'"/(?:static|media)/[^"]*"|<svg class="icon".*?</svg>', re.DOTALL)
MESSAGE = "Chúc cô năm mới an khang.\nHọc trò cũ"


def go_to_delivery(page: Page, address: str, language: str = "vi") -> None:
    add_to_basket(page, address)
    page.goto(f"/{language}/checkout/")
    fill_contact(page)
    submit(page)
    expect(page).to_have_url(re.compile("/checkout/delivery/"))


def fill_gift(page: Page) -> None:
    page.check("[name=is_gift]")
    page.fill("[name=recipient_name]", "Trần Văn Bình")
    page.fill("[name=message]", MESSAGE)
    page.check("[name=wrap][value=cloth]")


def buy_gift(page: Page, address: str) -> str:
    """The address of the recipient's page."""
    go_to_delivery(page, address)
    fill_gift(page)
    submit(page)
    expect(page.locator("main")).to_contain_text("Chúc cô năm mới an khang.")
    place(page)
    pay(page, VISA)
    expect(page).to_have_url(re.compile("/vi/orders/"), timeout=20_000)
    return str(page.locator(".gift-link").get_attribute("href"))


@pytest.mark.parametrize("javascript", [True, False])
def test_gift_is_bought_and_its_recipient_sees_no_price(
    open_context: OpenContext, addresses: Any, javascript: bool
) -> None:
    buyer = open_context(javascript=javascript, width=412).new_page()
    link = buy_gift(buyer, addresses["key"][IN_STOCK])
    order_token = buyer.url.split("/orders/")[1].split("/")[0]
    recipient = open_context(javascript=javascript).new_page()

    for path in (link, link.replace("/vi/", "/en/")):
        answer = recipient.goto(path)

        assert answer is not None
        assert answer.headers["referrer-policy"] == "no-referrer"
        html = recipient.content()
        assert not MONEY.search(NO_TEXT.sub("", html))
        assert order_token not in html
        expect(recipient.locator("h1")).to_contain_text("Trần Văn Bình")
        expect(recipient.locator(".gift-card-message")).to_contain_text("Học trò cũ")
        expect(recipient.locator(".line")).to_have_count(1)


def test_gift_fields_open_count_and_preview(open_context: OpenContext, addresses: Any) -> None:
    page = open_context().new_page()
    go_to_delivery(page, addresses["key"][IN_STOCK])
    expect(page.locator("[name=message]")).to_be_hidden()

    page.check("[name=is_gift]")
    page.fill("[name=recipient_name]", "Bình")
    page.fill("[name=message]", "x" * 10_000)

    expect(page.locator("[data-gift-count]")).to_contain_text("9700")
    expect(page.locator("[data-gift-to]")).to_have_text("Bình")
    submit(page)
    expect(page.get_by_role("alert")).to_contain_text("10000")
    expect(page.locator("[name=message]")).to_have_value("x" * 10_000)
    expect(page.locator("[name=recipient_name]")).to_have_value("Bình")


def test_gift_fields_open_without_javascript(open_context: OpenContext, addresses: Any) -> None:
    page = open_context(javascript=False).new_page()
    go_to_delivery(page, addresses["key"][IN_STOCK])

    expect(page.locator("[name=message]")).to_be_hidden()
    page.check("[name=is_gift]")
    expect(page.locator("[name=message]")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_old_ward_name_shows_the_units_of_today(
    open_context: OpenContext, addresses: Any, javascript: bool
) -> None:
    page = open_context(javascript=javascript).new_page()
    add_to_basket(page, addresses["key"][IN_STOCK])
    page.goto("/vi/checkout/")
    fill_contact(page)
    page.select_option("[name=commune]", "")
    if javascript:
        expect(page.locator("[name=ward]")).to_be_hidden()
        page.get_by_role("button", name=re.compile("tên cũ")).click()
    page.fill("[name=ward]", "Quảng An")

    submit(page)

    expect(page.get_by_role("alert")).to_contain_text("Phường Tây Hồ")
    page.select_option("[name=commune]", label="Phường Tây Hồ")
    submit(page)
    expect(page).to_have_url(re.compile("/checkout/delivery/"))
    expect(page.locator("main")).to_contain_text("Phường Tây Hồ")


def test_old_province_is_explained_and_another_name_can_be_typed(
    open_context: OpenContext, addresses: Any
) -> None:
    page = open_context(width=412).new_page()
    add_to_basket(page, addresses["key"][IN_STOCK])
    page.goto("/vi/checkout/")
    fill_contact(page)
    page.select_option("[name=commune]", "")
    page.get_by_role("button", name=re.compile("tên cũ")).click()
    page.fill("[name=ward]", "Hà Tây")
    submit(page)

    expect(page.get_by_role("alert")).to_contain_text("2008")
    page.fill("[name=ward]", "Thường Tín")
    submit(page)

    expect(page.get_by_role("alert")).to_contain_text("Xã Hồng Vân")
    page.select_option("[name=commune]", label="Xã Hồng Vân")
    submit(page)
    expect(page.locator("main")).to_contain_text("Xã Hồng Vân")


def test_only_the_ward_field_that_applies_is_shown(
    open_context: OpenContext, addresses: Any
) -> None:
    page = open_context().new_page()
    add_to_basket(page, addresses["key"][IN_STOCK])
    page.goto("/vi/checkout/")

    expect(page.locator("[name=commune]")).to_be_visible()
    expect(page.locator("[name=ward]")).to_be_hidden()
    page.select_option("[name=province]", "48")
    expect(page.locator("[name=commune]")).to_be_hidden()
    expect(page.locator("[name=ward]")).to_be_visible()


@pytest.mark.parametrize("width", [412, 1280])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_gift_pages_have_no_violation(
    open_context: OpenContext, addresses: Any, language: str, width: int
) -> None:
    page = open_context(width=width).new_page()
    found: dict[str, list[str]] = {}
    go_to_delivery(page, addresses["key"][IN_STOCK], language)
    found["delivery"] = axe_violations(page)
    fill_gift(page)
    found["gift fields"] = axe_violations(page)
    page.fill("[name=message]", "x" * 301)
    submit(page)
    found["gift error"] = axe_violations(page)
    page.fill("[name=message]", MESSAGE)
    submit(page)
    found["review"] = axe_violations(page)
    place(page)
    pay(page, VISA)
    expect(page).to_have_url(re.compile(f"/{language}/orders/"), timeout=20_000)
    found["order"] = axe_violations(page)
    page.goto(str(page.locator(".gift-link").get_attribute("href")))
    found["gift"] = axe_violations(page)

    assert {name: each for name, each in found.items() if each} == {}
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
