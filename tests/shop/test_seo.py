"""What search engines are told: robots.txt, the sitemap, absolute addresses on our own origin."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client

from shop import sitemaps
from tests.factories import make_craft, make_producer, make_product, make_village

pytestmark = pytest.mark.django_db
XML = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def xml(client: Client, address: str) -> ElementTree.Element:
    response = client.get(address, headers={"host": "localhost"})
    assert response.status_code == 200
    assert response["Content-Type"] == "application/xml"
    return ElementTree.fromstring(response.content)  # noqa: S314  our own answer


def locations(client: Client, section: str) -> list[str]:
    tree = xml(client, f"/sitemap-{section}-1.xml")
    return [str(node.text) for node in tree.findall("s:url/s:loc", XML)]


def test_robots_closes_what_is_private_and_names_the_sitemap(client: Client) -> None:
    response = client.get("/robots.txt", headers={"host": "localhost"})
    lines = response.content.decode().splitlines()

    assert response["Content-Type"].startswith("text/plain")
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    for language in ("vi", "en"):
        for part in (
            "basket/",
            "checkout/",
            "orders/",
            "pay/",
            "demo-pay/",
            "account/",
        ):
            assert f"Disallow: /{language}/{part}" in lines
    assert "Disallow: /" not in lines


def test_the_index_names_each_section(client: Client) -> None:
    tree = xml(client, "/sitemap.xml")
    found = [node.text for node in tree.findall("s:sitemap/s:loc", XML)]
    assert found == [f"http://testserver/sitemap-{name}-1.xml" for name in sitemaps.SECTIONS]


def test_only_public_and_real_goods_and_makers_are_listed(client: Client) -> None:
    real = make_producer(is_demo=False)
    shown = make_product(producer=real, is_demo=False)
    make_product(producer=real, is_demo=False, is_public=False)
    make_product(producer=real, is_demo=True)
    make_product(producer=make_producer(is_demo=True), is_demo=False)

    assert locations(client, "products") == [
        f"http://testserver/{language}/products/{shown.slug}_{shown.pk}/"
        for language in ("vi", "en")
    ]
    assert locations(client, "producers") == [
        f"http://testserver/{language}/producers/{real.slug}/" for language in ("vi", "en")
    ]


def test_villages_and_crafts_are_listed(client: Client) -> None:
    craft = make_craft()
    village = make_village(craft=craft)
    assert f"http://testserver/vi/villages/{village.slug}/" in locations(client, "villages")
    assert f"http://testserver/en/crafts/{craft.slug}/" in locations(client, "crafts")


def test_each_address_names_its_twin_and_a_default(client: Client) -> None:
    make_product(producer=make_producer(is_demo=False), is_demo=False)
    tree = xml(client, "/sitemap-products-1.xml")

    for url in tree.findall("s:url", XML):
        links = {node.get("hreflang"): node.get("href") for node in url.findall("x:link", XML)}
        assert links.keys() == {"vi", "en", "x-default"}
        assert links["vi"] == links["x-default"]
        assert str(links["en"]).startswith("http://testserver/en/products/")
        assert date.fromisoformat(str(url.findtext("s:lastmod", namespaces=XML)))


def test_our_own_pages_are_listed_and_each_answers(client: Client) -> None:
    found = locations(client, "pages")

    assert "http://testserver/vi/policies/privacy/" in found
    assert "http://testserver/en/ocop/" in found
    for address in found:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200


@pytest.mark.parametrize("address", ["/sitemap-nothing-1.xml", "/sitemap-pages-2.xml"])
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_large_section_is_cut_into_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps.BothLanguages, "limit", 4)
    for _ in range(3):
        make_village(craft=make_craft())

    tree = xml(client, "/sitemap.xml")
    found = [str(node.text) for node in tree.findall("s:sitemap/s:loc", XML)]

    assert "http://testserver/sitemap-villages-2.xml" in found
    second = xml(client, "/sitemap-villages-2.xml")
    assert len(second.findall("s:url", XML)) == 2


@pytest.mark.parametrize("page", ["contact/", "ocop/", "policies/returns/"])
def test_a_page_names_itself_absolutely_whatever_the_host(client: Client, page: str) -> None:
    html = client.get(f"/en/{page}?utm=x", headers={"host": "localhost"}).content.decode()

    assert f'<link rel="canonical" href="http://testserver/en/{page}">' in html
    for language in ("vi", "en"):
        assert f'hreflang="{language}" href="http://testserver/{language}/{page}"' in html
    assert f'hreflang="x-default" href="http://testserver/vi/{page}"' in html
    assert f'<meta property="og:url" content="http://testserver/en/{page}">' in html
    description = re.search(r'<meta name="description" content="([^"]+)">', html)
    assert description
    assert 40 <= len(description.group(1)) <= 200


def test_pages_of_one_person_are_not_indexed(client: Client) -> None:
    for page in ("account/login/", "account/register/", "account/reset/", "contact/sent/"):
        assert (
            '<meta name="robots" content="noindex">' in client.get(f"/vi/{page}").content.decode()
        )


def test_pages_of_the_catalogue_name_themselves_absolutely_too(client: Client) -> None:
    village = make_village()
    product = make_product(producer=make_producer(is_demo=False), is_demo=False, village=village)
    addresses = [product.get_absolute_url(), village.get_absolute_url(), "/vi/", "/vi/villages/"]

    for address in addresses:
        html = client.get(address, headers={"host": "localhost"}).content.decode()
        assert f'<link rel="canonical" href="http://testserver{address}">' in html
        english = address.replace("/vi/", "/en/", 1)
        assert f'hreflang="en" href="http://testserver{english}"' in html
        for name, value in re.findall(
            r'<meta property="(og:(?:url|image))" content="([^"]*)"', html
        ):
            assert value.startswith("http://testserver/"), (address, name)
        assert "http://localhost" not in html, address


def test_invented_goods_are_kept_out_of_search_engines(client: Client) -> None:
    product = make_product(is_demo=True)
    html = client.get(product.get_absolute_url()).content.decode()
    assert re.search(r'<meta name="robots" content="noindex', html)
