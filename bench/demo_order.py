"""`make demo-order`: buys in the demo by script, from the first page to the paid order.

Speaks HTTP as a browser without JavaScript does, and prints what each step took.
"""

import http.cookiejar
import os
import re
import time
import urllib.parse
import urllib.request
from pathlib import Path

from bench.demo import ROOT, demo

TEST_CARD = "4242 4242 4242 4242"
CONTACT = {
    "email": "nguoi-mua@langnghe.example",
    "full_name": "Nguyễn Thị Mua",
    "phone": "0912345678",
    "province": "01",
    "address": "12 ngõ 3",
}


class Buyer:
    """A visitor with cookies who reads forms and sends them."""

    def __init__(self, origin: str) -> None:
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)
        self.url = origin
        self.page = ""

    def go(self, path: str, form: dict[str, str] | None = None) -> "Buyer":
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        address = urllib.parse.urljoin(self.url, path)
        with self.opener.open(urllib.request.Request(address, data), timeout=30) as answer:
            self.url, self.page = answer.url, answer.read().decode()
        return self

    def send(self, form_path: str, **fields: str) -> "Buyer":
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.page)
        if token is None:
            raise SystemExit(f"no form on {self.url}")
        return self.go(form_path, {"csrfmiddlewaretoken": token[1], **fields})

    def hidden(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.page)
        if found is None:
            raise SystemExit(f"{name} is not on {self.url}")
        return found[1]


def buy(origin: str) -> str:
    """Search, basket, checkout, demo card; the address of the paid order."""
    buyer = Buyer(origin)
    buyer.go("/vi/search/?q=hop+danh+thiep")
    product = re.search(r'href="(/vi/products/[^"]+)"', buyer.page)
    if product is None:
        raise SystemExit("the demo good was not found")
    buyer.go(product[1])
    add = re.search(r'action="(/vi/basket/add/\d+/)"', buyer.page)
    if add is None:
        raise SystemExit("the demo good cannot be bought")
    buyer.send(add[1], quantity="1").go("/vi/checkout/")
    ward = re.search(r'<option value="(\d{5})"', buyer.page)
    if ward is None:
        raise SystemExit("the address form has no ward")
    buyer.send(buyer.url, **CONTACT, commune=ward[1])
    buyer.send(buyer.url, method=_first_method(buyer.page))
    buyer.send("/vi/checkout/place/", fingerprint=buyer.hidden("fingerprint"))
    if "/demo-pay/" not in buyer.url:
        link = re.search(r'href="(/vi/demo-pay/[^"]+)"', buyer.page)
        buyer.go(link[1] if link else buyer.url)
    buyer.send(buyer.url, number=TEST_CARD, action="pay")
    if "/vi/orders/" not in buyer.url or "Đã thanh toán" not in buyer.page:
        raise SystemExit(f"the order is not paid: {buyer.url}")
    return buyer.url


def _first_method(page: str) -> str:
    found = re.search(r'name="method"[^>]* value="(\w+)"', page)
    if found is None:
        raise SystemExit("no way of delivery is offered")
    return found[1]


def main() -> None:
    began = float(os.environ.get("BEGAN", time.time()))  # set by make before the installation
    with demo(Path(ROOT) / "var" / "demo-order") as origin:
        ready = time.time()
        buy(origin)
        paid = time.time()
    print(f"demo ready after {ready - began:.0f} s, order paid {paid - ready:.1f} s later")


if __name__ == "__main__":
    main()
