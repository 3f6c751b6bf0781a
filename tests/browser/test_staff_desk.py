"""The pages that staff work on, with rows on them: WCAG 2.2 A/AA in both languages and widths."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import DemoShop, axe_violations
from tests.browser.test_buying import IN_STOCK, VISA, add_to_basket, go_to_review, pay, place
from tests.browser.test_desk import signed_in
from tests.browser.test_gifting import buy_gift

OpenContext = Callable[..., BrowserContext]
LISTS = {
    "orders": "/admin/order/order/?q=nguoi-mua",
    "parcels": "/admin/order/parcel/",
    "customers": "/admin/accounts/user/?q=shopper",
    "attempts": "/admin/payment/attempt/",
    "ledger": "/admin/payment/ledger/",
    "events": "/admin/payment/inbox/",
    "stock": "/admin/partner/stockrecord/",
    "certificates": "/admin/certification/certificate/",
    "effects": "/admin/outbox/message/",
}
WITHOUT_ROWS = {
    "index": "/admin/",
    "nothing found": "/admin/order/order/?q=zzzz",
    "refunds": "/admin/payment/refund/",
    "edits of price and stock": "/admin/partner/stockchange/",
    "mails": "/admin/demo-mails/",
    "enquiries": "/admin/shop/enquiry/",
}

# Django's own inline tables scroll sideways on a phone; browsers since Chromium 130 let the
# keyboard do so without the attribute that this rule asks for
OF_DJANGO = "scrollable-region-focusable"


def first_row(page: Page, path: str) -> str:
    page.goto(path)
    address = page.locator("#result_list tbody th a").first.get_attribute("href")
    assert address
    return address


@pytest.fixture
def staff(open_context: OpenContext, addresses: Any) -> Page:
    """At the desk, after a gift was bought and paid."""
    buy_gift(open_context().new_page(), addresses["key"][IN_STOCK])
    return signed_in(open_context, "staff")


def test_every_page_of_the_staff_desk_has_no_violation(staff: Page, demo_shop: DemoShop) -> None:
    pages = {**LISTS, **WITHOUT_ROWS}
    pages |= {f"one of the {name}": first_row(staff, path) for name, path in LISTS.items()}
    found = {}

    for language in ("vi", "en"):
        cookie = {"name": "django_language", "value": language, "url": demo_shop.origin}
        staff.context.add_cookies([cookie])  # type: ignore[list-item]  # a TypedDict's literal
        for width in (412, 1280):
            staff.set_viewport_size({"width": width, "height": 900})
            for name, path in pages.items():
                answer = staff.goto(path)
                assert answer is not None
                assert answer.status == 200, name
                assert staff.locator("html").get_attribute("lang") == language
                problems = [
                    problem
                    for problem in axe_violations(staff)
                    if not (problem.startswith(OF_DJANGO) and "-group'" in problem)
                ]
                if staff.evaluate("document.documentElement.scrollWidth") > width:
                    problems.append("scrolls sideways")
                if problems:
                    found[f"{name} {language} {width}"] = problems

    assert found == {}


def test_order_is_looked_up_read_and_its_parcel_moved(
    open_context: OpenContext, addresses: Any
) -> None:
    buyer = open_context().new_page()
    add_to_basket(buyer, addresses["key"][IN_STOCK])
    go_to_review(buyer)
    place(buyer)
    pay(buyer, VISA)
    buyer.wait_for_url("**/orders/**")
    number = buyer.locator(".lead strong").first.inner_text()
    staff = signed_in(open_context, "staff", width=412)

    order = first_row(staff, f"/admin/order/order/?q={number}")
    staff.goto(order)
    expect(staff.locator("#content")).to_contain_text("Đã thanh toán")
    expect(staff.locator("#content input:visible, #content select:visible")).to_have_count(0)
    staff.goto(f"/admin/order/parcel/?q={number}")
    staff.locator("#result_list tbody input[type=checkbox]").first.check()
    staff.select_option("select[name=action]", "accept")
    staff.locator("button[name=index]").click()

    expect(staff.locator(".messagelist")).to_contain_text("1")
    buyer.reload()
    expect(buyer.locator("main")).to_contain_text("Nhà làm đã nhận")
