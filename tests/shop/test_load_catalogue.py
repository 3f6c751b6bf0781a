"""What the catalogue files become in the database."""

from collections import Counter
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.test import override_settings

from catalogue.models import Category, Occasion, OcopGroup, Product, Story, StoryPart
from certification.models import Certificate
from places.models import Commune, Craft, Province, Village
from producers.models import Artisan, Partner, StockRecord
from shop.loading import rows
from shop.loading.load import DATA_DIR, load_catalogue
from sources.models import Figure
from tests.shop.conftest import BUILT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_catalogue")]


def demo_goods() -> list[dict[str, Any]]:
    content = yaml.safe_load((DATA_DIR / "demo_goods.yaml").read_text(encoding="utf-8"))
    goods: list[dict[str, Any]] = content["goods"]
    return goods


def primary_keys() -> dict[str, list[Any]]:
    return {
        table.name: sorted(table.model._default_manager.values_list("pk", flat=True))
        for table in rows.TABLES
    }


def test_load_counts_of_places_and_people() -> None:
    assert Province.objects.count() == 34
    assert Province.objects.order_by("position").first() == Province.objects.get(code="01")
    assert Commune.objects.count() == 126
    assert Counter(Commune.objects.values_list("kind", flat=True)) == {"ward": 51, "commune": 75}
    assert Village.objects.count() == 27
    assert Craft.objects.count() == 25
    assert Artisan.objects.count() == 30
    assert Partner.objects.filter(is_demo=False).count() == 49
    assert Figure.objects.count() == 21


def test_load_counts_of_goods() -> None:
    pages = Product.objects.browsable()
    assert pages.filter(is_demo=False).count() == 90
    # 72 invented goods, 10 gift sets and 4 samples; the fermented drink is left out
    assert pages.filter(is_demo=True).count() == 86
    assert Product.objects.filter(structure=Product.CHILD).count() == 17
    assert Category.objects.filter(depth=1).count() == 15
    assert Occasion.objects.count() == 20


def test_load_real_products_have_the_states_of_the_domain_brief() -> None:
    certificates = Certificate.objects.filter(is_demo=False)
    states = Counter(str(certificate.state_on(BUILT)) for certificate in certificates)
    assert states == {"reported": 44, "reported_past": 22, "candidate_five": 4}
    assert certificates.filter(stars__isnull=False).count() == 66
    real = Product.objects.filter(is_demo=False)
    assert real.filter(certificates=None).count() == 20
    assert real.filter(reported_stars__isnull=False).count() == 44
    assert real.filter(candidate_five=True).count() == 4


def test_load_demo_goods_show_every_state() -> None:
    shown = {
        certificate.product.key: str(certificate.state_on(BUILT))
        for certificate in Certificate.objects.filter(is_demo=True).select_related("product")
    }
    expected = {good["id"]: good["expected_state"] for good in demo_goods()}
    assert shown == {key: state for key, state in expected.items() if state != "none"}
    assert set(expected.values()) - {"none"} == {
        "in_term", "renewal_window", "grace", "expired", "withdrawn", "candidate_five",
        "submitted", "refused",
    }  # fmt: skip


def test_load_product_groups_follow_the_criteria_set() -> None:
    for good in demo_goods():
        assert Product.objects.get(key=good["id"]).ocop_group == good["group"]
    assert Product.objects.get(key="tl-phuc").ocop_group == OcopGroup.FOOD


def test_load_name_fix_corrects_the_catalogue() -> None:
    village = Village.objects.get(slug="gia-ha")
    assert (village.name, village.name_en) == (
        "Làng giày da Giẽ Hạ, Giẽ Thượng",
        "Gie Ha and Gie Thuong shoe villages",
    )


def test_load_year_only_dates_end_on_the_latest_possible_day() -> None:
    certificate = Certificate.objects.get(key="hx-bong")
    assert (certificate.issued_on, certificate.issued_precision) == (date(2023, 1, 1), "year")
    assert certificate.ends_on == date(2026, 12, 31)
    assert str(certificate.state_on(date(2026, 12, 31))) == "reported"
    assert str(certificate.state_on(date(2027, 1, 1))) == "reported_past"


def test_load_choices_share_the_parents_certificate_and_carry_stock() -> None:
    parent = Product.objects.get(key="demo-lo-ong-men-ngoc")
    choices = parent.children.order_by("pk")
    assert [child.title for child in choices] == ["Cao 22 cm", "Cao 28 cm", "Cao 35 cm"]
    assert [child.stockrecords.get().price for child in choices] == [750_000, 980_000, 1_350_000]
    assert parent.stockrecords.count() == 0
    assert parent.certificates.count() == 1
    assert parent.price == 750_000


def test_load_goods_made_to_order_are_not_counted() -> None:
    record = StockRecord.objects.get(product__key="demo-tranh-ben-song")
    assert record.num_in_stock is None
    assert record.product.availability.kind == "made_to_order"


def test_load_visits_are_not_for_sale() -> None:
    visits = Product.objects.filter(key__in=["hvd-tour", "pd-tour"])
    assert [product.stockrecords.count() for product in visits] == [0, 0]
    assert {product.availability.kind for product in visits} == {"out"}
    unsold = Product.objects.filter(stockrecords=None).exclude(structure=Product.PARENT)
    assert set(unsold) == set(visits)


def test_load_gift_sets_have_no_star_and_no_group() -> None:
    sets = Product.objects.filter(categories__slug="gift-sets")
    assert sets.count() == 10
    for gift_set in sets:
        assert (gift_set.stars, gift_set.reported_stars, gift_set.candidate_five) == (
            None, None, False,
        )  # fmt: skip
        assert gift_set.ocop_group == ""
        assert gift_set.certificates.count() == 0
        assert gift_set.giftable
        assert gift_set.occasions.count() >= 1


def test_load_cold_goods_stay_in_hanoi() -> None:
    sausage = Product.objects.get(key="ct-gio-lua")
    assert sausage.hanoi_delivery_only
    assert sausage.hanoi_delivery_reason == "Hàng lạnh, chỉ giao trong Hà Nội"
    assert not sausage.giftable


def test_load_every_village_tells_a_story() -> None:
    for village in Village.objects.all():
        story = village.stories.get()
        kinds = set(story.parts.values_list("kind", flat=True))
        assert kinds == {StoryPart.Kind.PARAGRAPH, StoryPart.Kind.STEP}
    assert Story.objects.filter(product__is_demo=True, is_demo=False).count() == 0


def test_load_reviews_are_approved_and_named_as_samples() -> None:
    product = Product.objects.get(key="demo-am-chen-truc")
    assert product.rating == 4.5
    names = set(product.reviews.values_list("name", flat=True))
    assert names == {"Khách mẫu 01", "Khách mẫu 02"}
    assert Product.objects.filter(is_demo=False, rating__isnull=False).count() == 0


def test_load_again_changes_nothing(no_index: list[str]) -> None:
    before = primary_keys()
    codes = dict(Certificate.objects.values_list("key", "code"))
    again = load_catalogue(today=BUILT)
    assert again.is_quiet
    assert primary_keys() == before
    assert dict(Certificate.objects.values_list("key", "code")) == codes
    assert no_index == ["rebuild"]


def test_load_on_another_day_moves_demo_dates_and_keeps_codes(no_index: list[str]) -> None:
    before = {c.key: c for c in Certificate.objects.all()}
    load_catalogue(today=BUILT + timedelta(days=1))
    after = Certificate.objects.get(key="demo-am-chen-truc")
    assert after.issued_on == BUILT + timedelta(days=1 - 60)
    assert after.code == before[after.key].code
    assert after.pk == before[after.key].pk
    assert after.product.stars_until == after.ends_on
    real = Certificate.objects.get(key="va-ao")
    assert real.issued_on == date(2020, 2, 19)
    assert Certificate.objects.count() == len(before)


def test_load_keeps_what_the_shop_has_changed(no_index: list[str]) -> None:
    StockRecord.objects.filter(product__key="demo-tinh-dau").update(num_in_stock=3, price=99_000)
    Product.objects.filter(key="demo-tinh-dau").update(is_public=False, title="Sai tên")
    load_catalogue(today=BUILT)
    product = Product.objects.get(key="demo-tinh-dau")
    record = product.stockrecords.get()
    assert (record.num_in_stock, record.price) == (3, 99_000)
    assert not product.is_public
    assert product.title == "Tinh dầu sả"


def test_load_removes_parts_that_left_a_story(no_index: list[str]) -> None:
    story = Story.objects.get(key="village-bat-trang")
    StoryPart.objects.create(story=story, kind="step", position=99, text="Thừa")
    load_catalogue(today=BUILT)
    assert not story.parts.filter(position=99).exists()


def test_check_says_what_would_change_and_writes_nothing(no_index: list[str]) -> None:
    Product.objects.filter(key="qv-sen-do").update(title="Sai tên")
    Village.objects.get(slug="kieu-ky").stories.all().delete()
    printed = StringIO()
    call_command("load_catalogue", "--check", stdout=printed)
    assert "Product: 0 new, 1 changed, 0 removed, 176 in the files" in printed.getvalue()
    assert "Story: 1 new, 0 changed, 0 removed" in printed.getvalue()
    assert "Nothing was written (--check)." in printed.getvalue()
    assert Product.objects.get(key="qv-sen-do").title == "Sai tên"
    assert not Story.objects.filter(key="village-kieu-ky").exists()
    assert no_index == []


@override_settings(DEMO_MODE=False)
def test_load_without_the_demo_has_no_invented_rows(no_index: list[str]) -> None:
    Product.objects.filter(is_demo=True).delete()
    Partner.objects.filter(is_demo=True).delete()
    Story.objects.filter(is_demo=True).delete()
    load_catalogue(today=BUILT)
    assert Product.objects.filter(is_demo=True).count() == 0
    assert Partner.objects.filter(is_demo=True).count() == 0
    assert Story.objects.filter(is_demo=True).count() == 0
    assert Product.objects.count() == 90
