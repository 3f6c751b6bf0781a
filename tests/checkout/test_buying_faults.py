"""The fault matrix of guides/payments.md §4 as buyers and strangers meet it on the pages."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from accounts.models import User
from catalogue.models import Product
from certification.services import withdraw
from languages.calendar import hanoi_today
from orders import services
from orders.models import Order
from outbox.models import Message
from outbox.services import drain
from payments.models import Attempt, DemoSession, Ledger
from payments.providers.demo import DemoProvider
from payments.views import STARTS
from places.models import Commune
from tests.buying import make_opened_order
from tests.checkout.test_buying import add, follow_refresh, go_to_review, place
from tests.factories import make_certificate, make_product

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN_PAGES = [
    "payments:pay", "payments:return", "payments:cancel", "orders:detail", "checkout:restore",
]  # fmt: skip


def notices(page: Any) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def test_fault_04_two_devices_of_one_member_make_one_order(
    places: Commune, answers: dict[str, str]
) -> None:
    member = User.objects.create_user("member@example.com", "secret-12345")
    phone, laptop = Client(), Client()
    phone.force_login(member)
    laptop.force_login(member)
    add(phone, make_product(stock=5))
    shown_on_phone, shown_on_laptop = go_to_review(phone, answers), go_to_review(laptop, answers)

    first, second = place(phone, shown_on_phone), place(laptop, shown_on_laptop)

    assert first.status_code == 303
    assert first["Location"] == second["Location"]
    assert (Order.everything.count(), Attempt.objects.count()) == (1, 1)


def test_fault_45_above_the_maximum_is_told_in_the_basket(
    client: Client, places: Commune, answers: dict[str, str]
) -> None:
    add(client, make_product(stock=3, price=50_000_000), 2)

    view = client.get(reverse("basket:summary")).context["view"]

    assert "99.999.999" in view.amount_problem or "99,999,999" in view.amount_problem
    assert not view.can_be_ordered


def test_fault_45_above_the_maximum_with_delivery_is_told_before_placing(
    client: Client, places: Commune, answers: dict[str, str]
) -> None:
    add(client, make_product(stock=3, price=99_990_000))
    assert client.get(reverse("basket:summary")).context["view"].can_be_ordered
    client.post(reverse("checkout:contact"), answers)
    client.post(reverse("checkout:delivery"), {"method": "hanoi"})

    answer = client.get(reverse("checkout:review"))

    assert answer["Location"] == reverse("basket:summary")
    assert len(notices(client.get(answer["Location"]))) == 1
    assert Order.everything.count() == 0


def test_fault_45_below_the_minimum_is_told_in_the_basket_and_at_review(
    client: Client, places: Commune, answers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    add(client, make_product(price=1_000))
    monkeypatch.setattr(DemoProvider, "smallest_minor", 60_000)
    view = client.get(reverse("basket:summary")).context["view"]
    assert "60.000" in view.amount_problem
    assert not view.can_be_ordered

    monkeypatch.setattr(DemoProvider, "smallest_minor", 20_000)
    assert client.get(reverse("basket:summary")).context["view"].can_be_ordered
    client.post(reverse("checkout:contact"), answers)
    client.post(reverse("checkout:delivery"), {"method": "pickup"})
    answer = client.get(reverse("checkout:review"))
    assert answer["Location"] == reverse("basket:summary")


def test_fault_45_minimum_that_rose_after_the_review_writes_nothing(
    client: Client, places: Commune, answers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    product = make_product(price=1_000)
    add(client, product)
    fingerprint = go_to_review(client, answers)
    monkeypatch.setattr(DemoProvider, "smallest_minor", 40_000)

    answer = place(client, fingerprint)

    assert answer["Location"] == reverse("basket:summary")
    assert (Order.everything.count(), Attempt.objects.count()) == (0, 0)
    assert not product.stockrecords.get().num_allocated
    assert len(client.get(reverse("basket:summary")).context["view"].lines) == 1


def test_fault_47_mail_server_down_leaves_the_purchase_normal_and_mails_later(
    client: Client, places: Commune, answers: dict[str, str], settings: Settings
) -> None:
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.checkout.broken_mail.Backend"
    add(client, make_product(stock=1))
    placed = place(client, go_to_review(client, answers))
    provider_page = follow_refresh(client.get(placed["Location"]))

    paid = client.post(provider_page, {"action": "pay", "number": "4242 4242 4242 4242"})
    thanks = client.get(client.get(paid["Location"])["Location"])

    assert thanks.status_code == 200
    assert Order.objects.get().status == "PAID"
    assert mail.outbox == []
    settings.EMAIL_BACKEND = working
    Message.objects.filter(sent_at=None).update(available_at=timezone.now())
    drain(10)
    assert len(mail.outbox) == 1
    assert Ledger.objects.count() == 1


@pytest.mark.parametrize("name", TOKEN_PAGES)
def test_fault_s06_neighbouring_token_answers_as_an_unknown_one(client: Client, name: str) -> None:
    token = make_opened_order(make_product()).order.public_token
    neighbour = token[:-1] + ("A" if token[-1] != "A" else "B")

    near = client.get(reverse(name, args=[neighbour]))
    unknown = client.get(reverse(name, args=["A" * len(token)]))

    assert (near.status_code, unknown.status_code) == (404, 404)
    assert near.content.replace(neighbour.encode(), b"") == unknown.content.replace(
        b"A" * len(token), b""
    )


@pytest.mark.parametrize("name", TOKEN_PAGES)
def test_fault_s06_order_number_and_id_open_nothing(client: Client, name: str) -> None:
    order = make_opened_order(make_product()).order

    assert client.get(reverse(name, args=[order.number])).status_code == 404
    assert client.get(reverse(name, args=[order.pk])).status_code == 404


def test_fault_s06_member_sees_no_order_of_another(places: Commune) -> None:
    """The account lists its own; another's order has no address but its token."""
    member = User.objects.create_user("member@example.com", "secret-12345")
    stranger = User.objects.create_user("stranger@example.com", "secret-12345")
    order = make_opened_order(make_product()).order
    services.mark_paid(order=order, now=timezone.now())
    Order.everything.filter(pk=order.pk).update(user=member)
    pages = {}
    for user in (member, stranger):
        client = Client()
        client.force_login(user)
        pages[user.email] = client.get(reverse("my:orders")).content.decode()

    assert order.number in pages["member@example.com"]
    assert order.number not in pages["stranger@example.com"]
    assert order.public_token not in pages["stranger@example.com"]


def test_fault_s06_return_page_ignores_another_orders_session(client: Client) -> None:
    mine, other = make_opened_order(make_product()), make_opened_order(make_product())
    DemoSession.objects.filter(pk=other.session.pk).update(state="paid")
    url = reverse("payments:return", args=[mine.order.public_token])

    client.get(url, {"session_id": other.session.ref, "attempt": str(other.attempt.pk)})

    mine.order.refresh_from_db()
    other.order.refresh_from_db()
    assert (mine.order.status, other.order.status) == ("PENDING", "PENDING")


@pytest.mark.parametrize(
    "forged",
    [
        {"total": "1", "price": "1", "currency": "USD"},
        {"method": "pickup", "shipping_code": "pickup", "delivery": "0"},
        {"amount_minor": "1", "quantity": "-5", "line": "1"},
    ],
)
def test_fault_s09_prices_in_the_post_are_ignored(
    client: Client, places: Commune, answers: dict[str, str], forged: dict[str, str]
) -> None:
    add(client, make_product(price=150_000))
    fingerprint = go_to_review(client, answers)

    client.post(reverse("checkout:place"), {"fingerprint": fingerprint, **forged})

    order = Order.everything.get()
    assert (order.total_incl_tax, order.currency, order.shipping_code) == (185_000, "VND", "hanoi")
    assert Attempt.objects.get().amount_minor == 185_000


@pytest.mark.parametrize("name", ["payments:pay", "payments:cancel", "checkout:restore"])
def test_fault_s17_pay_cancel_and_restore_want_a_csrf_token(name: str) -> None:
    opened = make_opened_order(make_product())
    client = Client(enforce_csrf_checks=True)

    assert client.post(reverse(name, args=[opened.order.public_token])).status_code == 403
    opened.order.refresh_from_db()
    assert opened.order.status == "PENDING"


def test_fault_s17_demo_payment_and_basket_want_a_csrf_token() -> None:
    opened = make_opened_order(make_product())
    client = Client(enforce_csrf_checks=True)
    card = {"action": "pay", "number": "4242424242424242"}

    answers = [
        client.post(reverse("demo_pay:page", args=[opened.session.ref]), card),
        client.post(reverse("basket:update", args=[1]), {"quantity": "1"}),
        client.post(reverse("basket:remove", args=[1])),
    ]

    assert [answer.status_code for answer in answers] == [403] * 3
    assert DemoSession.objects.get().state == "open"


def test_fault_s18_starting_payments_is_limited_and_keeps_the_order(client: Client) -> None:
    opened = make_opened_order(make_product())
    path = reverse("payments:pay", args=[opened.order.public_token])
    for _ in range(STARTS.attempts):
        assert client.post(path)["Location"] == path

    refused = client.post(path)

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= STARTS.seconds
    assert "Giỏ hàng và các đơn hàng của bạn vẫn như cũ" in refused.content.decode()
    assert client.get(path).status_code == 200
    assert Attempt.objects.get().state == "open"
    assert client.post(reverse("payments:pay", args=["x" * 22])).status_code == 404


def test_certificate_withdrawn_between_review_and_place_must_be_confirmed(
    client: Client, places: Commune, answers: dict[str, str]
) -> None:
    product = make_product()
    certificate = make_certificate(product)
    add(client, product)
    shown = go_to_review(client, answers)
    review = client.get(reverse("checkout:review")).content.decode()
    assert "4 sao" in review.split("<main", 1)[1]
    withdraw(certificate=certificate, withdrawn_on=hanoi_today(), decision="99/QĐ")

    page = place(client, shown)

    assert page.status_code == 200
    main = page.content.decode().split("<main", 1)[1]
    assert "Sản phẩm đã thay đổi" in main
    assert "4 sao" not in main
    assert Order.everything.count() == 0
    assert place(client, page.context["fingerprint"]).status_code == 303
    assert Order.everything.get().lines.get().certificate_snapshot == []


def test_good_unpublished_between_review_and_place_leads_to_its_line(
    client: Client, places: Commune, answers: dict[str, str]
) -> None:
    product = make_product(title="Bình")
    add(client, product)
    shown = go_to_review(client, answers)
    Product.objects.filter(pk=product.pk).update(is_public=False)

    answer = place(client, shown)

    assert answer.status_code == 302
    assert "/basket/#line-" in answer["Location"]
    page = client.get(answer["Location"])
    assert any("Bình" in text for text in notices(page))
    assert len(page.context["view"].lines) == 1
    assert Order.everything.count() == 0
