"""A stock record that was read before a sale is saved after it: the sale is kept."""

from decimal import Decimal

import pytest

from producers.models import StockRecord
from tests.buying import make_opened_order
from tests.factories import make_product


@pytest.mark.django_db
def test_saving_what_was_read_before_a_sale_keeps_the_sale() -> None:
    product = make_product(stock=5)
    make_opened_order(product, quantity=3)
    record = product.stockrecords.get()
    stale = StockRecord.objects.get(pk=record.pk)
    StockRecord.objects.hold(record.pk, 1)

    stale.price = Decimal(70_000)
    stale.save()

    record.refresh_from_db()
    assert (record.price, record.num_allocated) == (Decimal(70_000), 4)
