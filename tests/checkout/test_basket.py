"""The basket's pages and actions, and every odd thing that can be typed into them."""

from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse
from oscar.core.loading import get_model
from pytest_django import DjangoAssertNumQueries

from catalogue.models import Product
from tests.factories import make_choice, make_producer, make_product

pytestmark = pytest.mark.django_db
Line = get_model("basket", "Line")


def add(client: Client, product: Product, quantity: str = "1", **extra: str) -> Any:
    return client.post(
        reverse("basket:add", args=[product.pk]), {"quantity": quantity, **extra}, follow=True
    )


def texts(page: Any) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def test_added_good_lands_in_the_basket(client: Client) -> None:
    product = make_product(price=150_000)

    page = add(client, product, "2")

    (line,) = page.context["view"].lines
    assert (line.line.quantity, line.total) == (2, 300_000)
    assert page.redirect_chain[0][0] == reverse("basket:summary")
    assert page.context["shop"].basket_count == 2


def test_estimates_count_a_fee_for_each_maker(client: Client) -> None:
    maker = make_producer()
    for product in (make_product(producer=maker), make_product(producer=maker), make_product()):
        add(client, product)

    view = client.get(reverse("basket:summary")).context["view"]

    assert len(view.parcels) == 2
    assert (view.estimates.hanoi.fee, view.estimates.elsewhere.fee) == (70_000, 110_000)
    assert view.estimates.elsewhere.arrives_on > view.estimates.hanoi.arrives_on
    assert view.hanoi_total == 450_000 + 70_000


@pytest.mark.parametrize("quantity", ["0", "-1", "1000000000", "abc", "", "1.5", "9" * 40])
def test_fault_s09_odd_quantity_is_refused_with_a_message(client: Client, quantity: str) -> None:
    product = make_product()

    answer = client.post(reverse("basket:add", args=[product.pk]), {"quantity": quantity})

    assert answer["Location"] == f"{product.get_absolute_url()}#buy"
    assert Line.objects.count() == 0


@pytest.mark.parametrize(
    ("quantity", "left"), [("0", None), ("-1", 1), ("1000000000", 1), ("abc", 1), ("4", 4)]
)
def test_update_sets_removes_or_refuses(client: Client, quantity: str, left: int | None) -> None:
    add(client, make_product(stock=5))
    line = Line.objects.get()

    page = client.post(
        reverse("basket:update", args=[line.pk]), {"quantity": quantity}, follow=True
    )

    assert texts(page)
    found = Line.objects.first()
    assert (found.quantity if found else None) == left


def test_more_than_is_there_says_what_is_left(client: Client) -> None:
    product = make_product(stock=3, title="Ấm")

    add(client, product, "2")
    refused = client.post(reverse("basket:add", args=[product.pk]), {"quantity": "2"})

    assert refused.status_code == 302
    assert Line.objects.get().quantity == 2
    page = client.get(reverse("basket:summary"))
    assert any("3" in text and "Ấm" in text for text in texts(page))


def test_choice_must_be_made_and_must_be_the_products_own(client: Client) -> None:
    parent = make_product(price=None)
    child = make_choice(parent, price=100_000)
    stranger = make_choice(make_product(price=None), price=1)

    for choice in ("", "abc", str(stranger.pk), "9" * 30):
        client.post(reverse("basket:add", args=[parent.pk]), {"quantity": "1", "choice": choice})
    assert Line.objects.count() == 0

    add(client, parent, choice=str(child.pk))
    assert Line.objects.get().product_id == child.pk


@pytest.mark.parametrize("pk", [0, 999_999, 2**63, 10**30])
def test_unknown_product_is_404(client: Client, pk: int) -> None:
    assert client.post(f"/vi/basket/add/{pk}/", {"quantity": "1"}).status_code == 404


def test_vanished_product_is_named_and_stops_the_checkout(client: Client) -> None:
    product = make_product()
    add(client, product)
    Product.objects.filter(pk=product.pk).update(is_public=False)

    view = client.get(reverse("basket:summary")).context["view"]

    assert view.lines[0].problem
    assert not view.can_be_ordered


def test_price_changed_since_added_is_noted(client: Client) -> None:
    product = make_product(price=100_000)
    add(client, product)
    product.stockrecords.update(price=90_000)

    (line,) = client.get(reverse("basket:summary")).context["view"].lines

    assert "100.000" in line.note
    assert "90.000" in line.note
    assert line.total == 90_000


def test_fault_s07_line_of_another_basket_is_left_alone(client: Client) -> None:
    from django.test import Client

    add(Client(), make_product())
    line = Line.objects.get()

    for name in ("basket:update", "basket:remove"):
        page = client.post(reverse(name, args=[line.pk]), {"quantity": "0"}, follow=True)
        assert page.status_code == 200
    assert Line.objects.filter(pk=line.pk).exists()


def test_fault_s07_forged_basket_cookie_is_ignored(client: Client) -> None:
    add(client, make_product())
    client.cookies["oscar_open_basket"] = f"{Line.objects.get().basket_id}:forged"

    assert client.get(reverse("basket:summary")).context["view"].lines == []


def test_removed_line_is_named(client: Client) -> None:
    add(client, make_product(title="Lụa"))

    page = client.post(reverse("basket:remove", args=[Line.objects.get().pk]), follow=True)

    assert any("Lụa" in text for text in texts(page))
    assert page.context["view"].lines == []


@pytest.mark.parametrize("lines", [1, 5])
def test_basket_page_costs_ten_queries_at_most(
    client: Client, lines: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(lines):
        add(client, make_product())

    with django_assert_max_num_queries(10):
        client.get(reverse("basket:summary"))


def test_visitor_without_a_basket_costs_no_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rf: RequestFactory
) -> None:
    from checkout.baskets import count_units

    request = client.get(reverse("basket:summary")).wsgi_request
    with django_assert_num_queries(0):
        assert count_units(request) == 0


@pytest.mark.parametrize(("stock", "has_form"), [(3, True), (0, False), (None, True)])
def test_buying_form_shows_the_state_of_stock(stock: int | None, has_form: bool) -> None:
    make_product(stock=stock)
    product = Product.objects.for_cards().get()

    html = Template("{% load basket %}{% add_to_basket_form product %}").render(
        Context({"product": product, "csrf_token": "t"})
    )

    assert ("<form" in html) is has_form
    assert product.availability.text in html


def test_buying_form_lists_the_choices() -> None:
    parent = make_product(price=None, option_label="Cỡ")
    child = make_choice(parent, price=100_000, title="Lớn")
    product = Product.objects.for_cards().get(pk=parent.pk)

    html = Template("{% load basket %}{% add_to_basket_form product %}").render(
        Context({"product": product, "csrf_token": "t"})
    )

    assert f'<option value="{child.pk}">Lớn, 100.000' in html
