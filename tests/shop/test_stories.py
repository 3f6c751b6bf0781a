"""What the two story files tell is told on some page, in both languages, each with its source."""

import re
from collections import defaultdict
from functools import cache
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from catalogue.models import Product, Story
from places.models import Craft, Village
from producers.models import Artisan
from sources.models import Source
from tests.shop.test_real_names import file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_catalogue")]
LANGUAGES = ["vi", "en"]
CITED = re.compile(r'<a href="#note-(\d+)"')


@cache
def read(address: str) -> str:
    """The page as it is written; read once for the module's tests, whose data does not change."""
    response = Client().get(address)
    assert response.status_code == 200, address
    return unescape(response.content.decode())


def page_of(subject: Any, language: str) -> str:
    with translation.override(language):
        return read(subject.get_absolute_url())


def page_named(name: str, language: str) -> str:
    with translation.override(language):
        return read(reverse(name))


def notes_of(html: str, text: str) -> str:
    """The notes that the page cites directly behind a text; "" where it does not tell it.

    The same words may stand elsewhere as well: in the page's description, inside another text.
    """
    cited = rf'{re.escape(text)}(?:</span>)?<sup class="cite">(.*?)</sup>'
    return " ".join(re.findall(cited, html, re.DOTALL))


def sources_of(html: str, notes: str) -> str:
    """The entries at the foot of the page that the notes lead to."""
    numbers = CITED.findall(notes)
    entries = [re.search(f'<li id="note-{n}">(.*?)</li>', html, re.DOTALL) for n in numbers]
    assert all(entries)
    return " ".join(entry[1] for entry in entries if entry)


def assert_told(html: str, text: str, keys: list[str]) -> None:
    """The text stands on the page, and its notes name every one of its sources."""
    named = sources_of(html, notes_of(html, text))
    titles = dict(Source.objects.values_list("key", "title"))
    missing = [key for key in keys if titles[key] not in named]
    assert missing == [], text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_village_story_is_told_with_its_steps_and_sources(language: str) -> None:
    villages = {village.slug: village for village in Village.objects.all()}
    stories = file("stories_villages.yaml")["stories"]
    assert len(stories) == len(villages) == 27

    for story in stories:
        html = page_of(villages[story["village"]], language)
        for paragraph in story["story"]:
            assert_told(html, paragraph[language], paragraph["sources"])
        for step in story["steps"]:
            assert step["name"][language] in html
            assert_told(html, step["text"][language], step["sources"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_craft_has_a_page_with_its_steps_and_sources(language: str) -> None:
    told = defaultdict(list)
    for story in file("stories_villages.yaml")["stories"]:
        told[story["craft"]].append(story)
    index = page_named("catalogue:crafts", language)

    for craft in file("stories_villages.yaml")["crafts"]:
        html = page_of(Craft.objects.get(slug=craft["id"]), language)
        assert_told(html, craft["description"][language], craft["sources"])
        assert craft["name"][language] in index
        assert any(
            all(step["text"][language] in html for step in story["steps"])
            for story in told[craft["id"]]
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_story_of_a_product_is_told_with_its_claims_and_sources(language: str) -> None:
    stories = [story for story in file("stories_makers.yaml")["stories"] if not story["demo"]]
    assert len(stories) == 32

    for story in stories:
        html = page_of(Product.objects.get(key=story["product"]), language)
        assert story["title"][language] in html
        for part in [*story["paragraphs"], *story["claims"]]:
            assert_told(html, part[language], part["sources"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_artisan_is_named_where_the_craft_is_shown(language: str) -> None:
    index = page_named("catalogue:crafts", language)
    by_name = {artisan.name: artisan for artisan in Artisan.objects.all()}

    for record in file("stories_makers.yaml")["artisans"]:
        artisan = by_name[record["name"]]
        pages = [index]
        if artisan.village:
            pages.append(page_of(artisan.village, language))
        if artisan.producer:
            pages.append(page_of(artisan.producer, language))
            pages += [page_of(good, language) for good in artisan.producer.products.all()]
        for html in pages:
            assert artisan.name in html
            assert_told(html, record["sentence"][language], record["sources"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_impact_and_numbers_are_told_with_their_sources(language: str) -> None:
    html = page_named("catalogue:numbers", language)
    content = file("stories_villages.yaml")
    impact = content["impact"]

    assert impact["title"][language] in html
    for statement in [*impact["paragraphs"], impact["said_by"]]:
        assert_told(html, statement[language], statement["sources"])
    for figure in content["ocop_in_numbers"]:
        assert_told(html, figure["label"][language], figure["sources"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_paragraph_about_a_real_name_lacks_a_source(language: str) -> None:
    subjects: dict[str, Any] = {}
    for story in Story.objects.filter(is_demo=False).select_related(
        "village", "producer", "product"
    ):
        subjects[story.key] = story.product or story.producer or story.village
    assert len(subjects) > 60

    bare = []
    for key, subject in subjects.items():
        html = page_of(subject, language)
        told = re.search(r'<div class="prose prose-story">(.*?)</div>', html, re.DOTALL)
        assert told, key
        for paragraph in re.findall(r"<p>(.*?)</p>", told[1], re.DOTALL):
            is_link = paragraph.startswith("<a ")
            if not is_link and not CITED.search(paragraph):
                bare.append((key, paragraph))
    assert bare == []


def test_a_source_says_its_publisher_and_its_date() -> None:
    named = Source(title="Tương Cự Đà (Hànộimới)", url="https://hanoimoi.vn/a", published="2011-02")
    bare = Source(title="Tương Cự Đà", url="https://www.hanoimoi.vn/a", published="2011-02-20")

    assert (named.publisher, named.printed_date) == ("", "02/2011")
    assert (bare.publisher, bare.printed_date) == ("hanoimoi.vn", "20/02/2011")
    assert Source(title="Luật", published="2026").printed_date == "2026"
    for source in Source.objects.exclude(url=""):
        assert source.publisher or source.title.endswith(")"), source.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_tells_one_real_story_with_its_source(language: str) -> None:
    html = read(f"/{language}/")

    told = re.search(r'<p class="told-words">(.*?)</p>', html, re.DOTALL)
    assert told
    paragraphs = [story["paragraphs"][0] for story in file("stories_makers.yaml")["stories"]]
    [paragraph] = [each for each in paragraphs if each[language] == told[1]]
    titles = Source.objects.filter(key__in=paragraph["sources"]).values_list("title", flat=True)
    assert [title for title in titles if title not in html] == []


def test_home_takes_six_queries_at_most(django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(6):
        assert Client().get("/vi/").status_code == 200
