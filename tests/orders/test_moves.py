"""The order's pipeline, Oscar's hooks, and the buyer's pages."""

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from oscar.apps.order.exceptions import (
    InvalidOrderStatus,
    InvalidPaymentEvent,
    InvalidShippingEvent,
)
from oscar.core.loading import get_class, get_model
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from orders import services
from orders.exceptions import LineOutOfStock
from orders.models import Order, Status
from orders.processing import EventHandler
from outbox.services import drain
from tests.buying import make_order
from tests.factories import make_certificate, make_product

pytestmark = pytest.mark.django_db
PIPELINE = settings.OSCAR_ORDER_STATUS_PIPELINE


def put_into(order: Order, status: str) -> Order:
    Order.everything.filter(pk=order.pk).update(status=status, placed_at=timezone.now())
    return Order.everything.get(pk=order.pk)


@pytest.mark.parametrize("old", PIPELINE)
def test_status_moves_along_the_pipeline_only(old: str) -> None:
    order = make_order(make_product())
    for new in PIPELINE:
        order = put_into(order, old)
        order.status_changes.all().delete()
        if new in PIPELINE[old]:
            order.set_status(new, reason="test")
            change = order.status_changes.get()
            assert (change.old_status, change.new_status, change.reason) == (old, new, "test")
        elif new != old:
            with pytest.raises(InvalidOrderStatus):
                order.set_status(new)
            assert Order.everything.get(pk=order.pk).status == old
            assert not order.status_changes.exists()


def test_status_in_the_database_decides_not_the_one_in_memory() -> None:
    order = make_order(make_product())
    stale = Order.everything.get(pk=order.pk)
    order.set_status(Status.CANCELLED)

    with pytest.raises(InvalidOrderStatus):
        stale.set_status("IN_PROGRESS")


def test_cancelling_gives_stock_back_once() -> None:
    product = make_product(stock=2)
    order = make_order(product, quantity=2)

    services.cancel_reservation(order=order, reason="test")
    from orders.stock import release_for_order

    release_for_order(order)

    assert product.stockrecords.get().num_allocated == 0
    assert order.lines.get().status == "CANCELLED"


def test_reopening_without_stock_leaves_everything_as_it_was() -> None:
    from django.db import transaction

    product = make_product(stock=1)
    order = make_order(product)
    services.cancel_reservation(order=order, reason="test")
    make_order(product)

    with pytest.raises(LineOutOfStock), transaction.atomic():
        services.reopen(order=order, now=timezone.now())

    assert Order.everything.get(pk=order.pk).status == "CANCELLED"
    assert product.stockrecords.get().num_allocated == 1


@pytest.mark.parametrize(
    ("status", "hold", "is_allowed"),
    [
        ("PENDING", "", False),
        ("CANCELLED", "", False),
        ("PAID", "", True),
        ("PAID", "mismatch", False),
        ("PAID", "dispute", False),
        ("SHIPPED", "", True),
        ("REFUNDED", "", False),
    ],
)
def test_nothing_ships_unpaid_or_held(status: str, hold: str, is_allowed: bool) -> None:
    order = put_into(make_order(make_product()), status)
    Order.everything.filter(pk=order.pk).update(hold=hold)
    event_type = get_model("order", "ShippingEventType").objects.create(name="Shipped")
    arguments = (order, event_type, list(order.lines.all()), [1])

    if is_allowed:
        assert EventHandler().handle_shipping_event(*arguments).lines.count() == 1
    else:
        with pytest.raises(InvalidShippingEvent):
            EventHandler().handle_shipping_event(*arguments)
        assert not order.shipping_events.exists()


def test_dashboard_moves_parcels_but_no_money(django_user_model: type[User]) -> None:
    staff = django_user_model.objects.create_user("s@example.com", "secret-12345")
    order = put_into(make_order(make_product()), "PAID")

    for status in ("CANCELLED_REFUNDED", "REFUNDED", "CANCELLED"):
        with pytest.raises(InvalidOrderStatus):
            EventHandler(user=staff).handle_order_status_change(order, status)
    with pytest.raises(InvalidPaymentEvent):
        EventHandler(user=staff).handle_payment_event(order, None, 1)

    EventHandler(user=staff).handle_order_status_change(order, "IN_PROGRESS", "note")
    assert order.status_changes.get().actor == staff


@pytest.mark.parametrize(
    ("module", "name", "package"),
    [
        ("order.processing", "EventHandler", "orders"),
        ("order.utils", "OrderCreator", "orders"),
        ("order.utils", "OrderNumberGenerator", "orders"),
        ("shipping.repository", "Repository", "delivery"),
        ("shipping.methods", "TaxInclusiveOfferDiscount", "delivery"),
        ("partner.strategy", "Selector", "producers"),
    ],
)
def test_oscar_finds_our_overrides(module: str, name: str, package: str) -> None:
    assert get_class(module, name).__module__.startswith(f"{package}.")


def test_oscars_own_placement_is_closed() -> None:
    with pytest.raises(RuntimeError):
        get_class("order.utils", "OrderCreator")().place_order()
    with pytest.raises(NoReverseMatch):
        reverse("checkout:payment-details")


def test_order_page_costs_the_same_for_one_and_three_lines(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for count in (1, 3):
        products = [make_product() for _ in range(count)]
        for product in products:
            make_certificate(product)
        order = make_order(*products)
        with django_assert_max_num_queries(10):  # one of them asks for a gift
            page = client.get(order.get_absolute_url())
        assert page.status_code == 200


def test_order_links_are_sent_again_to_the_orders_address(
    client: Client, settings: Settings
) -> None:
    order = make_order(make_product())

    answer = client.post(reverse("orders:find"), {"email": "LAN@example.com"}, follow=True)
    drain()

    assert answer.status_code == 200
    assert mail.outbox[0].to == ["lan@example.com"]
    assert f"{settings.SITE_ORIGIN}{order.get_absolute_url()}" in mail.outbox[0].body


def test_fault_s23_answer_is_the_same_without_orders(client: Client) -> None:
    make_order(make_product())

    known = client.post(reverse("orders:find"), {"email": "lan@example.com"}, follow=True)
    unknown = client.post(reverse("orders:find"), {"email": "who@example.com"}, follow=True)
    drain()

    assert known.redirect_chain == unknown.redirect_chain
    assert known.context["user"].is_authenticated == unknown.context["user"].is_authenticated
    assert len(mail.outbox) == 1


def test_fault_s18_asking_for_links_is_limited(client: Client) -> None:
    answers = [client.post(reverse("orders:find"), {"email": "a@b.vn"}) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert answers[3]["Retry-After"]


def test_mail_speaks_the_orders_language() -> None:
    order = make_order(make_product(title="Bình", title_en="Vase"))
    Order.everything.filter(pk=order.pk).update(language="en")
    services.mark_paid(order=order, now=timezone.now())

    drain()

    (sent,) = mail.outbox
    assert sent.subject == f"Your order {order.number} is paid"
    assert "1 × Vase: ₫150,000" in sent.body
    assert sent.extra_headers["Message-ID"] == f"<paid-{order.number}@testserver>"
    assert order.public_token not in str(sent.extra_headers)
