"""T1: one order per basket, guarded stock, server prices."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from oscar.core.loading import get_model
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from certification.services import withdraw
from languages.calendar import hanoi_today
from orders.exceptions import (
    AmountOutOfRange,
    BasketEmpty,
    LineOutOfStock,
    LineUnavailable,
    PriceChanged,
)
from orders.models import Order
from payments import demo
from payments.models import Attempt
from payments.services import sync
from producers.models import StockRecord
from tests.buying import fingerprint_of, make_basket, make_opened_order, make_order, place_basket
from tests.factories import make_certificate, make_choice, make_producer, make_product

pytestmark = pytest.mark.django_db
Basket = get_model("basket", "Basket")


def assert_nothing_placed(basket: Any) -> None:
    assert Order.everything.count() == 0
    assert Attempt.objects.count() == 0
    assert Basket.objects.get(pk=basket.pk).status == "Open"
    assert not StockRecord.objects.filter(num_allocated__gt=0).exists()


def test_placing_makes_a_pending_order_with_stock_held() -> None:
    product = make_product(price=150_000, stock=3)

    order = make_order(product, quantity=2)

    assert order.status == "PENDING"
    assert order.placed_at is None
    assert order.total_incl_tax == Decimal(335_000)
    assert order.shipping_incl_tax == Decimal(35_000)
    assert order.currency == "VND"
    assert product.stockrecords.get().num_allocated == 2
    assert Basket.objects.get(pk=order.submission_basket_id).status == "Submitted"
    attempt = order.attempts.get()
    assert (attempt.state, attempt.amount_minor, attempt.seq) == ("new", 335_000, 1)


def test_line_keeps_what_was_ordered() -> None:
    producer = make_producer(name="Gốm Hà", name_en="Ha Pottery", lead_time_days=3)
    product = make_product(producer=producer, title="Bình", title_en="Vase")

    line = make_order(product).lines.get()

    assert (line.title, line.title_en) == ("Bình", "Vase")
    assert (line.partner_name, line.maker_name_en) == ("Gốm Hà", "Ha Pottery")
    assert line.arrives_on > hanoi_today()
    assert line.prices.get().price_incl_tax == Decimal(150_000)


def test_choice_is_named_after_its_product() -> None:
    parent = make_product(price=None, title="Khăn", title_en="Scarf")
    child = make_choice(parent, price=200_000, title="Đỏ", title_en="Red")

    line = make_order(child).lines.get()

    assert (line.title, line.title_en) == ("Khăn, Đỏ", "Scarf, Red")


def test_seal_of_the_day_of_ordering_stays_on_the_order() -> None:
    product = make_product()
    certificate = make_certificate(product, stars=4)
    order = make_order(product)

    withdraw(certificate=certificate, withdrawn_on=hanoi_today(), decision="QĐ-x")

    seal = order.lines.get().certificate_snapshot[0]
    assert (seal["kind"], seal["stars"]) == ("solid", 4)
    assert seal["code"] == certificate.code
    assert seal["text_en"] == "4 stars"


def test_same_basket_again_returns_the_same_order() -> None:
    basket = make_basket(make_product())
    fingerprint = fingerprint_of(basket)

    first = place_basket(basket, fingerprint)
    second = place_basket(basket, fingerprint)

    assert first.pk == second.pk
    assert Attempt.objects.count() == 1


def test_fault_03_second_tab_with_an_old_price_still_gets_the_same_order() -> None:
    product = make_product(price=100_000)
    basket = make_basket(product)
    fingerprint = fingerprint_of(basket)
    first = place_basket(basket, fingerprint)
    product.stockrecords.update(price=120_000)

    assert place_basket(basket, fingerprint).pk == first.pk


def test_fault_08_price_change_between_review_and_place_stops() -> None:
    product = make_product(price=100_000)
    basket = make_basket(product)
    fingerprint = fingerprint_of(basket)
    product.stockrecords.update(price=120_000)

    with pytest.raises(PriceChanged) as caught:
        place_basket(basket, fingerprint)

    assert caught.value.old_total == Decimal(135_000)
    assert caught.value.new_total == Decimal(155_000)
    assert_nothing_placed(basket)


@pytest.mark.parametrize("forged", ["", "x", "eyJ0b3RhbCI6IjEifQ:1abc:sig"])
def test_fault_s09_edited_fingerprint_is_refused(forged: str) -> None:
    basket = make_basket(make_product())

    with pytest.raises(PriceChanged) as caught:
        place_basket(basket, forged or "nothing")

    assert caught.value.old_total is None
    assert_nothing_placed(basket)


def test_fault_05_sold_out_names_the_line_and_writes_nothing() -> None:
    product = make_product(stock=3, title="Bát")
    basket = make_basket(product, quantity=3)
    fingerprint = fingerprint_of(basket)
    product.stockrecords.update(num_allocated=1)

    with pytest.raises(LineOutOfStock) as caught:
        place_basket(basket, fingerprint)

    assert (caught.value.title, caught.value.left) == ("Bát", 2)
    assert Order.everything.count() == 0
    assert product.stockrecords.get().num_allocated == 1


def test_second_product_sold_out_gives_back_the_first() -> None:
    first, second = make_product(stock=5), make_product(stock=1)
    basket = make_basket(first, second)
    fingerprint = fingerprint_of(basket)
    second.stockrecords.update(num_in_stock=0)

    with pytest.raises(LineUnavailable):
        place_basket(basket, fingerprint)

    assert_nothing_placed(basket)


def test_unpublished_product_stops() -> None:
    product = make_product()
    basket = make_basket(product)
    fingerprint = fingerprint_of(basket)
    product.is_public = False
    product.save()

    with pytest.raises(LineUnavailable):
        place_basket(basket, fingerprint)

    assert_nothing_placed(basket)


def test_fault_10_product_deleted_after_placing_leaves_the_order_readable() -> None:
    product = make_product(title="Quạt giấy")
    order = make_order(product)

    product.stockrecords.all().delete()
    product.delete()

    line = Order.everything.for_page().get(pk=order.pk).lines.get()
    assert (line.title, line.product) == ("Quạt giấy", None)


@pytest.mark.parametrize("is_deleted", [True, False])
def test_fault_10_product_gone_after_placing_leaves_the_order_payable(is_deleted: bool) -> None:
    product = make_product(title="Quạt giấy")
    opened = make_opened_order(product)
    if is_deleted:
        product.stockrecords.all().delete()
        product.delete()
    else:
        product.is_public = False
        product.save()

    demo.act(session=opened.session, action="pay_unheard", number="4242424242424242")
    sync(opened.attempt)

    order = Order.objects.get()
    assert (order.status, order.payment_state) == ("PAID", "paid")
    assert order.lines.get().title == "Quạt giấy"


def test_line_is_priced_by_the_stock_record_that_it_holds() -> None:
    product = make_product(price=100_000, stock=5)
    basket = make_basket(product)
    other = StockRecord.objects.create(
        product=product, partner=make_producer(), partner_sku="other", price=1, num_in_stock=5
    )
    line = basket.lines.get()
    line.stockrecord = other
    line.save()

    order = place_basket(basket)

    assert order.lines.get().unit_price_incl_tax == 1
    other.refresh_from_db()
    assert (other.num_allocated, product.stockrecords.earliest("pk").num_allocated) == (1, None)


def test_reopened_basket_of_an_order_makes_no_second_one() -> None:
    basket = make_basket(make_product())
    fingerprint = fingerprint_of(basket)
    first = place_basket(basket, fingerprint)
    Basket.objects.filter(pk=basket.pk).update(status="Open")

    assert place_basket(basket, fingerprint).pk == first.pk
    assert (Order.everything.count(), Attempt.objects.count()) == (1, 1)
    assert StockRecord.objects.get().num_allocated == 1


def test_made_to_order_goods_need_no_stock_count() -> None:
    product = make_product(stock=None)

    order = make_order(product, quantity=40)

    assert order.lines.get().num_allocated == 0
    assert product.stockrecords.get().num_allocated is None


def test_fault_45_total_beyond_eight_digits_is_told_before_paying() -> None:
    basket = make_basket(make_product(price=50_000_000, stock=5), quantity=2)

    with pytest.raises(AmountOutOfRange):
        place_basket(basket)

    assert_nothing_placed(basket)


def test_empty_basket_is_refused() -> None:
    basket = make_basket(make_product())
    fingerprint = fingerprint_of(basket)
    basket.lines.all().delete()

    with pytest.raises(BasketEmpty):
        place_basket(basket, fingerprint)


def test_basket_of_another_user_is_refused(django_user_model: type[User]) -> None:
    owner = django_user_model.objects.create_user("o@example.com", "secret-12345")
    basket = make_basket(make_product())
    Basket.objects.filter(pk=basket.pk).update(owner=owner)

    with pytest.raises(BasketEmpty):
        place_basket(basket)


def test_one_order_per_basket_is_a_constraint() -> None:
    order = make_order(make_product())

    with pytest.raises(IntegrityError), transaction.atomic():
        Order.everything.create(
            number="X", submission_basket_id=order.submission_basket_id, total_incl_tax=1,
            total_excl_tax=1, currency="VND",
        )  # fmt: skip


def test_paid_order_without_a_date_is_impossible() -> None:
    order = make_order(make_product())

    with pytest.raises(IntegrityError), transaction.atomic():
        Order.everything.filter(pk=order.pk).update(status="PAID")


def test_number_is_random_and_token_has_128_bits() -> None:
    first, second = make_order(make_product()), make_order(make_product())

    assert len(first.number) == 10
    assert first.number != second.number
    assert len(first.public_token) == 22


def test_reservation_is_hidden_from_orders() -> None:
    order = make_order(make_product())

    assert not Order.objects.filter(pk=order.pk).exists()
    assert Order.reservations.filter(pk=order.pk).exists()
    assert order.attempts.get().order == order


@pytest.mark.parametrize(("lines", "most"), [(1, 20), (5, 24)])
def test_placing_costs_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries, lines: int, most: int
) -> None:
    products = [make_product() for _ in range(lines)]
    for product in products:
        make_certificate(product)
    basket = make_basket(*products)
    fingerprint = fingerprint_of(basket)

    with django_assert_max_num_queries(most):
        place_basket(basket, fingerprint)
