"""The product's pictures by keyboard, mouse and fingers, and without JavaScript."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import DemoShop, axe_violations

HANG = """
import json
from io import BytesIO
from django.core.files.base import ContentFile
from oscar.core.loading import get_model
from PIL import Image
from catalogue.models import Product
from catalogue.pictures import manifest
images = get_model("catalogue", "ProductImage").objects
goods = Product.objects.browsable().filter(is_demo=True).exclude(picture_key="").last()
images.filter(product=goods).delete()
for number, (colour, size) in enumerate([("steelblue", (2000, 1500)), ("tan", (1500, 2000)),
                                         ("seagreen", (1000, 1000))]):
    written = BytesIO()
    Image.new("RGB", size, colour).save(written, "JPEG")
    images.create(product=goods, original=ContentFile(written.getvalue(), name="goods.jpg"),
                  display_order=number)
drawn = Product.objects.browsable().filter(is_demo=False, photos=[]).exclude(picture_key="").first()
print("ADDRESSES" + json.dumps([goods.get_absolute_url(), drawn.get_absolute_url()]))
"""
SHOWN = "document.querySelector('.zoom-count').textContent"


@pytest.fixture(scope="module")
def pictured(demo_shop: DemoShop) -> tuple[str, str]:
    """A product with three photographs, warmed by the command, and a real one with a rendering."""
    output = demo_shop.manage("shell", "-c", HANG)
    demo_shop.manage("warm_images")
    photographed, drawn = json.loads(output.split("ADDRESSES", 1)[1])
    return photographed, drawn


@pytest.fixture
def gallery(open_page: Callable[..., Page], pictured: tuple[str, str]) -> Page:
    return open_page(pictured[0])


def zoom_of(page: Page) -> float:
    return float(
        page.evaluate(
            "document.querySelector('.zoom-sheet').offsetWidth"
            " / document.querySelector('.zoom-stage').clientWidth"
        )
    )


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_keyboard_opens_turns_zooms_and_comes_back(gallery: Page, key: str) -> None:
    link = gallery.locator(".gallery-open").first
    link.focus()
    gallery.keyboard.press(key)
    dialog = gallery.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.locator(".zoom-count")).to_have_text("1 / 3")
    expect(dialog.locator(".zoom-caption")).to_contain_text("Ảnh do nhà làm chụp.")

    gallery.keyboard.press("ArrowRight")
    expect(dialog.locator(".zoom-count")).to_have_text("2 / 3")
    gallery.keyboard.press("ArrowLeft")
    gallery.keyboard.press("ArrowLeft")
    expect(dialog.locator(".zoom-count")).to_have_text("3 / 3")

    gallery.keyboard.press("Enter")
    assert zoom_of(gallery) == pytest.approx(2.5, abs=0.02)
    before = gallery.evaluate("document.querySelector('.zoom-stage').scrollLeft")
    gallery.keyboard.press("ArrowRight")
    gallery.wait_for_function(f"document.querySelector('.zoom-stage').scrollLeft > {before}")
    expect(dialog.locator(".zoom-count")).to_have_text("3 / 3")

    gallery.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert link.evaluate("link => link === document.activeElement")


def test_focus_stays_in_the_dialog_and_every_button_has_a_name(gallery: Page) -> None:
    gallery.locator(".gallery-open").first.click()
    dialog = gallery.get_by_role("dialog", name="Hình phóng to")

    for name in ("Phóng to thêm", "Đóng", "Hình trước", "Hình sau"):
        expect(dialog.get_by_role("button", name=name, exact=True)).to_be_visible()
    for _ in range(7):
        gallery.keyboard.press("Tab")
        inside = (
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
        assert gallery.evaluate(inside)
    dialog.get_by_role("button", name="Đóng").click()
    expect(dialog).to_be_hidden()


def test_looking_closely_fetches_the_largest_file_and_nothing_before_does(
    open_context: Callable[..., BrowserContext], pictured: tuple[str, str]
) -> None:
    page = open_context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(pictured[0], wait_until="networkidle")
    page.locator(".gallery-open").first.click()
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "1600" in url]

    with page.expect_response(lambda response: response.url.endswith("1600.webp")):
        page.get_by_role("button", name="Phóng to thêm").click()
    expect(page.locator(".zoom-sheet img")).to_have_attribute("src", asked[-1])


def test_mouse_zooms_at_the_point_and_drags(gallery: Page) -> None:
    gallery.locator(".gallery-open").first.click()
    stage = gallery.locator(".zoom-stage")
    box = stage.bounding_box()
    assert box

    gallery.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.5)
    assert zoom_of(gallery) == pytest.approx(2.5, abs=0.02)
    at = stage.evaluate("stage => stage.scrollLeft")
    assert at == pytest.approx(box["width"] * 0.25 * 1.5, abs=3)
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    gallery.mouse.move(*middle)
    gallery.mouse.down()
    gallery.mouse.move(middle[0] - 120, middle[1], steps=4)
    gallery.mouse.up()
    assert stage.evaluate("stage => stage.scrollLeft") == pytest.approx(at + 120, abs=3)
    assert zoom_of(gallery) > 2  # a drag is no tap

    gallery.mouse.click(*middle)
    assert zoom_of(gallery) == pytest.approx(1, abs=0.01)


def test_fingers_pinch_and_swipe(
    open_context: Callable[..., BrowserContext], pictured: tuple[str, str]
) -> None:
    page = open_context(width=412, has_touch=True).new_page()
    page.goto(pictured[0], wait_until="networkidle")
    page.locator(".gallery-open").first.tap()
    touch = page.context.new_cdp_session(page)

    def fingers(kind: str, *points: tuple[int, int]) -> None:
        places = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    fingers("touchStart", (300, 400))
    fingers("touchMove", (200, 405))
    fingers("touchMove", (120, 405))
    fingers("touchEnd")
    page.wait_for_function(f"{SHOWN} === '2 / 3'")

    fingers("touchStart", (180, 400), (230, 400))
    fingers("touchMove", (130, 400), (280, 400))
    fingers("touchEnd")
    assert zoom_of(page) == pytest.approx(3, abs=0.1)


def test_small_pictures_turn_the_large_one_without_moving_the_page(gallery: Page) -> None:
    last = gallery.locator(".gallery-thumbs a").last
    last.click()

    expect(last).to_have_attribute("aria-current", "true")
    expect(gallery.locator("#photo-3")).to_be_in_viewport(ratio=0.5)
    assert gallery.evaluate("location.hash") == ""


@pytest.mark.parametrize("width", [412, 1280])
def test_small_pictures_are_there_on_every_width(
    open_page: Callable[..., Page], pictured: tuple[str, str], width: int
) -> None:
    page = open_page(pictured[0], width=width)

    for thumb in page.locator(".gallery-thumbs a").all():
        box = thumb.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
        assert box["x"] + box["width"] <= width


def test_links_do_it_without_javascript(
    open_page: Callable[..., Page], pictured: tuple[str, str]
) -> None:
    page = open_page(pictured[0], javascript=False)
    expect(page.locator("dialog")).to_be_hidden()

    page.locator(".gallery-thumbs a").nth(1).click()
    assert page.url.endswith("#photo-2")
    expect(page.locator("#photo-2")).to_be_in_viewport(ratio=0.5)

    page.locator("#photo-2 .gallery-open").click()
    assert page.url.endswith("/1280.webp")


def test_nothing_glides_for_who_wants_no_motion(
    open_page: Callable[..., Page], pictured: tuple[str, str]
) -> None:
    page = open_page(pictured[0], reduced_motion="reduce")

    behaviour = "getComputedStyle(document.querySelector('.gallery-stage')).scrollBehavior"
    assert page.evaluate(behaviour) == "auto"


def test_rendering_of_real_goods_is_called_an_illustration_in_the_zoom(
    open_page: Callable[..., Page], pictured: tuple[str, str]
) -> None:
    page = open_page(pictured[1])
    page.locator(".gallery-open").first.click()

    expect(page.locator(".zoom-caption")).to_contain_text("Hình minh họa")


@pytest.mark.parametrize("width", [412, 1280])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_gallery_and_zoom_have_no_violation(
    open_context: Callable[..., BrowserContext],
    pictured: tuple[str, str],
    language: str,
    width: int,
) -> None:
    page = open_context(width=width).new_page()
    found: dict[str, Any] = {}
    for path in pictured:
        page.goto(f"/{language}/" + path.split("/", 2)[2])
        found[path] = axe_violations(page)
        page.locator(".gallery-open").first.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        found[f"{path} zoom"] = axe_violations(page)
        page.keyboard.press("Enter")
        found[f"{path} zoomed"] = axe_violations(page)

    assert {place: names for place, names in found.items() if names} == {}
