"""The sitemap: public, real goods, makers, villages, crafts, categories and our own pages, in both
languages. Invented goods and makers are left out, as their pages are `noindex`.

Addresses come from SITE_ORIGIN; Django's own view would take them from the sites framework or the
Host header, so only its Sitemap classes are used.
"""

from collections.abc import Iterable
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.core.paginator import EmptyPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from catalogue.models import Category, Product
from places.models import Craft, Village
from producers.models import Partner
from shop.pages import POLICIES

PARTS = urlsplit(settings.SITE_ORIGIN)
PLAIN_PAGES = (
    "home",
    "catalogue:villages",
    "catalogue:numbers",
    "certification:lookup",
    "places:venues",
    "ocop",
    "contact",
)


class BothLanguages(Sitemap[Any]):
    i18n = True
    alternates = True
    limit = 5000


class Products(BothLanguages):
    def items(self) -> Iterable[Product]:
        goods = Product.objects.browsable().filter(is_demo=False).exclude(producer__is_demo=True)
        return goods.only("slug", "date_updated").order_by("pk")

    def lastmod(self, item: Product) -> datetime:
        return item.date_updated


class Producers(BothLanguages):
    def items(self) -> Iterable[Partner]:
        return Partner.objects.filter(is_demo=False).only("slug").order_by("pk")


class Villages(BothLanguages):
    def items(self) -> Iterable[Village]:
        return Village.objects.only("slug").order_by("pk")


class Crafts(BothLanguages):
    def items(self) -> Iterable[Craft]:
        return Craft.objects.only("slug").order_by("pk")


class Categories(BothLanguages):
    def items(self) -> Iterable[Category]:
        return Category.objects.browsable().order_by("pk")


class Pages(BothLanguages):
    def items(self) -> list[tuple[str, list[str]]]:
        plain: list[tuple[str, list[str]]] = [(name, []) for name in PLAIN_PAGES]
        return plain + [("policies", [slug]) for slug in POLICIES]

    def location(self, item: tuple[str, list[str]]) -> str:
        name, args = item
        return reverse(name, args=args)


SECTIONS: dict[str, type[BothLanguages]] = {
    "pages": Pages,
    "categories": Categories,
    "crafts": Crafts,
    "villages": Villages,
    "producers": Producers,
    "products": Products,
}


def index(request: HttpRequest) -> HttpResponse:
    """Each section by its pages of 5,000 addresses, so that no answer grows without bound."""
    locations = [
        settings.SITE_ORIGIN + reverse("sitemap_section", args=[name, page])
        for name, sitemap in SECTIONS.items()
        for page in range(1, sitemap().paginator.num_pages + 1)
    ]
    return render(request, "pages/sitemap_index.xml", {"locations": locations}, "application/xml")


def section(request: HttpRequest, section: str, page: int) -> HttpResponse:
    if section not in SECTIONS:
        raise Http404(section)
    site = SimpleNamespace(domain=PARTS.netloc, name=settings.SITE_NAME)
    try:
        urls = SECTIONS[section]().get_urls(page=page, site=site, protocol=PARTS.scheme)  # type: ignore[arg-type]
    except EmptyPage as error:
        raise Http404(f"{section} has no page {page}") from error
    return render(request, "pages/sitemap.xml", {"urls": urls}, "application/xml")
