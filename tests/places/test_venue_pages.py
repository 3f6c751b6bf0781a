"""Venues and events: honest about what is known, filtered by plain addresses."""

import gzip
import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from languages.calendar import hanoi_today
from places.map import markers, outline
from places.models import Event, Venue
from tests.factories import make_commune, make_source

pytestmark = pytest.mark.django_db


def make_venue(slug: str, **fields: object) -> Venue:
    defaults = {"kind": "showroom", "name": f"Điểm {slug}", "name_en": f"Point {slug}"}
    return Venue.objects.create(slug=slug, **{**defaults, **fields})


def venues(client: Client, **query: str) -> str:
    response = client.get("/en/venues/", query)
    assert response.status_code == 200
    return response.content.decode()


def test_venue_says_what_the_source_says_of_its_opening(client: Client) -> None:
    venue = make_venue(
        "ha-thai", kind="design-centre", commune=make_commune(name_en="Hong Van Commune"),
        status="công bố năm 2023; chưa kiểm chứng việc mở cửa",
        status_en="announced 2023; opening not verified",
    )  # fmt: skip
    venue.sources.add(make_source(title="Công Thương", url="https://ct.example/1"))
    make_venue("unknown")

    html = venues(client)

    for text in ("Point ha-thai", "Hong Van Commune", "announced 2023; opening not verified"):
        assert text in html
    assert 'href="https://ct.example/1"' in html
    assert "No source tells whether it is open" in html


def test_filters_combine_and_unknown_values_are_ignored(client: Client) -> None:
    here, there = make_commune(slug="bat-trang"), make_commune(slug="ha-dong")
    make_venue("a", commune=here)
    make_venue("b", commune=here, kind="design-centre")
    make_venue("c", commune=there)

    def shown(**query: str) -> list[str]:
        return re.findall(r'<li id="(\w+)">', venues(client, **query))

    assert shown(commune="bat-trang") == ["b", "a"]
    assert shown(commune="bat-trang", kind="showroom") == ["a"]
    assert shown(commune="ha-dong", kind="design-centre") == []
    assert sorted(shown(commune="atlantis", kind="castle")) == ["a", "b", "c"]
    assert sorted(shown(commune="\x00", kind="'")) == ["a", "b", "c"]
    assert "No place matches both choices" in venues(
        client, commune="ha-dong", kind="design-centre"
    )


def test_map_markers_carry_the_numbers_of_the_list(client: Client) -> None:
    commune = make_commune(latitude=21.03, longitude=105.83)
    make_venue("a")
    make_venue("b", commune=commune)
    make_venue("c", commune=commune)

    html = venues(client)

    assert re.findall(r'href="#(\w)" tabindex="-1"', html) == ["b", "c"]
    assert re.findall(r">(\d)</text>", html) == ["2", "3"]


def test_places_of_one_commune_do_not_hide_each_other() -> None:
    point = (105.83, 21.03)

    drawn = markers([("a", "#a", point), ("b", "#b", point), ("c", "#c", None)])

    assert [marker.number for marker in drawn] == [1, 2]
    first, second = drawn
    assert abs(first.x - second.x) + abs(first.y - second.y) >= 26


def test_outline_is_light_and_has_every_commune() -> None:
    drawn = outline()

    assert drawn.path.count("M") == 126
    assert len(gzip.compress(drawn.path.encode())) < 10 * 1024
    assert outline() is drawn


def test_events_stand_by_date(client: Client) -> None:
    today = hanoi_today()
    past = Event.objects.create(
        slug="past", name="Đã qua", starts_on=today - timedelta(days=9),
        ends_on=today - timedelta(days=1),
    )  # fmt: skip
    running = Event.objects.create(
        slug="running", name="Đang mở", starts_on=today - timedelta(days=1), ends_on=today
    )
    soon = Event.objects.create(slug="soon", name="Sắp tới", starts_on=today + timedelta(days=7))
    undated = Event.objects.create(slug="undated", name="Chưa rõ", note="tin tháng 6")
    undated.sources.add(make_source(title="TTXVN"))

    html = client.get("/en/events/").content.decode()

    order = re.findall(r'<li id="(\w+)">', html)
    assert order == [running.slug, soon.slug, undated.slug, past.slug]
    assert '<span lang="vi">tin tháng 6</span>' in html
    assert "TTXVN" in html


def test_no_coming_event_is_said(client: Client) -> None:
    assert "No coming event" in client.get("/en/events/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_venues_and_events_take_a_constant_number_of_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    for n in range(rows):
        make_venue(f"v{n}", commune=make_commune()).sources.add(make_source(), make_source())
        Event.objects.create(slug=f"e{n}", name="Hội").sources.add(make_source())

    with django_assert_max_num_queries(2):
        venues(client)
    with django_assert_max_num_queries(1):
        assert client.get("/en/events/").status_code == 200
