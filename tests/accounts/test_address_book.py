"""The address book: one's own addresses only, one of them the usual one."""

from typing import Any

import pytest
from django.test import Client
from oscar.core.loading import get_model

from accounts.models import User
from checkout.address_book import (
    MOST_ADDRESSES,
    AddressBookFull,
    AddressKnown,
    Entry,
    remove_address,
    save_address,
)
from places.models import Commune
from tests.factories import make_commune, make_product, make_province

UserAddress = get_model("address", "UserAddress")

pytestmark = pytest.mark.django_db
HOME = Entry("Lan", "+84912345678", "Hà Nội", "Xã Bát Tràng", "Số 5, xóm 3")


@pytest.fixture
def user() -> User:
    user: User = User.objects.create_user(email="lan@example.vn", password="x")
    return user


def entry(number: int) -> Entry:
    return Entry("Lan", "+84912345678", "Hà Nội", "Xã Bát Tràng", f"Số {number}")


def form(**fields: str) -> dict[str, str]:
    commune = make_commune(name="Xã Bát Tràng")
    return {
        "full_name": "Nguyễn Thị Lan",
        "phone": "0912 345 678",
        "province": "01",
        "commune": commune.code,
        "ward": "",
        "address": "Số 5, xóm 3",
        **fields,
    }


def test_an_address_is_kept_on_two_levels_and_the_first_is_the_usual_one(
    client: Client, user: User
) -> None:
    client.force_login(user)

    response = client.post("/vi/account/addresses/add/", form())

    assert response["Location"] == "/vi/account/addresses/"
    address = UserAddress.objects.get()
    assert (address.name, address.line1, address.line3, address.line4) == (
        "Nguyễn Thị Lan",
        "Số 5, xóm 3",
        "Xã Bát Tràng",
        "Hà Nội",
    )
    assert address.phone_number.as_e164 == "+84912345678"
    assert address.country_id == "VN"
    assert address.is_default_for_shipping


def test_outside_hanoi_the_ward_is_free_text(client: Client, user: User) -> None:
    make_province("79", "Hồ Chí Minh", "Ho Chi Minh City")
    client.force_login(user)

    client.post(
        "/vi/account/addresses/add/", form(province="79", commune="", ward="Phường Bến Thành")
    )

    address = UserAddress.objects.get()
    assert (address.line3, address.line4) == ("Phường Bến Thành", "Hồ Chí Minh")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("full_name", ""),
        ("phone", "123"),
        ("phone", "+1 202 555 0100"),
        ("province", "99"),
        ("commune", "00000"),
        ("commune", ""),
        ("address", ""),
    ],
)
def test_bad_input_is_named_at_its_field(
    client: Client, user: User, field: str, value: str
) -> None:
    client.force_login(user)
    response = client.post("/vi/account/addresses/add/", form(**{field: value}))
    assert field in response.context["form"].errors
    assert UserAddress.objects.count() == 0


def test_editing_shows_what_was_kept_and_overwrites_it(client: Client, user: User) -> None:
    client.force_login(user)
    client.post("/vi/account/addresses/add/", form())
    address = UserAddress.objects.get()
    page = client.get(f"/vi/account/addresses/{address.pk}/")
    initial: dict[str, Any] = page.context["form"].initial
    assert initial["province"] == "01"
    assert initial["phone"] == "0912 345 678"

    client.post(f"/vi/account/addresses/{address.pk}/", {**initial, "address": "Số 7"})

    address.refresh_from_db()
    assert address.line1 == "Số 7"
    assert address.line3 == "Xã Bát Tràng"
    assert address.is_default_for_shipping


def test_the_same_address_twice_is_refused(user: User) -> None:
    save_address(user=user, entry=HOME)
    with pytest.raises(AddressKnown):
        save_address(user=user, entry=HOME)
    assert UserAddress.objects.count() == 1


def test_the_book_has_an_end(user: User) -> None:
    for number in range(MOST_ADDRESSES):
        save_address(user=user, entry=entry(number))
    with pytest.raises(AddressBookFull):
        save_address(user=user, entry=HOME)
    assert UserAddress.objects.count() == MOST_ADDRESSES


def test_the_usual_address_is_chosen_and_inherited(client: Client, user: User) -> None:
    first = save_address(user=user, entry=entry(1))
    second = save_address(user=user, entry=entry(2))
    client.force_login(user)

    client.post(f"/vi/account/addresses/{second.pk}/default/")
    assert list(UserAddress.objects.filter(is_default_for_shipping=True)) == [second]

    second.refresh_from_db()
    remove_address(address=second)
    assert list(UserAddress.objects.filter(is_default_for_shipping=True)) == [first]


@pytest.mark.parametrize("action", ["", "default/", "delete/"])
def test_other_peoples_addresses_do_not_exist(client: Client, user: User, action: str) -> None:
    stranger = User.objects.create_user(email="mai@example.vn", password="x")
    address = save_address(user=stranger, entry=HOME)
    client.force_login(user)

    response = client.post(f"/vi/account/addresses/{address.pk}/{action}")

    assert response.status_code == 404
    assert list(UserAddress.objects.all()) == [address]


def test_deleting_needs_a_post(client: Client, user: User) -> None:
    address = save_address(user=user, entry=HOME)
    client.force_login(user)
    assert client.get(f"/vi/account/addresses/{address.pk}/delete/").status_code == 405
    assert UserAddress.objects.count() == 1
    client.post(f"/vi/account/addresses/{address.pk}/delete/")
    assert UserAddress.objects.count() == 0


def test_the_checkout_begins_with_the_usual_address(client: Client, user: User) -> None:
    client.force_login(user)
    client.post("/vi/account/addresses/add/", form())
    product = make_product(stock=5)
    client.post(f"/vi/basket/add/{product.pk}/", {"quantity": 1})

    initial = client.get("/vi/checkout/contact/").context["form"].initial

    assert initial["email"] == "lan@example.vn"
    assert initial["full_name"] == "Nguyễn Thị Lan"
    assert (initial["phone"], initial["address"]) == ("0912 345 678", "Số 5, xóm 3")
    assert (initial["province"], initial["ward"]) == ("01", "")
    assert initial["commune"] == Commune.objects.get().code
