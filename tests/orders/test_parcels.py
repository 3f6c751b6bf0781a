"""Parcels: one per maker, moved step by step, their stock consumed, the order following them."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from orders import dispatch, services
from orders.exceptions import AllocationMissing, InvalidParcelMove, NotShippable
from orders.models import Order, Parcel
from outbox.services import drain
from payments.reconcile import reconcile
from tests.buying import make_order
from tests.factories import make_producer, make_product

pytestmark = pytest.mark.django_db
STATUSES = list(Parcel.Status)
WAY = [Parcel.Status.ACCEPTED, Parcel.Status.PACKED, Parcel.Status.HANDED_OVER]


def make_paid_order(*, makers: int = 1, stock: int | None = 10, quantity: int = 1) -> Order:
    products = [make_product(producer=make_producer(), stock=stock) for _ in range(makers)]
    order = make_order(*products, quantity=quantity)
    services.mark_paid(order=order, now=timezone.now())
    drain()
    mail.outbox.clear()
    return Order.everything.get(pk=order.pk)


def move_through(parcel: Parcel, *statuses: str) -> Parcel:
    for status in statuses:
        parcel = dispatch.move_parcel(parcel=parcel, to=status, by=None)
    return parcel


def test_placing_makes_one_parcel_per_maker() -> None:
    first, second = make_producer(lead_time_days=1), make_producer(lead_time_days=9)
    slow = make_product(producer=first, lead_time_days=5)
    order = make_order(make_product(producer=first), make_product(producer=second), slow)

    parcels = list(order.parcels.all())

    assert [(p.position, p.producer, p.status) for p in parcels] == [
        (1, first, "pending"),
        (2, second, "pending"),
    ]
    assert [parcel.lines.count() for parcel in parcels] == [2, 1]
    assert parcels[0].arrives_on == slow.line_set.get().arrives_on
    assert parcels[1].arrives_on > parcels[0].arrives_on


@pytest.mark.parametrize("old", STATUSES)
@pytest.mark.parametrize("new", STATUSES)
def test_parcel_moves_one_step_at_a_time(old: str, new: str) -> None:
    parcel = make_paid_order().parcels.get()
    Parcel.objects.filter(pk=parcel.pk).update(status=old)

    if new in Parcel.TRANSITIONS[old]:
        dispatch.move_parcel(parcel=parcel, to=new, by=None, why="test")
        change = parcel.changes.get()
        assert (change.old_status, change.new_status, change.why) == (old, new, "test")
    elif new == old:
        assert dispatch.move_parcel(parcel=parcel, to=new, by=None).status == old
        assert not parcel.changes.exists()
    else:
        with pytest.raises(InvalidParcelMove):
            dispatch.move_parcel(parcel=parcel, to=new, by=None)
        parcel.refresh_from_db()
        assert parcel.status == old
        assert not parcel.changes.exists()


@pytest.mark.parametrize(
    ("status", "hold"),
    [("PENDING", ""), ("CANCELLED", ""), ("REFUND_DUE", ""), ("PAID", "dispute"),
     ("IN_PROGRESS", "review"), ("PAID", "mismatch"), ("CANCELLED_REFUNDED", "")],
)  # fmt: skip
def test_parcel_of_an_unpaid_or_held_order_stays(status: str, hold: str) -> None:
    order = make_paid_order()
    Order.everything.filter(pk=order.pk).update(status=status, hold=hold)
    parcel = order.parcels.get()

    with pytest.raises(NotShippable) as caught:
        dispatch.accept_parcel(parcel=parcel, by=None)

    assert caught.value.is_held == bool(hold)
    parcel.refresh_from_db()
    assert parcel.status == "pending"
    assert not parcel.changes.exists()


def test_handing_over_consumes_the_stock_once(django_user_model: type[User]) -> None:
    maker = django_user_model.objects.create_user("m@example.com", "secret-12345")
    order = make_paid_order(stock=5, quantity=2)
    parcel = move_through(order.parcels.get(), "accepted", "packed")

    for _ in range(2):
        dispatch.hand_over_parcel(
            parcel=parcel, by=maker, carrier="VNPost", tracking_number="EE123456789VN"
        )

    record = order.lines.get().stockrecord
    assert (record.num_in_stock, record.num_allocated) == (3, 0)
    assert order.lines.get().num_allocated == 0
    parcel.refresh_from_db()
    assert (parcel.carrier, parcel.tracking_number) == ("VNPost", "EE123456789VN")
    changes = parcel.changes.filter(actor=maker).values_list("new_status", "why")
    assert list(changes) == [("handed_over", ""), ("handed_over", "VNPost EE123456789VN")]
    findings = reconcile(since=timedelta(days=1), fix=False)
    assert "E-stock" not in {finding.code for finding in findings}


def test_handing_over_what_is_not_held_is_refused_and_changes_nothing() -> None:
    order = make_paid_order(stock=5)
    parcel = move_through(order.parcels.get(), "accepted", "packed")
    record = order.lines.get().stockrecord
    type(record).objects.filter(pk=record.pk).update(num_allocated=0)

    with pytest.raises(AllocationMissing):
        dispatch.hand_over_parcel(parcel=parcel, by=None)

    parcel.refresh_from_db()
    record.refresh_from_db()
    assert (parcel.status, record.num_in_stock) == ("packed", 5)


def test_made_to_order_goods_are_handed_over_without_a_count() -> None:
    parcel = move_through(make_paid_order(stock=None).parcels.get(), *WAY)

    assert parcel.status == "handed_over"


def test_order_follows_its_parcels() -> None:
    order = make_paid_order(makers=2)
    first, second = order.parcels.all()
    expected = [
        (first, "accepted", "IN_PROGRESS"), (first, "packed", "IN_PROGRESS"),
        (first, "handed_over", "IN_PROGRESS"), (first, "delivered", "IN_PROGRESS"),
        (second, "accepted", "IN_PROGRESS"), (second, "packed", "IN_PROGRESS"),
        (second, "handed_over", "SHIPPED"), (second, "delivered", "COMPLETE"),
    ]  # fmt: skip
    for parcel, step, status in expected:
        dispatch.move_parcel(parcel=parcel, to=step, by=None)
        assert Order.everything.get(pk=order.pk).status == status

    moves = list(order.status_changes.order_by("pk").values_list("new_status", flat=True))
    assert moves == ["PAID", "IN_PROGRESS", "SHIPPED", "COMPLETE"]
    assert all(old != new for old, new in pairwise(moves))


def test_one_parcel_handed_over_at_once_walks_the_whole_pipeline() -> None:
    order = make_paid_order()
    parcel = order.parcels.get()
    Parcel.objects.filter(pk=parcel.pk).update(status="packed")

    dispatch.hand_over_parcel(parcel=parcel, by=None)

    assert Order.everything.get(pk=order.pk).status == "SHIPPED"


def test_tracking_number_waits_until_the_parcel_is_packed() -> None:
    parcel = make_paid_order().parcels.get()

    with pytest.raises(InvalidParcelMove):
        dispatch.change_tracking(parcel=parcel, by=None, carrier="GHN", tracking_number="1")

    parcel.refresh_from_db()
    assert parcel.tracking_number == ""


def test_buyer_is_told_of_each_parcel_without_a_price() -> None:
    order = make_paid_order(makers=2)
    parcel = move_through(order.parcels.all()[0], "accepted", "packed")
    dispatch.hand_over_parcel(parcel=parcel, by=None, carrier="VNPost", tracking_number="EE1VN")

    drain()

    (sent,) = mail.outbox
    assert sent.extra_headers["Message-ID"] == f"<handed_over-{order.number}-1@testserver>"
    assert "EE1VN" in sent.body
    assert parcel.lines.get().title in sent.body
    assert "₫" not in sent.body


def test_order_page_shows_status_day_and_tracking_number(client: Client) -> None:
    order = make_paid_order(makers=2)
    parcel = move_through(order.parcels.all()[0], "accepted", "packed")
    dispatch.hand_over_parcel(parcel=parcel, by=None, carrier="VNPost", tracking_number="EE9VN")

    page = client.get(order.get_absolute_url())

    html = page.content.decode()
    assert "EE9VN" in html
    assert [len(item.lines) for item in page.context["parcels"]] == [1, 1]
    assert [item.steps[2].at is not None for item in page.context["parcels"]] == [True, False]


def test_makers_see_paid_parcels_to_pack_most_urgent_first(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    maker = make_producer()
    for days in (9, 1):
        order = make_order(make_product(producer=maker, lead_time_days=days))
        services.mark_paid(order=order, now=timezone.now())
    make_order(make_product(producer=maker))
    Order.everything.filter(pk=make_paid_order().pk).update(hold="review")

    with django_assert_num_queries(5):
        waiting = list(Parcel.objects.of_maker(maker).to_pack().for_packing())
        titles = [[line.title for line in parcel.lines.all()] for parcel in waiting]

    assert [parcel.lines.get().product.lead_time_days for parcel in waiting] == [1, 9]
    assert all(len(names) == 1 for names in titles)
    assert Parcel.objects.to_pack().count() == 2
