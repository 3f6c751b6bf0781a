"""Villages, crafts, makers and figures: what they show, and in how many queries."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from catalogue.models import Story, StoryPart
from languages.calendar import hanoi_today
from places.models import Village
from producers.models import Artisan, Member
from sources.models import Figure
from tests.factories import (
    make_certificate,
    make_choice,
    make_commune,
    make_craft,
    make_producer,
    make_product,
    make_source,
    make_village,
)

pytestmark = pytest.mark.django_db


def get(client: Client, address: str, language: str = "en") -> str:
    response = client.get(re.sub("^/(vi|en)/", f"/{language}/", address))
    assert response.status_code == 200
    return response.content.decode()


def fill(village: Village, rows: int) -> None:
    """`rows` of everything a village page shows."""
    for n in range(rows):
        producer = make_producer(village=village)
        product = make_product(village=village, producer=producer, craft=village.craft, price=None)
        make_choice(product, price=10_000)
        make_certificate(product).sources.add(make_source())
        Artisan.objects.create(
            slug=f"a{n}", name=f"Nghệ nhân {n}", village=village, producer=producer
        )
        Member.objects.create(producer=producer, name=f"Thành viên {n}")
        village.sources.add(make_source())
        village.craft.sources.add(make_source())
        village.other_crafts.add(make_craft())
        story = Story.objects.create(key=f"s{n}", village=village)
        for kind in ("paragraph", "step", "claim"):
            part = StoryPart.objects.create(story=story, kind=kind, position=n, text="một")
            part.sources.add(make_source())


def test_village_page_tells_craft_commune_story_makers_and_goods(client: Client) -> None:
    commune = make_commune(name_en="Bat Trang Commune", latitude=20.96914, longitude=105.91186)
    village = make_village(commune=commune, old_unit="xã Bát Tràng, huyện Gia Lâm", fact_en="Old.")
    producer = make_producer(village=village)
    product = make_product(village=village, producer=producer)
    story = Story.objects.create(key="s", village=village)
    part = StoryPart.objects.create(
        story=story, kind="paragraph", position=1, text="Chuyện", text_en="The tale"
    )
    part.sources.add(make_source(title="Sách"))

    html = get(client, village.get_absolute_url())

    for text in ("Bat Trang Commune", "Old.", "The tale", "Sách", producer.name_en):
        assert text in html
    assert product.title_en in html
    assert '<span lang="vi">xã Bát Tràng, huyện Gia Lâm</span>' in html
    assert 'href="geo:20.96914,105.91186"' in html
    assert "not a workshop" in html


def test_story_in_vietnamese_only_is_marked_and_noted(client: Client) -> None:
    village = make_village()
    story = Story.objects.create(key="s", village=village)
    StoryPart.objects.create(story=story, kind="paragraph", position=1, text="Chuyện làng")

    html = get(client, village.get_absolute_url())

    assert '<span lang="vi">Chuyện làng</span>' in html
    assert "exists in Vietnamese only" in html
    assert "exists in Vietnamese only" not in get(client, village.get_absolute_url(), "vi")


def test_village_without_goods_still_has_a_page(client: Client) -> None:
    village = make_village()

    assert "Nothing on sale from here yet" in get(client, village.get_absolute_url())
    assert "village-empty" in get(client, "/vi/villages/")


def test_villages_stand_on_the_map_and_in_the_list_in_one_order(client: Client) -> None:
    placed = make_village(commune=make_commune(latitude=21.03, longitude=105.83))
    unplaced = make_village()

    html = get(client, "/vi/villages/")

    [marker] = re.findall(r'<svg class="map".*?</svg>', html, re.DOTALL)
    assert f'<a href="/en/villages/{placed.slug}/" tabindex="-1"' in marker
    assert unplaced.slug not in marker
    assert unplaced.name_en in html


def test_unknown_slugs_are_not_found(client: Client) -> None:
    for address in ("villages/none", "producers/none", "crafts/none"):
        assert client.get(f"/vi/{address}/").status_code == 404


def test_producer_page_states_what_is_certified_and_until_when(client: Client) -> None:
    producer = make_producer(description_en="A household.", person="Bà Lan", is_demo=False)
    certified, lapsed = (make_product(producer=producer, is_demo=False) for _ in range(2))
    today = hanoi_today()
    make_certificate(certified, issued_on=today, ends_on=today + timedelta(days=400))
    make_certificate(
        lapsed, stars=3, issued_on=today - timedelta(days=900), ends_on=today - timedelta(days=1)
    )

    html = get(client, producer.get_absolute_url())

    assert f"Valid until {today + timedelta(days=400):%d/%m/%Y}" in html
    assert "Once rated OCOP 3 stars" in html
    assert "Bà Lan" in html
    assert "noindex" not in html
    statements = [
        json.loads(block)
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    ]
    assert [statement["@type"] for statement in statements] == ["BreadcrumbList", "Organization"]


def test_invented_producer_says_so(client: Client) -> None:
    html = get(client, make_producer(is_demo=True).get_absolute_url())

    assert "invented for the demonstration" in html
    assert "noindex" in html
    assert "Nothing on sale yet" in html
    assert '"Organization"' not in html


def test_craft_page_lists_villages_and_goods(client: Client) -> None:
    craft = make_craft(description_en="Clay and fire.")
    village, second = make_village(craft=craft), make_village()
    second.other_crafts.add(craft)
    product = make_product(craft=craft)
    craft.sources.add(make_source(title="Sách nghề"))

    html = get(client, craft.get_absolute_url())

    for text in ("Sách nghề", "Clay and fire.", village.name_en, second.name_en, product.title_en):
        assert text in html
    assert craft.name_en in get(client, "/vi/crafts/")


def test_figures_come_with_date_source_and_contradiction(client: Client) -> None:
    figure = Figure.objects.create(
        key="rated", value="3.317", value_en="3,317", label="sản phẩm", label_en="products rated",
        as_of="cuối 2024", as_of_en="end of 2024",
        contradictions="Báo khác ghi 3.463", contradictions_en="Others print 3,463",
    )  # fmt: skip
    figure.sources.add(make_source(title="TTXVN", published="2025-06-02"))

    html = get(client, "/vi/numbers/")

    for text in ("3,317", "products rated", "end of 2024", "Others print 3,463", "TTXVN"):
        assert text in html
    assert "02/06/2025" in html
    assert "3.317" in get(client, "/vi/numbers/", "vi")


def test_numbers_page_without_figures_says_so(client: Client) -> None:
    assert "No figure has been entered yet" in get(client, "/vi/numbers/")


@pytest.mark.parametrize("rows", [1, 3])
def test_place_pages_take_a_constant_number_of_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    village = make_village(commune=make_commune())
    fill(village, rows)
    maker = village.producers.get(slug=village.producers.order_by("pk")[0].slug)
    addresses = {
        village.get_absolute_url(): 9,
        village.craft.get_absolute_url(): 9,
        maker.get_absolute_url(): 10,
        "/vi/villages/": 1,
        "/vi/crafts/": 3,
        "/vi/numbers/": 2,
    }

    for address, most in addresses.items():
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
