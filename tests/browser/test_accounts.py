"""Accounts in a real browser: registering by mail without scripts, and pages behind the login."""

import re
import time
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from shop.demo import ACCOUNTS, PASSWORD
from tests.browser.conftest import DemoShop, axe_violations

OpenContext = Callable[..., BrowserContext]
SHOPPER = next(account.email for account in ACCOUNTS if account.role == "shopper")
NEW, OTHER = "một câu dài 2026", "một câu khác 2027"
MEMBER_PAGES = ["", "orders/", "addresses/", "addresses/add/", "password/", "close/"]


def submit(page: Page) -> None:
    page.locator("main form button[type=submit]").first.click()


def link_in_mail(folder: Path, pattern: str) -> str:
    """The link of the newest mail that has one, once the demo has written it."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        for path in sorted(folder.glob("*"), key=lambda file: -file.stat().st_mtime_ns):
            mail = message_from_bytes(path.read_bytes(), policy=policy.default)
            found = re.search(pattern, mail.get_content())
            if found:
                return found.group(0)
    raise AssertionError(f"no mail with {pattern} in {folder}")


def test_registering_and_a_new_password_work_without_javascript(
    open_context: OpenContext, demo_shop: DemoShop
) -> None:
    page = open_context(javascript=False).new_page()
    mails = demo_shop.folder / "mail"

    page.goto("/vi/account/register/")
    page.fill("[name=email]", "mai@langnghe.example")
    page.fill("[name=password]", NEW)
    submit(page)
    page.goto(link_in_mail(mails, r"http://\S+/account/confirm/\S+"))
    page.fill("[name=password]", NEW)
    submit(page)
    assert page.url == demo_shop.url("/vi/account/")

    page.locator(".side-nav button").click()
    page.goto("/vi/account/reset/")
    page.fill("[name=email]", "mai@langnghe.example")
    submit(page)
    page.goto(link_in_mail(mails, r"http://\S+/account/reset/\S+-\S+/"))
    page.fill("[name=new_password1]", OTHER)
    page.fill("[name=new_password2]", OTHER)
    submit(page)
    assert page.url == demo_shop.url("/vi/account/reset/done/")

    page.goto("/vi/account/login/")
    page.fill("[name=username]", "mai@langnghe.example")
    page.fill("[name=password]", OTHER)
    submit(page)
    assert page.url == demo_shop.url("/vi/account/")


def test_pages_behind_the_login_have_no_violation_and_fit(open_context: OpenContext) -> None:
    """One login for all: more would meet the limit on tries."""
    page = open_context().new_page()
    page.goto("/vi/account/login/")
    page.fill("[name=username]", SHOPPER)
    page.fill("[name=password]", PASSWORD)
    submit(page)
    found = {}

    for width in (320, 412, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        for language in ("vi", "en"):
            for path in MEMBER_PAGES:
                page.goto(f"/{language}/account/{path}")
                problems = axe_violations(page)
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    problems.append("scrolls sideways")
                if problems:
                    found[f"{language} {path} {width}"] = problems

    assert found == {}


def test_a_refused_form_puts_the_keyboard_on_the_summary(open_context: OpenContext) -> None:
    page = open_context().new_page()
    page.goto("/vi/account/register/")
    submit(page)

    assert page.title().startswith("Lỗi:")
    expect(page.locator(".error-summary")).to_be_focused()
    page.get_by_role("link", name=re.compile("^Email:")).click()
    assert page.evaluate("document.activeElement.name") == "email"
    assert axe_violations(page) == []
