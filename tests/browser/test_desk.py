"""The maker's desk in a real browser: from a draft to the parcel that leaves."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from shop.demo import ACCOUNTS, PASSWORD
from tests.browser.conftest import DemoShop, axe_violations
from tests.browser.test_buying import VISA, add_to_basket, go_to_review, pay, place, submit

OpenContext = Callable[..., BrowserContext]
EMAIL = {account.role: account.email for account in ACCOUNTS}
MAKER = "/vi/desk/makers/nha-mau-men-lam/"


def signed_in(open_context: OpenContext, role: str, **options: Any) -> Page:
    page = open_context(**options).new_page()
    page.goto("/vi/account/login/")
    page.fill("[name=username]", EMAIL[role])
    page.fill("[name=password]", PASSWORD)
    submit(page)
    return page


def photograph() -> FilePayload:
    written = BytesIO()
    Image.new("RGB", (1200, 900), "steelblue").save(written, "JPEG")
    return {"name": "binh.jpg", "mimeType": "image/jpeg", "buffer": written.getvalue()}


def paper() -> FilePayload:
    content = b"%PDF-1.4\n%%EOF\n"
    return {"name": "giay.pdf", "mimeType": "application/pdf", "buffer": content}


def write_product(page: Page, title: str) -> None:
    """Sends a product with everything; the maker's page shows that it is with the shop."""
    page.goto(f"{MAKER}products/")
    page.get_by_role("button", name="Ghi một sản phẩm mới").click()
    page.fill("[name=title]", title)
    page.fill("textarea[name=description]", "Bình cao 30 cm, vẽ tay.")
    page.fill("[name=story]", "Nhà làm từ năm 1960.")
    page.select_option("[name=category]", index=1)
    page.fill("[name=price]", "250.000")
    page.fill("[name=stock]", "7")
    page.set_input_files("[name=pictures]", photograph())
    page.fill("[name=certificate_number]", "09/QĐ-DEMO")
    page.fill("[name=certificate_authority]", "UBND thành phố Hà Nội (minh họa)")
    page.select_option("[name=certificate_stars]", "4")
    page.fill("[name=certificate_issued_on]", "2026-03-01")
    page.set_input_files("[name=scans]", paper())
    page.get_by_role("button", name="Gửi cho cửa hàng").click()
    expect(page.locator("main")).to_contain_text("Đã gửi cửa hàng")


@pytest.mark.parametrize(("javascript", "width"), [(True, 412), (False, 1280)])
def test_maker_submits_staff_approve_it_is_bought_and_the_parcel_leaves(
    open_context: OpenContext, demo_shop: DemoShop, javascript: bool, width: int
) -> None:
    title = f"Bình vẽ cá {'có' if javascript else 'không'} kịch bản"
    options = {"javascript": javascript, "width": width}
    maker = signed_in(open_context, "maker", **options)
    staff = signed_in(open_context, "staff", **options)
    buyer = open_context(**options).new_page()

    write_product(maker, title)
    buyer.goto(f"/vi/search/?q={title}")
    expect(buyer.locator(".card-title a", has_text=title)).to_have_count(0)

    staff.goto("/vi/desk/staff/")
    staff.get_by_role("link", name=title).first.click()
    expect(staff.locator("main")).to_contain_text("09/QĐ-DEMO")
    staff.get_by_role("button", name="Duyệt và đăng").click()
    expect(staff).to_have_url(re.compile("/desk/staff/$"))
    demo_shop.manage("warm_images")  # the sweep would do it within a quarter of a minute

    buyer.goto(f"/vi/search/?q={title}")
    address = buyer.locator(".card-title a", has_text=title).first.get_attribute("href")
    assert address
    buyer.goto(address)
    expect(buyer.locator(".seal-solid").first).to_contain_text("4")
    expect(buyer.locator(".product-media")).to_contain_text("Ảnh do nhà làm chụp.")
    shown = buyer.locator(".product-media img").first
    assert shown.evaluate("image => image.complete && image.naturalWidth > 0")

    add_to_basket(buyer, address)
    go_to_review(buyer)
    place(buyer)
    pay(buyer, VISA)
    expect(buyer).to_have_url(re.compile("/vi/orders/"), timeout=20_000)

    maker.goto(MAKER)
    maker.locator("#pack + ul a").last.click()
    expect(maker.locator("main")).to_contain_text("Nguyễn Thị Mua")
    maker.get_by_role("button", name="Nhận làm").click()
    maker.get_by_role("button", name="Đã đóng gói xong").click()
    maker.fill("[name=carrier]", "VNPost")
    maker.fill("[name=tracking_number]", "VN123456789")
    maker.get_by_role("button", name="Đã giao cho vận chuyển").click()
    buyer.reload()
    expect(buyer.locator("main")).to_contain_text("VN123456789")


def problems_of(page: Page, paths: list[str]) -> dict[str, list[str]]:
    found = {}
    for width in (412, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for language in ("vi", "en"):
            for path in paths:
                answer = page.goto(re.sub("^/vi/", f"/{language}/", path))
                assert answer is not None
                problems = axe_violations(page)
                if answer.status != 200:
                    problems.append(f"status {answer.status}")
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    problems.append("scrolls sideways")
                if problems:
                    found[f"{language} {path} {width}"] = problems
    return found


def link(page: Page, within: str) -> str:
    address = page.locator(f".desk-list a[href*='{within}']").first.get_attribute("href")
    assert address
    return address


def test_pages_of_the_desk_have_no_violation_and_fit(open_context: OpenContext) -> None:
    """After the test above: the desk has a draft, a submission, a parcel and a slip."""
    maker = signed_in(open_context, "maker")
    write_product(maker, "Đĩa men lam")
    waiting = maker.url.removeprefix("http://").partition("/")[2]
    maker.goto(f"{MAKER}products/")
    offer = link(maker, "/offers/")
    maker.get_by_role("button", name="Ghi một sản phẩm mới").click()
    maker.set_input_files("[name=pictures]", photograph())
    maker.get_by_role("button", name="Lưu bản nháp").click()
    draft = maker.url.removeprefix("http://").partition("/")[2]
    maker.goto(f"{MAKER}parcels/")
    parcel = link(maker, "/parcels/")
    pages = [MAKER, f"{MAKER}products/", offer, f"/{waiting}", f"/{draft}", f"{MAKER}parcels/"]
    pages += [parcel, f"{parcel}slip/", f"{MAKER}submissions/"]
    staff = signed_in(open_context, "staff")
    staff.goto("/vi/desk/staff/")
    review = link(staff, "/desk/staff/")

    assert problems_of(maker, pages) == {}
    assert problems_of(staff, ["/vi/desk/staff/", review, "/vi/desk/staff/members/"]) == {}
