"""Edits of price and stock are audited and never lose a concurrent sale."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from orders import dispatch, services
from producers.exceptions import BelowAllocated, OfferChanged, PriceNotWhole
from producers.models import StockChange, StockRecord
from producers.services import change_offer
from tests.buying import make_order
from tests.factories import make_product

pytestmark = pytest.mark.django_db


def record(stock: int | None = 10, price: int = 150_000) -> StockRecord:
    return StockRecord.objects.get(pk=make_product(stock=stock, price=price).stockrecords.get().pk)


def test_change_writes_an_audit_row(django_user_model: type[User]) -> None:
    staff = django_user_model.objects.create_user("s@example.com", "secret-12345")
    before = record()

    after = change_offer(
        stock_record=before, price=Decimal(180_000), stock=12, by=staff, why="kiln opened"
    )

    assert (after.price, after.num_in_stock) == (Decimal(180_000), 12)
    row = StockChange.objects.get()
    assert (row.old_price, row.new_price) == (Decimal(150_000), Decimal(180_000))
    assert (row.old_stock, row.new_stock, row.actor, row.why) == (10, 12, staff, "kiln opened")


def test_same_values_write_nothing() -> None:
    seen = record()

    change_offer(stock_record=seen, price=seen.price, stock=seen.num_in_stock, by=None)

    assert not StockChange.objects.exists()


def test_stock_below_what_orders_hold_is_refused() -> None:
    product = make_product(stock=5)
    make_order(product, quantity=3)
    seen = product.stockrecords.get()

    with pytest.raises(BelowAllocated) as caught:
        change_offer(stock_record=seen, price=seen.price, stock=2, by=None)

    assert caught.value.allocated == 3
    assert product.stockrecords.get().num_in_stock == 5
    assert not StockChange.objects.exists()
    assert change_offer(stock_record=seen, price=seen.price, stock=3, by=None).num_in_stock == 3


def test_uncounted_stock_is_refused_while_orders_hold_some() -> None:
    product = make_product(stock=5)
    make_order(product)
    seen = product.stockrecords.get()

    with pytest.raises(BelowAllocated):
        change_offer(stock_record=seen, price=seen.price, stock=None, by=None)


def test_parcel_that_left_in_the_meantime_is_not_lost() -> None:
    from django.utils import timezone

    product = make_product(stock=5)
    order = make_order(product, quantity=2)
    services.mark_paid(order=order, now=timezone.now())
    seen = product.stockrecords.get()
    parcel = order.parcels.get()
    for status in ("accepted", "packed", "handed_over"):
        parcel = dispatch.move_parcel(parcel=parcel, to=status, by=None)

    with pytest.raises(OfferChanged) as caught:
        change_offer(stock_record=seen, price=seen.price, stock=8, by=None)

    assert caught.value.stock == 3
    assert product.stockrecords.get().num_in_stock == 3
    assert not StockChange.objects.exists()


def test_sale_between_seeing_and_saving_keeps_its_units() -> None:
    product = make_product(stock=5)
    seen = product.stockrecords.get()
    make_order(product, quantity=2)

    after = change_offer(stock_record=seen, price=Decimal(99_000), stock=4, by=None)

    assert (after.num_in_stock, after.num_allocated) == (4, 2)


@pytest.mark.parametrize("price", [Decimal("-1"), Decimal("100.5")])
def test_price_is_whole_dong(price: Decimal) -> None:
    seen = record()

    with pytest.raises(PriceNotWhole):
        change_offer(stock_record=seen, price=price, stock=1, by=None)

    assert not StockChange.objects.exists()


@pytest.fixture
def staff_client(client: Client, django_user_model: type[User]) -> Client:
    client.force_login(django_user_model.objects.create_superuser("s@example.com", "secret-12345"))
    return client


def test_admin_edit_is_audited(staff_client: Client) -> None:
    seen = record()
    url = reverse("admin:partner_stockrecord_change", args=[seen.pk])
    assert staff_client.get(url).status_code == 200

    answer = staff_client.post(
        url,
        {"price": "160000", "num_in_stock": "7", "seen_price": "150000.00", "seen_stock": "10",
         "why": "count"},
    )  # fmt: skip

    assert answer.status_code == 302
    row = StockChange.objects.get()
    assert (row.new_price, row.new_stock) == (Decimal(160_000), 7)
    assert row.actor == User.objects.get()


def test_admin_edit_of_stale_values_is_refused_in_words(staff_client: Client) -> None:
    seen = record()
    url = reverse("admin:partner_stockrecord_change", args=[seen.pk])

    page = staff_client.post(
        url,
        {"price": "160000", "num_in_stock": "7", "seen_price": "150000.00", "seen_stock": "12"},
        follow=True,
    )

    assert page.status_code == 200
    texts = [str(message) for message in page.context["messages"]]
    assert len(texts) == 1
    assert record_values(seen) == (Decimal(150_000), 10)
    assert not StockChange.objects.exists()


def record_values(seen: StockRecord) -> tuple[Decimal | None, int | None]:
    fresh = StockRecord.objects.get(pk=seen.pk)
    return fresh.price, fresh.num_in_stock
