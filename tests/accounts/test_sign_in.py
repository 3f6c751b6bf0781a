"""Signing in and out."""

import pytest
from django.test import Client
from oscar.core.loading import get_model

from accounts.models import User
from tests.factories import make_product

Basket = get_model("basket", "Basket")

pytestmark = pytest.mark.django_db
LOGIN = "/vi/account/login/"
PASSWORD = "một câu dài 2026"


@pytest.fixture
def user() -> User:
    user: User = User.objects.create_user(email="lan@example.vn", password=PASSWORD)
    return user


def test_signing_in_ignores_the_case_of_the_address(client: Client, user: User) -> None:
    response = client.post(LOGIN, {"username": "LAN@Example.vn", "password": PASSWORD})

    assert response["Location"] == "/vi/account/"
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize(
    ("next_page", "location"),
    [
        ("/vi/basket/", "/vi/basket/"),
        ("https://evil.example/", "/vi/account/"),
        ("//evil.example/", "/vi/account/"),
        ("javascript:alert(1)", "/vi/account/"),
        ("/\\evil.example/", "/vi/account/"),
    ],
)
def test_next_is_followed_on_our_own_host_only(
    client: Client, user: User, next_page: str, location: str
) -> None:
    form = {"username": user.email, "password": PASSWORD, "next": next_page}
    assert client.post(LOGIN, form)["Location"] == location


def test_every_wrong_pair_gets_one_answer(client: Client, user: User) -> None:
    closed = User.objects.create_user(email="closed@example.vn", password=PASSWORD)
    closed.is_active = False
    closed.save()
    answers = [
        client.post(LOGIN, {"username": address, "password": password}).context["form"].errors
        for address, password in [
            ("lan@example.vn", "wrong one"),
            ("nobody@example.vn", PASSWORD),
            ("closed@example.vn", PASSWORD),
        ]
    ]

    assert answers[0] == answers[1] == answers[2]
    assert list(answers[0]) == ["__all__"]
    assert "_auth_user_id" not in client.session


def test_the_seventh_try_for_one_address_is_refused_with_a_time(client: Client, user: User) -> None:
    for _ in range(6):
        assert client.post(LOGIN, {"username": user.email, "password": "wrong"}).status_code == 200

    response = client.post(LOGIN, {"username": user.email, "password": PASSWORD})

    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 300
    assert "_auth_user_id" not in client.session


def test_signing_out_needs_a_post(client: Client, user: User) -> None:
    client.force_login(user)

    assert client.get("/vi/account/logout/").status_code == 405
    assert "_auth_user_id" in client.session

    assert client.post("/vi/account/logout/")["Location"] == "/vi/"
    assert "_auth_user_id" not in client.session


def test_a_guests_basket_joins_the_account_on_signing_in(client: Client, user: User) -> None:
    product = make_product(stock=5)
    client.post(f"/vi/basket/add/{product.pk}/", {"quantity": 2})
    assert Basket.objects.filter(owner=None, lines__product=product).exists()

    client.post(LOGIN, {"username": user.email, "password": PASSWORD})
    client.get("/vi/basket/")

    line = Basket.objects.get(owner=user, status="Open").lines.get()
    assert (line.product, line.quantity) == (product, 2)


@pytest.mark.parametrize("page", ["", "orders/", "addresses/", "password/", "close/"])
def test_pages_of_an_account_ask_to_sign_in_first(client: Client, page: str) -> None:
    response = client.get(f"/vi/account/{page}")

    assert response.status_code == 302
    assert response["Location"] == f"{LOGIN}?next=/vi/account/{page}"


def test_an_account_page_is_never_cached(client: Client, user: User) -> None:
    client.force_login(user)
    assert "no-store" in client.get("/vi/account/")["Cache-Control"]
