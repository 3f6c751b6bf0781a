"""The profile, and leaving for good."""

import pytest
from django.test import Client
from oscar.core.loading import get_model

from accounts.exceptions import StaffAccount
from accounts.models import User
from accounts.services import close_account
from checkout.address_book import Entry, save_address

Basket = get_model("basket", "Basket")
UserAddress = get_model("address", "UserAddress")

pytestmark = pytest.mark.django_db
PASSWORD = "một câu dài 2026"
HOME = Entry("Lan", "+84912345678", "Hà Nội", "Xã Bát Tràng", "Số 5, xóm 3")


@pytest.fixture
def user() -> User:
    user: User = User.objects.create_user(
        email="lan@example.vn", password=PASSWORD, first_name="Lan"
    )
    return user


def test_saving_the_profile_goes_on_in_the_chosen_language(client: Client, user: User) -> None:
    client.force_login(user)

    response = client.post("/vi/account/", {"name": "Nguyễn Thị Lan", "language": "en"})

    assert response["Location"] == "/en/account/"
    user.refresh_from_db()
    assert (user.get_full_name(), user.language) == ("Nguyễn Thị Lan", "en")


def test_an_unknown_language_is_refused(client: Client, user: User) -> None:
    client.force_login(user)
    response = client.post("/vi/account/", {"name": "X", "language": "fr"})
    assert response.context["form"].errors.keys() == {"language"}
    user.refresh_from_db()
    assert (user.get_full_name(), user.language) == ("Lan", "vi")


def test_closing_needs_the_password(client: Client, user: User) -> None:
    client.force_login(user)
    response = client.post("/vi/account/close/", {"password": "wrong"})
    assert response.context["form"].errors.keys() == {"password"}
    user.refresh_from_db()
    assert user.is_active


def test_closing_takes_the_person_out_and_keeps_the_row(client: Client, user: User) -> None:
    save_address(user=user, entry=HOME)
    Basket.objects.create(owner=user)
    submitted = Basket.objects.create(owner=user, status="Submitted")
    client.force_login(user)

    response = client.post("/vi/account/close/", {"password": PASSWORD})

    assert response["Location"] == "/vi/"
    assert "_auth_user_id" not in client.session
    user.refresh_from_db()
    assert user.email.endswith("@closed.invalid")
    assert user.get_full_name() == ""
    assert not user.is_active
    assert not user.has_usable_password()
    assert UserAddress.objects.count() == 0
    assert list(Basket.objects.all()) == [submitted]


def test_the_address_is_free_for_a_new_account_afterwards(user: User) -> None:
    close_account(user=user)
    assert User.objects.create_user(email="lan@example.vn", password=PASSWORD).pk != user.pk


def test_staff_cannot_close_their_account_themselves(user: User) -> None:
    user.is_staff = True
    user.save()
    with pytest.raises(StaffAccount):
        close_account(user=user)
    user.refresh_from_db()
    assert user.email == "lan@example.vn"
    assert user.is_active
