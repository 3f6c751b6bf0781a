"""Every kind of change reaches the index by a note of the same transaction."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.urls import reverse
from oscar.apps.dashboard.catalogue.bulk_actions import MakeProductsNonPublicAction
from oscar.core.loading import get_model

from accounts.models import User
from catalogue.models import Category, Occasion, Product
from certification.models import Certificate
from certification.services import derive_stars_of_new_day, withdraw
from languages.calendar import hanoi_today
from places.models import Craft, Village
from producers.models import Partner, StockRecord
from producers.services import change_offer
from search import services, triggers
from search.backends.fts5 import Fts5Backend
from search.criteria import SearchCriteria
from search.models import Change, LexiconEntry
from search.signals import unheard
from search.watching import WATCHED
from tests.buying import make_order
from tests.factories import (
    make_certificate,
    make_choice,
    make_craft,
    make_product,
    make_village,
)

pytestmark = pytest.mark.django_db
ProductCategory = get_model("catalogue", "ProductCategory")


def ids(**fields: Any) -> list[int]:
    return list(services.search(SearchCriteria(**fields)).ids)


def settle() -> None:
    """The index agrees with the shop and nothing waits."""
    services.rebuild()
    assert not Change.objects.exists()


def notes() -> set[tuple[str, int]]:
    return set(Change.objects.values_list("kind", "key"))


def add_category(name: str, *, slug: str) -> Category:
    return Category.objects.add_root(instance=Category(name=name, slug=slug))


@pytest.fixture
def shop(index: Fts5Backend) -> Product:
    """A product with everything a document reads; the index knows it."""
    village = make_village(name="Làng Chuông", slug="chuong")
    occasion = Occasion.objects.create(slug="tet", name="Tết")
    product = make_product(
        title="Nón lá", village=village, craft=make_craft(name="Khâu nón", slug="non"), stock=2
    )
    fashion = add_category("Thời trang", slug="fashion")
    hats = Category.objects.add_child(fashion, instance=Category(name="Mũ", slug="hats"))
    product.categories.add(hats)
    product.occasions.add(occasion)
    make_certificate(product, stars=4)
    make_product(title="Bình gốm")
    settle()
    return product


Act = Callable[[Product], object]
CHANGES: dict[str, tuple[Act, dict[str, Any], bool]] = {}  # act, criteria, is it found afterwards


def change(name: str, *, finds: bool = True, **criteria: Any) -> Callable[[Act], Act]:
    def keep(act: Act) -> Act:
        CHANGES[name] = (act, criteria, finds)
        return act

    return keep


def rows(product: Product) -> Any:
    return Product.objects.filter(pk=product.pk)


@change("product saved", q="quai thao")
def _save_product(product: Product) -> None:
    product.title = "Nón quai thao"
    product.save()


@change("product updated", q="quai thao")
def _update_product(product: Product) -> None:
    rows(product).update(title="Nón quai thao")


@change("products bulk updated", q="quai thao")
def _bulk_update(product: Product) -> None:
    product.title_en = "Nón quai thao"
    Product.objects.bulk_update([product], ["title_en"])


@change("product changed by SQL", q="quai thao")
def _sql(product: Product) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE catalogue_product SET title = %s WHERE id = %s", ["Nón quai thao", product.pk]
        )


@change("product hidden", finds=False, q="nón")
def _hide(product: Product) -> None:
    rows(product).update(is_public=False)


@change("product deleted", finds=False, q="nón")
def _delete(product: Product) -> None:
    product.delete()


@change("products deleted by a queryset", finds=False, q="nón")
def _delete_rows(product: Product) -> None:
    rows(product).delete()


@change("stock taken by an order", finds=False, q="nón", in_stock=True)
def _order(product: Product) -> None:
    make_order(product, quantity=2)


@change("price and stock edited", q="nón", price_max=50_000)
def _edit_offer(product: Product) -> None:
    change_offer(stock_record=product.stockrecords.get(), price=Decimal(40_000), stock=3, by=None)


@change("prices updated", q="nón", price_max=50_000)
def _update_prices(product: Product) -> None:
    StockRecord.objects.filter(product=product).update(price=40_000)


@change("stock emptied", finds=False, q="nón", in_stock=True)
def _empty(product: Product) -> None:
    StockRecord.objects.filter(product=product).update(num_in_stock=0)


@change("stock record moved away", finds=False, q="nón", in_stock=True)
def _move_stock(product: Product) -> None:
    other = Product.objects.exclude(pk=product.pk).earliest("pk")
    StockRecord.objects.filter(product=product).update(product=other)


@change("certificate recorded", q="nón", stars=frozenset("5"))
def _certify(product: Product) -> None:
    make_certificate(product, stars=5)


@change("certificate withdrawn", finds=False, q="nón", stars=frozenset("4"))
def _withdraw(product: Product) -> None:
    withdraw(
        certificate=product.certificates.get(), withdrawn_on=hanoi_today(), decision="02/QĐ-DEMO"
    )


@change("certificates updated past their service", finds=False, q="nón", stars=frozenset("4"))
def _update_certificates(product: Product) -> None:
    Certificate.objects.filter(product=product).update(withdrawn_on=hanoi_today())


@change("certificates deleted", finds=False, q="nón", stars=frozenset("4"))
def _delete_certificates(product: Product) -> None:
    Certificate.objects.filter(product=product).delete()


@change("producer renamed", q="nghiêm")
def _rename_producer(product: Product) -> None:
    Partner.objects.filter(pk=product.producer_id).update(name="Nghiêm")


@change("village renamed", q="vác")
def _rename_village(product: Product) -> None:
    assert product.village is not None
    product.village.name = "Làng Vác"
    product.village.save()


@change("village's slug changed", village=frozenset({"vac"}))
def _move_village(product: Product) -> None:
    Village.objects.filter(slug="chuong").update(slug="vac")


@change("craft renamed", q="kết cườm")
def _rename_craft(product: Product) -> None:
    Craft.objects.filter(slug="non").update(name="Kết cườm")


@change("category renamed", q="y phục")
def _rename_category(product: Product) -> None:
    Category.objects.filter(slug="fashion").update(name="Y phục")


@change("category hidden", finds=False, category=frozenset({"hats"}))
def _hide_category(product: Product) -> None:
    fashion = Category.objects.get(slug="fashion")
    fashion.is_public = False
    fashion.save()


@change("category moved", category=frozenset({"gifts"}))
def _move_category(product: Product) -> None:
    gifts = add_category("Quà", slug="gifts")
    Category.objects.move(Category.objects.get(slug="hats"), gifts, "last-child")


@change("category deleted", finds=False, category=frozenset({"hats"}))
def _delete_category(product: Product) -> None:
    Category.objects.get(slug="hats").delete()


@change("products put into a category", category=frozenset({"more"}))
def _categorise(product: Product) -> None:
    more = add_category("Thêm", slug="more")
    ProductCategory.objects.bulk_create([ProductCategory(product=product, category=more)])


@change("occasion renamed", q="giỗ tổ")
def _rename_occasion(product: Product) -> None:
    Occasion.objects.filter(slug="tet").update(name="Giỗ Tổ")


@change("occasion given", occasion=frozenset({"wedding"}))
def _give_occasion(product: Product) -> None:
    product.occasions.add(Occasion.objects.create(slug="wedding", name="Cưới"))


@change("occasion deleted", finds=False, occasion=frozenset({"tet"}))
def _delete_occasion(product: Product) -> None:
    Occasion.objects.filter(slug="tet").delete()


@change("product gave way to its choices", q="nón", price_max=30_000)
def _choose(product: Product) -> None:
    make_choice(product, price=30_000)


@change("product loaded in bulk", q="quạt")
def _load(product: Product) -> None:
    fan = Product(
        title="Quạt giấy", slug="quat", product_class=product.product_class, is_public=True
    )
    Product.objects.bulk_create([fan])


@pytest.mark.parametrize("name", CHANGES)
def test_change_reaches_the_index(shop: Product, name: str) -> None:
    act, criteria, finds = CHANGES[name]
    assert bool(ids(**criteria)) is not finds

    with transaction.atomic():
        act(shop)
        assert Change.objects.exists()
    services.drain()

    assert bool(ids(**criteria)) is finds
    assert not Change.objects.exists()
    assert services.differences() == []


@pytest.mark.parametrize("name", CHANGES)
def test_change_that_is_rolled_back_leaves_no_note(shop: Product, name: str) -> None:
    act, criteria, finds = CHANGES[name]

    with transaction.atomic():
        act(shop)
        transaction.set_rollback(True)

    assert not Change.objects.exists()
    assert bool(ids(**criteria)) is not finds


def staff() -> User:
    return User.objects.create_superuser(email="staff@langnghe.example", password="x")


def test_bulk_action_of_oscars_dashboard_reaches_the_index(
    shop: Product, rf: RequestFactory
) -> None:
    request = rf.post("/")
    request.user = staff()
    vars(request)["_messages"] = CookieStorage(request)

    MakeProductsNonPublicAction().execute(request, rows(shop), form=None)

    assert notes() == {("product", shop.pk)}
    services.drain()
    assert ids(q="nón") == []


def test_bulk_action_of_the_staff_desk_reaches_the_index(shop: Product, client: Client) -> None:
    client.force_login(staff())

    client.post(
        reverse("admin:catalogue_product_changelist"),
        {"action": "delete_selected", "_selected_action": [shop.pk], "post": "yes"},
    )

    assert not rows(shop).exists()
    assert ("product", shop.pk) in notes()
    services.drain()
    assert services.differences() == []


def test_certificate_that_ends_at_midnight_gives_way_to_another(shop: Product) -> None:
    today = hanoi_today()
    make_certificate(shop, stars=5, ends_on=today)
    services.drain()
    assert ids(stars=frozenset("5")) == [shop.pk]
    tomorrow = today + timedelta(days=1)

    assert derive_stars_of_new_day(tomorrow) == 1
    assert derive_stars_of_new_day(tomorrow) == 0

    assert notes() == {("product", shop.pk)}
    services.drain()
    assert ids(stars=frozenset("5")) == []
    assert ids(stars=frozenset("4")) == [shop.pk]


def test_certificate_speaks_from_the_day_it_begins(shop: Product) -> None:
    begins = hanoi_today() + timedelta(days=3)
    make_certificate(shop, stars=5, issued_on=begins)
    services.drain()
    assert ids(stars=frozenset("5")) == []

    assert derive_stars_of_new_day(begins - timedelta(days=1)) == 0
    assert derive_stars_of_new_day(begins) == 1
    services.drain()

    assert ids(stars=frozenset("5")) == [shop.pk]


def test_certificate_is_withdrawn_on_its_day(shop: Product) -> None:
    day: date = hanoi_today() + timedelta(days=3)
    withdraw(certificate=shop.certificates.get(), withdrawn_on=day, decision="02/QĐ-DEMO")
    services.drain()
    assert derive_stars_of_new_day(day - timedelta(days=1)) == 0

    assert derive_stars_of_new_day(day) == 1
    services.drain()

    assert ids(stars=frozenset("4")) == []


def test_order_that_leaves_some_goods_is_not_worth_a_note(shop: Product) -> None:
    make_order(shop, quantity=1)
    assert not Change.objects.exists()

    make_order(shop, quantity=1)
    assert notes() == {("product", shop.pk)}


def test_save_that_changes_nothing_is_not_worth_a_note(shop: Product) -> None:
    rows(shop).get().save()
    shop.stockrecords.get().save()
    rows(shop).update(rating=4.5)

    assert not Change.objects.exists()


def test_notes_of_one_product_are_delivered_together(
    shop: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    upsert = Fts5Backend.upsert

    def counting(self: Fts5Backend, documents: Any) -> None:
        batch = list(documents)
        written.extend(document.id for document in batch)
        upsert(self, batch)

    monkeypatch.setattr(Fts5Backend, "upsert", counting)
    for title in ("Một", "Hai", "Ba"):
        rows(shop).update(title=title)
    StockRecord.objects.filter(product=shop).update(price=1_000)

    assert services.drain() == 1
    assert written == [shop.pk]
    assert ids(q="ba", price_max=1_000) == [shop.pk]


def test_very_many_notes_become_one(shop: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.indexing.TOO_MANY", 1)
    Product.objects.update(title="Nón khác")
    Certificate.objects.update(withdrawn_on=hanoi_today())

    assert services.drain() == Product.objects.count()
    assert services.differences() == []
    assert not Change.objects.exists()


def test_triggers_are_made_once_and_anew_when_the_rules_change(
    shop: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = triggers.existing(connection)
    assert not triggers.install(connection)

    narrowed = [watch for watch in WATCHED if watch.model is not StockRecord]
    monkeypatch.setattr(triggers, "WATCHED", narrowed)
    triggers.install(connection)
    assert set(before.values()) - set(triggers.existing(connection).values()) == {
        "partner_stockrecord"
    }
    monkeypatch.undo()
    assert triggers.install(connection)

    assert triggers.existing(connection) == before


def test_bulk_load_wakes_nobody(shop: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    woken: list[bool] = []
    monkeypatch.setattr("search.signals.wake", lambda: woken.append(True))

    with unheard():
        make_product()
    assert woken == []

    make_product()
    assert woken


def test_synonym_changed_past_its_model_is_known_to_every_process(shop: Product) -> None:
    entry = LexiconEntry.objects.create(key="hat", kind="one_way", words="mu", means="nón: 0.9")
    before = entry.changed_at
    LexiconEntry.objects.filter(pk=entry.pk).update(means="nón: 0.5")
    assert notes() == {("lexicon", entry.pk)}

    services.drain()

    entry.refresh_from_db()
    assert entry.changed_at > before
    assert not Change.objects.exists()
