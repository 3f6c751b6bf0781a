"""Real makers and goods show what a source says and no more; invented ones resemble nobody."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import yaml

from catalogue.models import Product, StoryPart
from catalogue.seals import seals_of
from certification.models import Certificate
from languages.text import fold
from places.models import Event, Venue, Village
from producers.models import Artisan, Member, Partner
from shop.loading.load import DATA_DIR
from sources.models import Figure, Source
from tests.shop.conftest import BUILT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_catalogue")]


def file(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((DATA_DIR / name).read_text(encoding="utf-8"))
    return content


def texts(value: Any) -> Iterator[str]:
    """Every text inside nested lists and mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def real_names() -> set[str]:
    found: set[str] = set()
    for producer in Partner.objects.filter(is_demo=False):
        found |= {fold(producer.name), fold(producer.name_en)}
        found |= {fold(person) for person in producer.person.split(",") if person}
    for artisan in Artisan.objects.all():
        found |= {fold(name) for name in artisan.name.split(" và ")}
    found |= {fold(person["name"]) for person in file("catalogue.yaml")["people"]}
    return found


def demo_names() -> set[str]:
    found = {fold(name) for name in Member.objects.values_list("name", flat=True)}
    for producer in Partner.objects.filter(is_demo=True):
        found |= {fold(producer.name), fold(producer.name_en)}
    return found


def test_demo_makers_neither_bear_nor_hold_a_real_name() -> None:
    real, demo = real_names(), demo_names()
    assert len(real) > 100
    assert len(demo) > 30
    assert [(r, d) for r in real for d in demo if r in d or d in r] == []


def test_demo_goods_do_not_bear_the_name_of_a_real_good() -> None:
    invented = Product.objects.filter(is_demo=True).exclude(structure=Product.CHILD)
    real = Product.objects.filter(is_demo=False)
    names = {fold(title) for p in real for title in (p.title, p.title_en)}
    demo = {fold(title) for p in invented for title in (p.title, p.title_en)}
    assert [(r, d) for r in names for d in demo if r in d or d in r] == []


def test_demo_goods_do_not_speak_of_real_makers() -> None:
    spoken = fold(" ".join(texts(file("demo_goods.yaml"))))
    assert [name for name in real_names() if name in spoken] == []


def test_demo_goods_belong_to_demo_makers_and_no_others() -> None:
    for product in Product.objects.select_related("producer"):
        assert product.producer is not None
        assert product.is_demo == product.producer.is_demo, product.key
    for certificate in Certificate.objects.select_related("product"):
        assert certificate.is_demo == certificate.product.is_demo
        assert certificate.code.startswith("DEMO-" if certificate.is_demo else "LN-")


@pytest.mark.parametrize("days", [0, 1, 39, 40, 463, 617, 2000, -700])
def test_real_goods_never_wear_a_solid_or_expired_seal(days: int) -> None:
    for product in Product.objects.filter(is_demo=False):
        assert (product.stars, product.stars_until) == (None, None)
        kinds = {seal.kind for seal in seals_of(product, BUILT + timedelta(days=days))}
        assert kinds <= {"reported", "candidate"}, product.key


def test_real_certificates_hold_nothing_without_a_source() -> None:
    records = {record["id"]: record for record in file("catalogue.yaml")["products"]}
    real = Certificate.objects.filter(is_demo=False).select_related("product")
    for certificate in real.prefetch_related("sources"):
        found = records[certificate.product.key]["certification"]
        keys = {source.key for source in certificate.sources.all()}
        assert keys == set(records[certificate.product.key]["refs"])
        assert keys
        assert certificate.basis in ("report", "city")
        assert certificate.stars == found["stars"]
        assert certificate.decision_number == (found["decision"] or "")
        printed = str(certificate.issued_on or "")
        assert printed.startswith(found["recognised"] or "")
        assert bool(certificate.issued_on) == bool(found["recognised"])
        assert certificate.official_code == ""
    assert real.exclude(decision_number="").count() == 4
    assert set(real.exclude(decision_number="").values_list("decision_number", flat=True)) == {
        "813/QĐ-UBND"
    }


def test_real_records_name_their_sources() -> None:
    for model in (Village, Venue, Event, Figure, Artisan):
        assert list(model.objects.filter(sources=None)) == []
    assert list(Partner.objects.filter(is_demo=False, sources=None)) == []
    assert list(Product.objects.filter(is_demo=False, sources=None)) == []
    assert list(StoryPart.objects.filter(story__is_demo=False, sources=None)) == []


def test_press_sources_have_an_address() -> None:
    without = Source.objects.filter(url="").values_list("key", flat=True)
    assert set(without) == {"seed-1", "seed-2", "law26", "own", "general"}


def test_officials_and_editors_notes_are_not_loaded() -> None:
    stories = file("stories_villages.yaml")["stories"]
    hidden = [story["editor_note"] for story in stories if "editor_note" in story]
    catalogue = file("catalogue.yaml")
    hidden += [record["trap"] for record in catalogue["villages"] if "trap" in record]
    people = [person["name"] for person in catalogue["people"]]
    shown = " ".join(
        str(value)
        for model in (Village, Partner, Product, StoryPart, Certificate)
        for row in model.objects.values()
        for value in row.values()
    )
    assert [note for note in hidden if note in shown] == []
    assert [name for name in people if name in shown] == []


def test_alcohol_stays_out_of_the_shop() -> None:
    assert not Product.objects.filter(ocop_set__in=[14, 15]).exists()
    titles = " ".join(fold(title) for title in Product.objects.values_list("title", flat=True))
    assert " ruou" not in f" {titles}"
    assert not Product.objects.filter(key="demo-ruou").exists()


def test_no_date_of_a_real_certificate_lies_after_the_files_were_built() -> None:
    real = Certificate.objects.filter(is_demo=False)
    assert not real.filter(issued_on__gt=date(2025, 7, 31)).exists()
    assert set(real.values_list("last_checked_on", flat=True)) == {BUILT}


def test_the_copies_carry_no_search_relevance_data() -> None:
    assert not (DATA_DIR / "relevance_dev.json").exists()
    assert json.loads((DATA_DIR / "hanoi_communes.geojson").read_text(encoding="utf-8"))
