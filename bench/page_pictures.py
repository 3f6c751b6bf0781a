"""`make page-pictures`: docs/pictures, the main pages of the demo as a phone and a desk see them.

Needs /usr/bin/chromium. The pictures are committed: take them anew when the look changes.
"""

from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from bench.demo import ROOT, demo
from bench.lighthouse import PAGES, first_product

FOLDER = ROOT / "docs" / "pictures"
SHOWN = ("home", "list", "product", "village", "verify")
VIEWS = {412: 900, 1280: 1000}  # width → height, px
COLOURS = 256  # of the palette, a third of the weight


def take(browser: Browser, address: str, width: int, path: Path) -> None:
    page = browser.new_page(viewport={"width": width, "height": VIEWS[width]}, locale="vi-VN")
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    page.screenshot(path=path)
    page.close()
    with Image.open(path) as shot:
        small = shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.FLOYDSTEINBERG)
    small.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} KB")


def main() -> None:
    with demo(ROOT / "var" / "lighthouse") as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        for name in SHOWN:
            address = origin + (PAGES[name] or first_product(origin))
            for width in VIEWS:
                take(browser, address, width, FOLDER / f"{name}-{width}.png")
        browser.close()


if __name__ == "__main__":
    main()
