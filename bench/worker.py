"""Measures the pages of one shop in one process and prints JSON."""

import gzip
import json
import os
import statistics
import sys
import time
from dataclasses import asdict, dataclass

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
django.setup()

from django.db import connection  # noqa: E402  needs the settings
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402

from bench.counting import count_queries  # noqa: E402
from catalogue.models import Category, Product  # noqa: E402
from certification.models import Certificate  # noqa: E402
from places.models import Village  # noqa: E402

REPETITIONS = 15


@dataclass(frozen=True)
class Measured:
    page: str
    status: int
    queries: int
    milliseconds: float
    kilobytes_gzip: float


def measure(client: Client, name: str, address: str) -> Measured:
    """One warm-up, one request with its queries recorded, then the median of the timed ones."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    queries = count_queries(captured)  # now: the next request empties the log
    times = []
    for _ in range(REPETITIONS):
        before = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - before) * 1000)
    size = len(gzip.compress(response.content)) / 1024
    return Measured(name, response.status_code, queries, statistics.median(times), round(size, 1))


def pages() -> dict[str, str]:
    goods = Product.objects.browsable().filter(structure=Product.STANDALONE)
    product = goods[goods.count() // 2]
    certified = Certificate.objects.filter(review=Certificate.Review.VERIFIED).first()
    category, village = Category.objects.first(), Village.objects.filter(products=product).first()
    if certified is None or category is None:
        raise SystemExit("the benchmark's database has no certificates or categories")
    search = reverse("search:search")
    found = {
        "template only": "/bench/template-only/",
        "lean list": "/bench/lean-list/",
        "home": reverse("home"),
        "list": search,
        "list, page 50": f"{search}?page=50",
        "category": category.get_absolute_url(),
        "search 'lua'": f"{search}?q=lua",
        "search with facets": f"{search}?q=gom&stars=4&price_max=1000000",
        "product": product.get_absolute_url(),
        "verification": certified.get_absolute_url(),
        "basket, empty": reverse("basket:summary"),
    }
    if village:
        found["village"] = village.get_absolute_url()
    return found


def basket_of(lines: int) -> Client:
    client = Client()
    goods = Product.objects.browsable().filter(
        structure=Product.STANDALONE, stockrecords__num_in_stock__gte=5
    )
    for product in goods.order_by("pk")[:lines]:
        client.post(reverse("basket:add", args=[product.pk]), {"quantity": "1"})
    return client


def main() -> None:
    translation.activate("vi")
    visitor = Client()
    measured = [measure(visitor, name, address) for name, address in pages().items()]
    five = basket_of(5)
    measured.append(measure(five, "basket, five lines", reverse("basket:summary")))
    json.dump([asdict(one) for one in measured], sys.stdout)


if __name__ == "__main__":
    main()
