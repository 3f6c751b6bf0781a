"""The order's page in every state, and a tab that was closed before it could be shown."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.conftest import DemoShop, axe_violations
from tests.browser.test_buying import IN_STOCK, VISA, add_to_basket, go_to_review, place

OpenContext = Callable[..., BrowserContext]
ORDERS = """
import json
from django.utils import timezone
from catalogue.models import Product
from gifting.choices import GiftChoice
from orders.models import Order, Parcel, Status
from tests.buying import make_order
goods = [product for product in Product.objects.browsable().order_by("pk")
         if product.is_demo and product.availability.kind == "made_to_order"
         and not product.is_parent][:2]
tokens = {}
for status in Status.values:
    order = make_order(*goods, gift=GiftChoice("Binh", message="Hi") if status == "PAID" else None)
    paid_at = None if status in ("PENDING", "CANCELLED") else timezone.now()
    Order.everything.filter(pk=order.pk).update(status=status, placed_at=paid_at)
    if status == "SHIPPED":
        Parcel.objects.filter(order=order).update(
            status="handed_over", carrier="VNPost", tracking_number="VN123456789")
    tokens[status] = order.public_token
print("TOKENS" + json.dumps(tokens))
"""


@pytest.fixture(scope="module")
def tokens(demo_shop: DemoShop) -> dict[str, str]:
    """An order in each state."""
    found: dict[str, str] = json.loads(demo_shop.manage("shell", "-c", ORDERS).split("TOKENS")[1])
    return found


@pytest.mark.parametrize("width", [412, 1280])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_order_page_has_no_violation_in_any_state(
    open_context: OpenContext, tokens: dict[str, str], language: str, width: int
) -> None:
    page = open_context(width=width).new_page()
    found = {}

    for status, token in tokens.items():
        answer = page.goto(f"/{language}/orders/{token}/")
        assert answer is not None
        assert answer.status == 200
        problems = axe_violations(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            problems.append("scrolls sideways")
        if problems:
            found[status] = problems

    assert found == {}


def test_tab_closed_after_paying_leaves_a_paid_order(
    open_context: OpenContext, addresses: Any
) -> None:
    """The provider's event settles the order: nobody ever opens the return page."""
    context = open_context()
    page = context.new_page()
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    add_to_basket(page, addresses["key"][IN_STOCK])
    go_to_review(page)
    place(page)
    token = next(found[1] for url in seen if (found := re.search("/vi/pay/([^/]+)/", url)))
    answers: dict[str, str | float | bool] = {
        "csrfmiddlewaretoken": page.locator("[name=csrfmiddlewaretoken]").first.input_value(),
        "number": VISA,
        "action": "pay",
    }
    paid = context.request.post(page.url, form=answers, max_redirects=0)  # and nobody goes back
    assert paid.status in (302, 303)
    page.close()
    context.clear_cookies()

    later = context.new_page()
    later.goto(f"/vi/orders/{token}/")

    for _ in range(20):
        if "Đã thanh toán" in later.locator("main").inner_text():
            break
        later.wait_for_timeout(500)
        later.reload()
    expect(later.locator("main")).to_contain_text("Đã thanh toán")
    expect(later.locator("main")).to_contain_text("nguoi-mua@langnghe.example")
    expect(later.get_by_role("link", name="Hủy đơn")).to_have_count(0)
