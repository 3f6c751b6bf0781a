"""The list of one's orders."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from orders.models import Order

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(client: Client) -> User:
    user: User = User.objects.create_user(email="lan@example.vn", password="x")
    client.force_login(user)
    return user


def make_order(number: str, **fields: Any) -> Order:
    amounts = dict.fromkeys(
        ["total_incl_tax", "total_excl_tax", "shipping_incl_tax", "shipping_excl_tax"],
        Decimal(185_000),
    )
    return Order.everything.create(
        **{
            "number": number,
            "currency": "VND",
            "status": "PAID",
            "placed_at": timezone.now(),
            **amounts,
            **fields,
        }
    )


def test_the_list_shows_own_paid_orders_with_links(client: Client, user: User) -> None:
    mine = make_order("LN-AAAA", user=user)
    make_order("LN-BBBB", user=None, guest_email="lan@example.vn")
    make_order("LN-CCCC", user=user, status="PENDING", placed_at=None)

    response = client.get("/vi/account/orders/")

    assert list(response.context["object_list"]) == [mine]
    html = response.content.decode()
    assert f'href="{mine.get_absolute_url()}"' in html
    assert "185.000\u00a0₫" in html
    assert "LN-BBBB" not in html


def test_no_orders_yet_leads_to_the_goods(client: Client, user: User) -> None:
    assert 'href="/vi/search/"' in client.get("/vi/account/orders/").content.decode()


def test_the_list_costs_the_same_for_one_and_three_orders(
    client: Client, user: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_order("LN-0001", user=user)
    client.get("/vi/account/orders/")
    with CaptureQueriesContext(connection) as one:
        client.get("/vi/account/orders/")
    make_order("LN-0002", user=user)
    make_order("LN-0003", user=user)
    with django_assert_num_queries(len(one)):
        client.get("/vi/account/orders/")
