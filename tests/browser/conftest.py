"""The demo as a person meets it: its own process, its own folder, a real browser."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import CHROMIUM

ROOT = Path(__file__).resolve().parents[2]
AXE = Path(__file__).with_name("vendor") / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
START_SECONDS = 240


@dataclass(frozen=True)
class DemoShop:
    origin: str
    folder: Path
    environment: dict[str, str]

    def url(self, path: str) -> str:
        return self.origin + path

    def manage(self, *arguments: str) -> str:
        """Run a management command on the demo's own data; its output."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(origin: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError("the demo server stopped while starting")
        try:
            with urllib.request.urlopen(f"{origin}/health/ready", timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("the demo did not start")


@pytest.fixture(scope="session")
def demo_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoShop]:
    """`make run` without the installation: prepared once, served until the session ends."""
    folder = tmp_path_factory.mktemp("demo shop")  # with a space, as a person's folder may have
    port = _free_port()
    origin = f"http://localhost:{port}"
    environment = {
        **{k: v for k, v in os.environ.items() if k != "DATABASE_URL"},
        "DJANGO_SETTINGS_MODULE": "shop.settings.demo",
        "LANGNGHE_VAR_DIR": str(folder),
        "SITE_ORIGIN": origin,
    }
    subprocess.run(
        [sys.executable, "manage.py", "prepare_demo"], cwd=ROOT, env=environment, check=True
    )
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve_demo", "--port", str(port)],
            cwd=ROOT, env=environment, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            _wait_until_ready(origin, server)
            yield DemoShop(origin, folder, environment)
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_context(chromium: Browser, demo_shop: DemoShop) -> Iterator[Callable[..., BrowserContext]]:
    """A fresh visitor: `open_context(width=412, javascript=False)`."""
    contexts: list[BrowserContext] = []

    def open_one(*, width: int = 1280, javascript: bool = True, **options: Any) -> BrowserContext:
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=javascript,
            base_url=demo_shop.origin,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            **options,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(open_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """`open_page("/vi/", width=412)`: with the scripts that come after the first frame at work."""

    def open_one(path: str, *, javascript: bool = True, **options: Any) -> Page:
        page = open_context(javascript=javascript, **options).new_page()
        page.goto(path, wait_until="networkidle" if javascript else "load")
        return page

    return open_one


ADDRESSES = """
import json
from catalogue.models import Product
from certification.models import Certificate
from producers.models import Partner
found = {"producer": Partner.objects.exclude(products=None).first().get_absolute_url(),
         "goods": {}, "certificates": {}, "key": {}}
for certificate in Certificate.objects.select_related("product").order_by("pk"):
    found["goods"].setdefault(certificate.state, certificate.product.get_absolute_url())
    found["certificates"].setdefault(certificate.state, certificate.code)
for product in Product.objects.browsable():
    found["key"][product.key] = product.get_absolute_url()
print("ADDRESSES" + json.dumps(found))
"""


@pytest.fixture(scope="session")
def addresses(demo_shop: DemoShop) -> dict[str, Any]:
    """Where the demo's things are: a product and a certificate of each state, goods by key."""
    output = demo_shop.manage("shell", "-c", ADDRESSES)
    found: dict[str, Any] = json.loads(output.split("ADDRESSES", 1)[1])
    return found


def axe_violations(page: Page) -> list[str]:
    """Each WCAG 2.2 A/AA violation that axe-core sees, with the first element it names."""
    page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    result = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", WCAG
    )
    return [
        f"{found['id']}: {found['help']} at {found['nodes'][0]['target']}"
        for found in result["violations"]
    ]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
