"""Voucher codes in a real browser: typed, refused, removed, and an order that they cover whole."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from shop.demo import VOUCHER
from tests.browser.conftest import DemoShop, axe_violations
from tests.browser.test_buying import (
    IN_STOCK,
    VISA,
    add_to_basket,
    fill_contact,
    go_to_review,
    pay,
    place,
    submit,
)

OpenContext = Callable[..., BrowserContext]
WIDTHS = (412, 1280)
MORE_CODES = """
from datetime import timedelta
from django.utils import timezone
from tests.buying import make_voucher
make_voucher("TATCA", usage="Multi-use", percent=100)
now = timezone.now()
make_voucher("DAHET", start_datetime=now - timedelta(days=2), end_datetime=now - timedelta(days=1))
"""


@pytest.fixture(scope="module", autouse=True)
def _codes(demo_shop: DemoShop) -> None:
    demo_shop.manage("shell", "-c", MORE_CODES)


def type_code(page: Page, code: str) -> None:
    form = page.locator(".voucher")
    if not form.evaluate("details => details.open"):
        form.locator("summary").click()
    page.fill("[name=code]", code)
    form.locator("button").click()


def problems_of(page: Page) -> list[str]:
    """At both widths, without loading the page anew."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{width}: {problem}" for problem in axe_violations(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{width}: scrolls sideways")
    return found


@pytest.mark.parametrize("javascript", [True, False])
def test_code_is_refused_mended_taken_and_paid_for(
    open_context: OpenContext, addresses: Any, javascript: bool
) -> None:
    page = open_context(javascript=javascript, width=412).new_page()
    add_to_basket(page, addresses["key"][IN_STOCK])
    expect(page.locator("[name=code]")).to_be_hidden()

    type_code(page, "minhhoa1")
    expect(page).to_have_title(re.compile("^Lỗi"))
    expect(page.locator("[name=code]")).to_have_value("minhhoa1")
    expect(page.get_by_role("alert")).to_contain_text("không biết mã này")
    type_code(page, VOUCHER.lower())
    expect(page.locator(".totals")).to_contain_text(f"Đã trừ mã {VOUCHER}")
    go_to_review(page)
    place(page)
    pay(page, VISA)

    expect(page).to_have_url(re.compile("/vi/orders/"), timeout=20_000)
    expect(page.locator(".totals")).to_contain_text(f"Đã trừ mã {VOUCHER}")


def test_code_can_be_removed_with_the_keyboard(open_context: OpenContext, addresses: Any) -> None:
    page = open_context().new_page()
    add_to_basket(page, addresses["key"][IN_STOCK])
    type_code(page, VOUCHER)

    page.get_by_role("button", name=f"Bỏ mã {VOUCHER}").press("Enter")

    expect(page.locator("main")).to_contain_text(f"Đã bỏ mã {VOUCHER}")
    expect(page.locator(".totals")).not_to_contain_text(VOUCHER)


def test_order_that_a_code_covers_whole_is_placed_without_a_payment(
    open_context: OpenContext, addresses: Any
) -> None:
    page = open_context().new_page()
    add_to_basket(page, addresses["key"][IN_STOCK])
    type_code(page, "TATCA")
    page.goto("/vi/checkout/")
    fill_contact(page)
    submit(page)
    page.check("[name=method][value=pickup]")
    submit(page)
    expect(page.locator("main")).to_contain_text("Không còn gì phải trả.")
    assert problems_of(page) == []
    page.get_by_role("button", name="Đặt hàng").click()

    expect(page).to_have_url(re.compile("/vi/orders/.*thanks=1"))
    expect(page.locator("main")).to_contain_text("Không phải trả tiền")
    assert problems_of(page) == []


def test_no_state_of_the_codes_has_a_violation(open_context: OpenContext, addresses: Any) -> None:
    page = open_context().new_page()
    add_to_basket(page, addresses["key"][IN_STOCK])
    found: dict[str, list[str]] = {}

    for language in ("vi", "en"):
        page.goto(f"/{language}/basket/")
        page.locator(".voucher summary").click()
        found[f"{language} open"] = problems_of(page)
        type_code(page, "DAHET")
        found[f"{language} refused"] = problems_of(page)
        type_code(page, VOUCHER)
        found[f"{language} taken"] = problems_of(page)
        page.goto(f"/{language}/checkout/")
        found[f"{language} checkout"] = problems_of(page)
    for language in ("vi", "en"):
        page.goto(f"/{language}/basket/")
        while page.locator(".voucher").count():
            type_code(page, "DAHET")
        found[f"{language} too many"] = problems_of(page)

    assert {name: each for name, each in found.items() if each} == {}
    page.goto("/vi/basket/")
    expect(page.locator(".line")).to_have_count(1)
