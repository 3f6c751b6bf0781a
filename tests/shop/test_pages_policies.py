"""Policies and the page on OCOP stars: facts from the settings, both languages complete."""

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from shop.pages import BANDS, POLICIES

pytestmark = pytest.mark.django_db
LANGUAGES = ["vi", "en"]


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", POLICIES)
def test_each_policy_exists_in_each_language_and_leads_to_the_others(
    client: Client, language: str, slug: str
) -> None:
    html = text_of(client, f"/{language}/policies/{slug}/")

    assert f'<html lang="{language}">' in html
    assert html.count("<h1>") == 1
    for other in POLICIES:
        assert f'href="/{language}/policies/{other}/"' in html
    assert f'href="http://testserver/en/policies/{slug}/"' in html


def test_an_unknown_policy_is_not_found(client: Client) -> None:
    assert client.get("/vi/policies/secrets/").status_code == 404


def test_fees_and_days_are_those_of_the_settings(client: Client, settings: LazySettings) -> None:
    settings.DELIVERY = {
        **settings.DELIVERY,
        "hanoi": {"fee": 12_345, "days": 7},
        "elsewhere": {"fee": 67_890, "days": 9},
        "cutoff_hour": 11,
    }

    vietnamese = text_of(client, "/vi/policies/delivery/")
    english = text_of(client, "/en/policies/delivery/")

    for word in ("12.345\u00a0₫", "67.890\u00a0₫", "7 ngày làm việc", "9 ngày làm việc", "11 giờ"):
        assert word in vietnamese
    for word in ("₫12,345", "₫67,890", "7 working days", "9 working days", "11:00"):
        assert word in english
    assert "35.000" not in vietnamese


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_seller_is_that_of_the_settings(
    client: Client, settings: LazySettings, language: str
) -> None:
    settings.SELLER = {
        "name": "Hợp tác xã Thử",
        "address": "Số 1 phố Thử",
        "phone": "024 1111 2222",
        "email": "thu@example.vn",
        "registration": "0101234567",
    }
    for page in ("policies/terms/", "contact/"):
        html = text_of(client, f"/{language}/{page}")
        for value in settings.SELLER.values():
            assert value in html


@pytest.mark.parametrize("slug", POLICIES)
def test_both_languages_have_the_same_shape(client: Client, slug: str) -> None:
    """Headings, lists, table rows and links: a change in one language is made in the other."""

    def shape(language: str) -> list[Any]:
        html = text_of(client, f"/{language}/policies/{slug}/")
        prose = html[html.index('class="prose"') :]
        prose = prose[: prose.index("</main>")]
        return re.findall(r"<(h2|li|tr|p)[ >]", prose)

    assert shape("vi") == shape("en")


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        ("vi", ["từ 50 đến dưới 70", "từ 70 đến dưới 90", "từ 90 đến 100"]),
        ("en", ["50 to under 70", "70 to under 90", "90 to 100"]),
    ],
)
def test_the_ocop_page_states_the_bands_and_wears_each_seal(
    client: Client, language: str, rows: list[str]
) -> None:
    html = text_of(client, f"/{language}/ocop/")

    for row in rows:
        assert row in html
    for kind in ("solid", "candidate", "reported", "expired"):
        assert f"seal-{kind}" in html
    assert "26/2026/QĐ-TTg" in html


def test_the_bands_join_without_gap() -> None:
    assert [(band.stars, band.points_from, band.points_below) for band in BANDS] == [
        (3, 50, 70),
        (4, 70, 90),
        (5, 90, None),
    ]
    assert [band.by_ministry for band in BANDS] == [False, False, True]


def test_an_unknown_address_answers_in_its_language_with_a_search_field(client: Client) -> None:
    for language in LANGUAGES:
        response = client.get(f"/{language}/there-is-no-such-page/")
        html = response.content.decode()
        assert response.status_code == 404
        assert f'<html lang="{language}">' in html
        assert 'id="lost-search"' in html
        assert "noindex" in html
