"""Buying as a guest in a real browser: paid, declined then paid, cancelled; without scripts too."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

VISA = "4242 4242 4242 4242"
DECLINED = "4000 0000 0000 0002"
IN_STOCK = "demo-hop-danh-thiep"  # 64 in stock, in Hanoi or beyond
OpenContext = Callable[..., BrowserContext]


def fill_contact(page: Page) -> None:
    page.fill("[name=email]", "nguoi-mua@langnghe.example")
    page.fill("[name=full_name]", "Nguyễn Thị Mua")
    page.fill("[name=phone]", "0912 345 678")
    page.select_option("[name=province]", "01")
    page.select_option("[name=commune]", index=3)
    page.fill("[name=address]", "12 ngõ 3, phố Gốm")


def submit(page: Page) -> None:
    page.locator("main form button[type=submit]").last.click()


def add_to_basket(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Thêm vào giỏ").first.click()
    page.goto("/vi/basket/")


def go_to_review(page: Page) -> None:
    page.goto("/vi/checkout/")
    fill_contact(page)
    submit(page)
    expect(page).to_have_url(re.compile("/checkout/delivery/"))
    submit(page)
    expect(page).to_have_url(re.compile("/checkout/review/"))


def place(page: Page) -> None:
    """Press pay on the review; the pay page leads to the provider's by itself or by its link."""
    submit(page)
    page.wait_for_url(re.compile("/(pay|demo-pay)/"))
    if "/demo-pay/" not in page.url:
        page.wait_for_url(re.compile("/demo-pay/"))


def pay(page: Page, card: str) -> None:
    page.fill("[name=number]", card)
    page.locator("button[name=action][value=pay]").click()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [412, 1280])
def test_guest_buys_and_sees_a_paid_order(
    open_context: OpenContext, addresses: Any, javascript: bool, width: int
) -> None:
    page = open_context(javascript=javascript, width=width).new_page()

    add_to_basket(page, addresses["key"][IN_STOCK])
    go_to_review(page)
    place(page)
    pay(page, VISA)

    expect(page).to_have_url(re.compile("/vi/orders/"), timeout=20_000)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Đã thanh toán")
    page.goto("/vi/basket/")
    expect(page.locator(".line")).to_have_count(0)


@pytest.mark.parametrize("javascript", [True, False])
def test_declined_card_can_be_followed_by_another(
    open_context: OpenContext, addresses: Any, javascript: bool
) -> None:
    page = open_context(javascript=javascript).new_page()
    add_to_basket(page, addresses["key"][IN_STOCK])
    go_to_review(page)
    place(page)

    pay(page, DECLINED)
    expect(page).to_have_url(re.compile("/demo-pay/"))
    expect(page.locator("main")).to_contain_text("từ chối")
    pay(page, VISA)

    expect(page).to_have_url(re.compile("/vi/orders/"), timeout=20_000)
    expect(page.locator("main")).to_contain_text("Đã thanh toán")


@pytest.mark.parametrize("javascript", [True, False])
def test_cancelled_order_gives_the_basket_back(
    open_context: OpenContext, addresses: Any, javascript: bool
) -> None:
    page = open_context(javascript=javascript).new_page()
    add_to_basket(page, addresses["key"][IN_STOCK])
    go_to_review(page)
    place(page)

    page.locator("button[name=action][value=abandon]").click()
    expect(page).to_have_url(re.compile("/vi/orders/"))
    page.get_by_role("link", name=re.compile("Hủy đơn")).click()
    submit(page)

    expect(page).to_have_url(re.compile("/vi/orders/"))
    expect(page.get_by_role("link", name="Lấy lại giỏ hàng")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Đã thanh toán")


def test_fault_01_double_click_on_pay_makes_one_order(
    open_context: OpenContext, addresses: Any, demo_shop: Any
) -> None:
    page = open_context().new_page()
    add_to_basket(page, addresses["key"][IN_STOCK])
    go_to_review(page)
    before = _orders(demo_shop)

    page.locator("main form button[type=submit]").last.dblclick()
    page.wait_for_url(re.compile("/demo-pay/"))

    assert _orders(demo_shop) == before + 1


def test_fault_02_back_after_placing_leads_to_the_same_order(
    open_context: OpenContext, addresses: Any, demo_shop: Any
) -> None:
    page = open_context(javascript=False).new_page()
    add_to_basket(page, addresses["key"][IN_STOCK])
    go_to_review(page)
    submit(page)
    page.wait_for_url(re.compile("/(pay|demo-pay)/"))
    before = _orders(demo_shop)

    page.goto("/vi/checkout/review/")
    page.goto("/vi/basket/")

    assert _orders(demo_shop) == before
    expect(page.locator(".line")).to_have_count(0)
    expect(
        page.get_by_role("link", name=re.compile("đơn hàng", re.IGNORECASE)).first
    ).to_be_visible()


def test_keyboard_alone_buys(open_context: OpenContext, addresses: Any) -> None:
    page = open_context().new_page()
    page.goto(addresses["key"][IN_STOCK])
    _press(page, "Thêm vào giỏ")
    page.wait_for_url(re.compile("/vi/basket/"))
    page.goto("/vi/checkout/")
    for value in ("nguoi-mua@langnghe.example", "Nguyễn Thị Mua", "0912345678"):
        _tab_to_field(page)
        page.keyboard.type(value)
    page.keyboard.press("Tab")  # province: Hanoi already
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")  # the first ward
    page.locator("[name=address]").focus()
    page.keyboard.type("12 ngõ 3")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/checkout/delivery/"))
    _press(page, "Tiếp tục")
    expect(page).to_have_url(re.compile("/checkout/review/"))
    _press(page, "Thanh toán")
    page.wait_for_url(re.compile("/demo-pay/"))
    page.locator("[name=number]").focus()
    page.keyboard.type("4242424242424242")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/vi/orders/"), timeout=20_000)
    expect(page.locator("main")).to_contain_text("Đã thanh toán")


@pytest.mark.parametrize("javascript", [True, False])
def test_errors_are_named_linked_and_keep_what_was_typed(
    open_context: OpenContext, addresses: Any, javascript: bool
) -> None:
    page = open_context(javascript=javascript).new_page()
    add_to_basket(page, addresses["key"][IN_STOCK])
    page.goto("/vi/checkout/")
    page.fill("[name=full_name]", "Nguyễn Thị Mua")
    page.fill("[name=phone]", "12")

    submit(page)

    expect(page).to_have_title(re.compile("^Lỗi"))
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Có lỗi cần sửa")
    expect(page.locator("[name=full_name]")).to_have_value("Nguyễn Thị Mua")
    expect(page.locator("[name=phone]")).to_have_value("12")
    expect(page.locator("[name=phone]")).to_have_attribute("aria-invalid", "true")
    if javascript:
        expect(summary).to_be_focused()


def _orders(demo_shop: Any) -> int:
    code = "from orders.models import Order; print('N', Order.everything.count())"
    return int(demo_shop.manage("shell", "-c", code).split("N ")[1])


def _tab_to_field(page: Page) -> None:
    """Tab until a text field of the form has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(
            "document.activeElement.closest('main form') !== null"
            " && document.activeElement.matches('input:not([type=hidden])')"
        ):
            return
    raise AssertionError("no field could be reached")


def _press(page: Page, label: str) -> None:
    """Tab to the button of this name and press Enter."""
    for _ in range(60):
        page.keyboard.press("Tab")
        text = page.evaluate("document.activeElement.innerText || ''")
        is_button = page.evaluate("document.activeElement.matches('button, .button')")
        if is_button and text.strip().startswith(label):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{label} could not be reached with the keyboard")
