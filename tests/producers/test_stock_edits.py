"""Row 7 of the fault matrix: the stock of a good is edited while buyers hold some of it."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from producers.models import StockRecord
from tests.buying import make_opened_order
from tests.factories import make_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(db: None) -> StockRecord:
    """Five in stock, three of them held by an order that waits for payment."""
    product = make_product(stock=5)
    make_opened_order(product, quantity=3)
    found: StockRecord = product.stockrecords.get()
    return found


def edit(record: StockRecord, **changes: str) -> Any:
    client = Client()
    client.force_login(User.objects.create_superuser("boss@example.com", "secret-12345"))
    posted = {
        "product": str(record.product_id),
        "partner": str(record.partner_id),
        "partner_sku": record.partner_sku,
        "price_currency": "VND",
        "price": str(record.price),
        "num_in_stock": str(record.num_in_stock),
        "low_stock_threshold": "",
        **changes,
    }
    return client.post(reverse("admin:partner_stockrecord_change", args=[record.pk]), posted)


def test_fault_07_stock_below_what_orders_hold_is_refused_with_a_message(
    record: StockRecord,
) -> None:
    page = edit(record, num_in_stock="2")

    assert page.status_code == 200
    assert any("3" in error for error in page.context["adminform"].form.non_field_errors())
    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated) == (5, 3)


def test_stock_down_to_what_orders_hold_is_taken(record: StockRecord) -> None:
    assert edit(record, num_in_stock="3", price="99000", num_allocated="0").status_code == 302

    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated, record.price) == (3, 3, Decimal(99_000))


def test_saving_what_was_read_before_a_sale_keeps_the_sale(record: StockRecord) -> None:
    stale = StockRecord.objects.get(pk=record.pk)
    StockRecord.objects.hold(record.pk, 1)

    stale.price = Decimal(70_000)
    stale.save()

    record.refresh_from_db()
    assert (record.price, record.num_allocated) == (Decimal(70_000), 4)
