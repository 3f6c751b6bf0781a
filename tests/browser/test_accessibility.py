"""WCAG 2.2 A/AA by axe-core, reflow at 320 px, and what axe cannot see, on every public page."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import axe_violations

PAGES = {
    "home": "/",
    "list": "/search/",
    "results": "/search/?q=gom&stars=4",
    "nothing found": "/search/?q=zzzzqqq",
    "spoken filters": "/search/?q=lua+duoi+1+trieu+4+sao",
    "nothing but one filter less": "/search/?q=lua+5+sao+duoi+100k",
    "corrected": "/search/?q=banhs+chuwng",
    "to the letter": "/search/?q=banhs+chuwng&verbatim=1",
    "related goods": "/search/?q=am+tu+sa",
    "bad values": "/search/?stars=9&price_min=abc",
    "category": "/categories/ceramics/",
    "villages": "/villages/",
    "village": "/villages/bat-trang/",
    "craft": "/crafts/ceramics/",
    "numbers": "/numbers/",
    "events": "/events/",
    "venues": "/venues/",
    "stars explained": "/ocop/",
    "look-up": "/certificates/",
    "unknown code": "/certificates/?code=LN-00000000",
    "basket": "/basket/",
    "find order": "/orders/",
    "log in": "/account/login/",
    "register": "/account/register/",
    "reset": "/account/reset/",
    "contact": "/contact/",
    "policy": "/policies/delivery/",
    "privacy": "/policies/privacy/",
    "missing": "/products/none_999999/",
}
STATES = [
    "in_term", "renewal_window", "grace", "expired", "withdrawn", "candidate_five", "reported",
    "reported_past", "submitted",
]  # fmt: skip


@pytest.mark.parametrize("width", [412, 1280])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_has_no_violation(
    language: str, width: int, open_context: Callable[..., BrowserContext], addresses: Any
) -> None:
    page = open_context(width=width).new_page()
    paths = {name: f"/{language}{path}" for name, path in PAGES.items()}
    paths |= {f"product {s}": _in(language, addresses["goods"][s]) for s in STATES}
    paths |= {
        f"certificate {s}": f"/{language}/certificates/{addresses['certificates'][s]}/"
        for s in STATES
    }
    paths["producer"] = _in(language, addresses["producer"])

    found = {}
    for name, path in paths.items():
        page.goto(path)
        if violations := axe_violations(page):
            found[name] = violations

    assert found == {}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_page_scrolls_sideways_at_320_px(
    language: str, open_context: Callable[..., BrowserContext], addresses: Any
) -> None:
    page = open_context(width=320).new_page()
    paths = {name: f"/{language}{path}" for name, path in PAGES.items()}
    paths |= {f"product {s}": _in(language, addresses["goods"][s]) for s in STATES}

    too_wide = {}
    for name, path in paths.items():
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            too_wide[name] = width

    assert too_wide == {}


def test_skip_link_is_the_first_stop_and_moves_to_the_content(
    open_page: Callable[..., Page],
) -> None:
    page = open_page("/vi/search/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


def test_focus_is_visible_on_links_and_buttons(open_page: Callable[..., Page]) -> None:
    page = open_page("/vi/search/")

    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "() => { const s = getComputedStyle(document.activeElement);"
            " const a = getComputedStyle(document.activeElement, '::after');"
            " return [s.outlineStyle, s.outlineWidth, a.outlineStyle]; }"
        )
        assert outline[0] != "none" or outline[2] != "none", page.evaluate(
            "document.activeElement.outerHTML"
        )


def test_no_page_breaks_the_content_security_policy(
    open_context: Callable[..., BrowserContext], addresses: Any
) -> None:
    page = open_context().new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)

    for path in ["/vi/", "/vi/search/?q=gom", addresses["goods"]["in_term"], "/vi/basket/"]:
        page.goto(path)

    assert complaints == []


def _in(language: str, path: str) -> str:
    return f"/{language}/" + path.split("/", 2)[2]
