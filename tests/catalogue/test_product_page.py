"""The product page: every state of a certificate, in both languages, and what machines read."""

import json
import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from oscar.core.loading import get_model
from pytest_django import DjangoAssertNumQueries

from catalogue.models import Product, Story, StoryPart
from catalogue.pictures import manifest
from certification.models import GRACE, Certificate
from certification.services import withdraw
from languages.calendar import HANOI
from tests.factories import (
    make_certificate,
    make_choice,
    make_commune,
    make_producer,
    make_product,
    make_source,
    make_village,
)

pytestmark = pytest.mark.django_db
ISSUED = date(2024, 3, 1)
LAST_DAY = date(2027, 2, 28)
Freeze = Any


@pytest.fixture
def freeze(monkeypatch: pytest.MonkeyPatch) -> Freeze:
    """`freeze(day)`: noon of that day in Hanoi; `freeze(day, hour, minute)` otherwise."""

    def at(day: date, hour: int = 12, minute: int = 0) -> None:
        moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=HANOI)
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return at


def address(product: Product, language: str = "en") -> str:
    with translation.override(language):
        return product.get_absolute_url()


def page(client: Client, product: Product, language: str = "en") -> str:
    response = client.get(address(product, language))
    assert response.status_code == 200
    return response.content.decode()


def statements(html: str) -> dict[str, dict[str, Any]]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    return {str(found["@type"]): found for found in map(json.loads, blocks)}


def solid_seals(html: str) -> int:
    return html.count("seal-solid")


def test_product_page_names_maker_village_price_and_illustration(client: Client) -> None:
    village = make_village(commune=make_commune(name_en="Bat Trang Commune"))
    producer = make_producer()
    product = make_product(
        price=1_250_000, village=village, producer=producer,
        picture_key=next(iter(manifest()["pictures"])),
    )  # fmt: skip

    english, vietnamese = page(client, product), page(client, product, "vi")

    assert f"<h1>{product.title_en}</h1>" in english
    assert f"<h1>{product.title}</h1>" in vietnamese
    assert f"/en/producers/{producer.slug}/" in english
    assert village.name_en in english
    assert "Bat Trang Commune" in english
    assert "₫1,250,000" in english
    assert "1.250.000\u00a0₫" in vietnamese
    assert "Illustration, not a photograph" in english


def test_product_without_a_picture_shows_a_placeholder(client: Client) -> None:
    html = page(client, make_product(picture_key=""))

    assert "picture-none" in html
    assert "Illustration, not a photograph" not in html
    assert "og:image" not in html
    assert "image" not in statements(html)["Product"]


def test_missing_english_falls_back_to_marked_vietnamese(client: Client) -> None:
    product = make_product(title_en="", title="Bình men rạn")

    assert '<span lang="vi">Bình men rạn</span>' in page(client, product)


def test_real_price_is_called_illustrative_and_invented_goods_are_noindex(client: Client) -> None:
    invented = page(client, make_product(is_demo=True))
    product = make_product(is_demo=False)
    product.stockrecords.update(is_price_illustrative=True)
    real = page(client, product)

    assert '<meta name="robots" content="noindex">' in invented
    assert "noindex" not in real
    assert "Illustrative price" in real
    assert "Illustrative price" not in invented
    assert "demo-label" in invented.split("</h1>")[0]


def test_price_and_weight_of_a_makers_own_listing_are_not_called_illustrative(
    client: Client,
) -> None:
    assert "Illustrative" not in page(client, make_product(is_demo=False, weight_g=800))


@pytest.mark.parametrize(
    ("day", "english", "solid"),
    [
        (ISSUED, "Valid until 28/02/2027", True),
        (LAST_DAY - timedelta(days=10), "Valid until 28/02/2027", True),
        (LAST_DAY, "Valid until 28/02/2027", True),
        (LAST_DAY + timedelta(days=1), "expired on 28/02/2027", False),
    ],
)
def test_decision_is_shown_as_of_today(
    client: Client, freeze: Freeze, day: date, english: str, solid: bool
) -> None:
    product = make_product()
    make_certificate(product, issued_on=ISSUED, decision_number="12/QĐ-THỬ")
    freeze(day)

    for language in ("en", "vi"):
        html = page(client, product, language)
        assert bool(solid_seals(html)) is solid
        assert "12/QĐ-THỬ" in html
        assert "28/02/2027" in html
    assert english in page(client, product)


def test_grace_says_until_when_it_is_extended(client: Client, freeze: Freeze) -> None:
    product = make_product()
    make_certificate(product, issued_on=ISSUED, renewal_receipt_checked_on=date(2026, 12, 1))
    freeze(LAST_DAY + timedelta(days=1))

    html = page(client, product)

    extended = LAST_DAY + GRACE
    assert f"Valid, extended until {extended:%d/%m/%Y}" in html
    assert solid_seals(html) == 1
    freeze(extended + timedelta(days=1))
    assert solid_seals(page(client, product)) == 0


def test_withdrawn_shows_a_sentence_and_no_seal(client: Client) -> None:
    product = make_product()
    certificate = make_certificate(product)
    withdraw(certificate=certificate, withdrawn_on=date(2026, 1, 5), decision="09/QĐ-THU")

    html = page(client, product)

    assert "withdrawn on 05/01/2026 by decision 09/QĐ-THU" in html
    assert 'class="seal' not in html.split('class="section story"')[0].split("<h1>")[1]
    assert solid_seals(html) == 0


def test_candidate_has_a_dashed_seal_and_awaits_the_ministry(client: Client) -> None:
    product = make_product()
    make_certificate(
        product, stars=None, basis=Certificate.Basis.CITY_ASSESSMENT, issued_on=None, ends_on=None
    )

    html = page(client, product)

    assert "seal-candidate" in html
    assert "awaiting the ministry" in html
    assert solid_seals(html) == 0


def test_reported_names_its_source_and_says_it_is_not_verified(client: Client) -> None:
    product = make_product(is_demo=False)
    certificate = make_certificate(
        product, stars=5, basis=Certificate.Basis.REPORT, ends_on=None, is_demo=False
    )
    source = make_source(title="Báo Thử", url="https://bao.example/5", published="2025-07-01")
    certificate.sources.add(source)

    html = page(client, product)

    assert "5 stars according to a published source" in html
    assert 'href="https://bao.example/5"' in html
    assert "01/07/2025" in html
    assert "have not verified it" in html
    assert solid_seals(html) == 0
    assert "hasCertification" not in html


def test_reported_past_is_a_sentence_without_a_seal(client: Client) -> None:
    product = make_product(is_demo=False)
    make_certificate(
        product,
        stars=4,
        basis=Certificate.Basis.REPORT,
        issued_on=date(2020, 1, 1),
        issued_precision=Certificate.Precision.YEAR,
        ends_on=date(2023, 12, 31),
    )

    html = page(client, product)

    assert "Once recognised 4 stars (2020)" in html
    assert 'class="seal ' not in html


def test_certificate_in_force_stands_before_candidacy_and_withdrawal(client: Client) -> None:
    product = make_product()
    withdrawn = make_certificate(product, stars=5, decision_number="1/QĐ")
    withdraw(certificate=withdrawn, withdrawn_on=date(2026, 1, 5), decision="09/QĐ-THU")
    make_certificate(
        product, stars=None, basis=Certificate.Basis.CITY_ASSESSMENT, issued_on=None, ends_on=None
    )
    make_certificate(product, stars=4, decision_number="2/QĐ")

    html = page(client, product)

    seals = re.findall(r"seal-(solid|candidate) seal-stars-(\d)", html)
    assert seals == [("solid", "4"), ("candidate", "5")]
    order = [html.index(text) for text in ("2/QĐ", "awaiting the ministry", "09/QĐ-THU")]
    assert order == sorted(order)
    assert html.count('id="certificate"') == 1


@pytest.mark.parametrize("review", ["submitted", "refused"])
def test_unreviewed_certificate_is_not_mentioned(client: Client, review: str) -> None:
    product = make_product()
    certificate = make_certificate(product, review=review)

    html = page(client, product)

    assert certificate.code not in html
    assert "No OCOP certificate is on file" in html


def test_badge_goes_at_midnight_and_the_etag_with_it(client: Client, freeze: Freeze) -> None:
    product = make_product()
    make_certificate(product, issued_on=ISSUED)
    freeze(LAST_DAY, 23, 59)
    before = client.get(address(product))
    freeze(LAST_DAY + timedelta(days=1), 0, 1)

    after = client.get(address(product), headers={"If-None-Match": before["ETag"]})

    assert solid_seals(before.content.decode()) == 1
    assert after.status_code == 200
    assert solid_seals(after.content.decode()) == 0
    assert after["ETag"] != before["ETag"]


def test_unchanged_page_is_not_sent_again(client: Client, freeze: Freeze) -> None:
    product = make_product()
    freeze(LAST_DAY)
    first = client.get(address(product))
    client.get(address(product))  # the CSRF cookie is there from now on
    second = client.get(address(product))

    same = client.get(address(product), headers={"If-None-Match": second["ETag"]})
    freeze(LAST_DAY + timedelta(days=1))
    tomorrow = client.get(address(product), headers={"If-None-Match": second["ETag"]})
    vietnamese = client.get(address(product, "vi"), headers={"If-None-Match": second["ETag"]})

    assert "no-cache" in first["Cache-Control"]
    assert (same.status_code, same.content) == (304, b"")
    assert tomorrow.status_code == 200
    assert vietnamese.status_code == 200


def test_machines_read_certification_of_real_goods_in_force_only(
    client: Client, freeze: Freeze
) -> None:
    real, invented = make_product(is_demo=False, price=90_000), make_product(is_demo=True)
    make_certificate(real, stars=4, issued_on=ISSUED, decision_number="7/QĐ", is_demo=False)
    make_certificate(invented, stars=4, issued_on=ISSUED)
    freeze(LAST_DAY)

    stated = statements(page(client, real))

    offer = stated["Product"]["offers"]
    assert (offer["price"], offer["priceCurrency"]) == ("90000", "VND")
    assert offer["availability"] == "https://schema.org/InStock"
    [certification] = stated["Product"]["hasCertification"]
    assert certification["certificationIdentification"] == "7/QĐ"
    assert certification["expires"] == "2027-02-28"
    assert "aggregateRating" not in stated["Product"]
    crumbs = stated["BreadcrumbList"]["itemListElement"]
    assert [crumb["position"] for crumb in crumbs] == [1, 2, 3]
    assert crumbs[-1]["item"] == f"http://testserver{address(real)}"
    assert "hasCertification" not in page(client, invented)
    freeze(LAST_DAY + timedelta(days=1))
    assert "hasCertification" not in page(client, real)


def test_hostile_names_are_escaped_everywhere(client: Client) -> None:
    hostile = '</script><script>alert("1")</script>&'
    producer = make_producer(name=hostile, name_en=hostile, description_en=hostile)
    village = make_village(name=hostile, name_en=hostile)
    product = make_product(
        producer=producer, village=village, title=hostile, title_en=hostile, materials_en=hostile
    )
    story = Story.objects.create(key="hostile", title=hostile, title_en=hostile, product=product)
    part = StoryPart.objects.create(
        story=story, kind="paragraph", position=1, text=hostile, text_en=hostile
    )
    part.sources.add(make_source(title=hostile))
    make_certificate(product, decision_number=hostile, authority=hostile, authority_en=hostile)

    html = page(client, product)

    assert "<script>alert" not in html
    assert statements(html)["Product"]["name"] == hostile
    village_html = client.get(village.get_absolute_url().replace("/vi/", "/en/")).content.decode()
    assert "<script>alert" not in village_html


def test_story_carries_numbered_sources(client: Client) -> None:
    village = make_village()
    product = make_product(village=village)
    story = Story.objects.create(key="village", village=village)
    source = make_source(title="Sách làng", url="https://sach.example/")
    for position, kind in enumerate(("paragraph", "step", "claim")):
        part = StoryPart.objects.create(
            story=story, kind=kind, position=position, text=f"vi {kind}", text_en=f"en {kind}",
            level="press" if kind == "claim" else "",
        )  # fmt: skip
        part.sources.add(source)

    html = page(client, product)

    assert (
        'en paragraph<sup class="cite"><a href="#note-1" aria-label="Source 1">1</a></sup>' in html
    )
    assert html.count('id="note-1"') == 1
    assert "Sách làng" in html
    assert "Stated by the press" in html
    assert "en step" not in html  # the village may make it in more than one way
    assert "en step" in client.get(f"/en/villages/{village.slug}/").content.decode()


def test_maker_story_of_another_product_is_not_borrowed(client: Client) -> None:
    producer = make_producer()
    product, other = make_product(producer=producer), make_product(producer=producer)
    story = Story.objects.create(key="other", producer=producer, product=other)
    StoryPart.objects.create(
        story=story, kind="paragraph", position=1, text="chuyện", text_en="of the other"
    )

    assert "of the other" not in page(client, product)
    assert "of the other" in page(client, other)


def test_food_page_lists_what_is_eaten(client: Client) -> None:
    product = make_product(
        ocop_group="food",
        ingredients="gạo", ingredients_en="rice",
        allergens="đậu nành", allergens_en="soya",
        shelf_life_days=90,
        storage="nơi khô", storage_en="a dry place",
    )  # fmt: skip

    html = page(client, product)

    for text in ("rice", "soya", "90 days", "a dry place", "Stated by the maker"):
        assert text in html
    assert "names no allergens" in page(client, make_product(ocop_group="food"))


def test_reviews_are_a_number_and_a_count(client: Client) -> None:
    product = make_product()
    for n, score in enumerate((5, 4, 5)):
        get_model("reviews", "ProductReview").objects.create(
            product=product, score=score, title=f"t{n}", body=f"b{n}", name="Khách", status=1
        )

    english, vietnamese = page(client, product), page(client, product, "vi")

    assert "4.7 of 5, 3 reviews" in english
    assert "4,7" in vietnamese
    assert "aggregateRating" not in english


def test_wrong_slug_moves_and_unknown_is_not_found(client: Client) -> None:
    product = make_product()
    right = address(product)

    moved = client.get(f"/en/products/wrong_{product.pk}/?from=mail")
    hidden = make_product(is_public=False)

    assert (moved.status_code, moved["Location"]) == (301, f"{right}?from=mail")
    assert client.get("/en/products/x_999999999999999999999999/").status_code == 404
    assert client.get("/en/products/x_0/").status_code == 404
    assert client.get(address(hidden)).status_code == 404


def test_choice_leads_to_the_product_it_belongs_to(client: Client) -> None:
    product = make_product(price=None)
    choice = make_choice(product, price=90_000)

    response = client.get(address(choice))

    assert (response.status_code, response["Location"]) == (302, address(product))
    product.is_public = False
    product.save()
    assert client.get(address(choice)).status_code == 404


def test_sold_out_and_made_to_order_are_said(client: Client) -> None:
    assert "Sold out" in page(client, make_product(stock=0))
    assert "Made to order" in page(client, make_product(stock=None))
    assert "Not for sale" in page(client, make_product(price=None))


@pytest.mark.parametrize("count", [1, 4])
def test_product_page_takes_eight_queries_at_most(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    village, producer = make_village(commune=make_commune()), make_producer()
    product = make_product(village=village, producer=producer, price=None)
    for n in range(count):
        make_choice(product, price=100_000 + n)
        other = make_product(village=village, producer=producer, price=None)
        make_choice(other, price=50_000)
        certificate = make_certificate(product, issued_on=ISSUED - timedelta(days=n))
        certificate.sources.add(make_source(), make_source())
        product.sources.add(make_source())
        story = Story.objects.create(key=f"s{n}", village=village)
        for position in range(count):
            part = StoryPart.objects.create(
                story=story, kind="paragraph", position=position, text="một", text_en="one"
            )
            part.sources.add(make_source(), make_source())
        get_model("reviews", "ProductReview").objects.create(
            product=product, score=5, title="t", body="b", name="Khách", status=1
        )
    url = address(product)
    client.get(url)

    with django_assert_max_num_queries(8):
        assert client.get(url).status_code == 200


def test_vietnamese_review_is_marked_on_an_english_page(client: Client) -> None:
    product = make_product()
    for body in ("Bát đẹp, cầm vừa tay", "Lovely bowl"):
        get_model("reviews", "ProductReview").objects.create(
            product=product, score=5, title="t", body=body, name="Khách", status=1
        )

    html = page(client, product)

    assert '<div lang="vi"><p>Bát đẹp, cầm vừa tay</p></div>' in html
    assert "<div><p>Lovely bowl</p></div>" in html
    assert "<div><p>Bát đẹp, cầm vừa tay</p></div>" in page(client, product, "vi")
