"""Registering: nothing tells whether an address has an account, and a link alone makes none."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.exceptions import AddressTaken, WrongPassword
from accounts.mails import registration_of, registration_token
from accounts.models import Registration, User
from accounts.services import (
    confirm_registration,
    forget_old_registrations,
    start_registration,
)
from outbox.models import Message
from outbox.services import drain

pytestmark = pytest.mark.django_db
PASSWORD = "một câu dài 2026"
FORM = {"name": "Nguyễn Thị Lan", "email": "lan@example.vn", "password": PASSWORD}


def register(client: Client, **fields: str) -> Any:
    return client.post("/en/account/register/", {**FORM, **fields})


def link_in(body: str) -> str:
    found = re.search(r"http://testserver(/\S+/confirm/\S+)", body)
    assert found, body
    return found.group(1)


def test_registering_makes_no_user_until_the_mailbox_is_proved(client: Client) -> None:
    response = register(client)
    drain()

    assert response.status_code == 302
    assert response["Location"] == "/en/account/register/sent/"
    assert User.objects.count() == 0
    assert [message.to for message in mail.outbox] == [["lan@example.vn"]]
    assert "/en/account/confirm/" in mail.outbox[0].body


def test_opening_the_link_changes_nothing_and_the_password_finishes_it(client: Client) -> None:
    register(client)
    drain()
    link = link_in(str(mail.outbox[0].body))

    page = client.get(link)
    assert page.status_code == 200
    assert page["Referrer-Policy"] == "same-origin"
    assert User.objects.count() == 0

    response = client.post(link, {"password": PASSWORD})

    assert response["Location"] == "/en/account/"
    user = User.objects.get()
    assert (user.email, user.get_full_name(), user.language) == (
        "lan@example.vn",
        "Nguyễn Thị Lan",
        "en",
    )
    assert client.session["_auth_user_id"] == str(user.pk)
    assert Registration.objects.count() == 0
    assert client.get(link).status_code == 410


def test_a_stranger_who_holds_the_link_cannot_finish_it(client: Client) -> None:
    register(client)
    drain()

    response = client.post(link_in(str(mail.outbox[0].body)), {"password": "another one"})

    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {"password"}
    assert User.objects.count() == 0


def test_a_known_address_gets_the_same_answer_and_a_mail_that_says_so(client: Client) -> None:
    User.objects.create_user(email="LAN@example.vn", password="old password 1")

    response = register(client)
    drain()

    assert response["Location"] == "/en/account/register/sent/"
    assert User.objects.count() == 1
    assert User.objects.get().check_password("old password 1")
    assert Registration.objects.count() == 0
    assert "/en/account/login/" in mail.outbox[0].body
    assert "/confirm/" not in mail.outbox[0].body


def test_the_outbox_holds_no_address_and_no_password() -> None:
    registration = start_registration(email="lan@example.vn", password=PASSWORD)

    assert Message.objects.get().payload == {"registration": registration.pk}
    assert PASSWORD not in registration.password


def test_confirming_twice_is_refused_and_changes_nothing() -> None:
    first = start_registration(email="lan@example.vn", password=PASSWORD)
    second = start_registration(email="Lan@example.vn", password="their password 9")
    confirm_registration(registration=first, password=PASSWORD)

    with pytest.raises(AddressTaken):
        confirm_registration(registration=second, password="their password 9")

    assert User.objects.get().check_password(PASSWORD)


def test_a_wrong_password_is_refused() -> None:
    registration = start_registration(email="lan@example.vn", password=PASSWORD)
    with pytest.raises(WrongPassword):
        confirm_registration(registration=registration, password="not this one")
    assert User.objects.count() == 0


def test_a_forged_or_an_old_token_names_nothing() -> None:
    registration = start_registration(email="lan@example.vn", password=PASSWORD)
    token = registration_token(registration)

    assert registration_of(token) == registration
    assert registration_of(token[:-1] + ("a" if token[-1] != "a" else "b")) is None
    assert registration_of("nonsense") is None


def test_unconfirmed_registrations_are_forgotten_after_three_days() -> None:
    old = start_registration(email="lan@example.vn", password=PASSWORD)
    Registration.objects.filter(pk=old.pk).update(
        created_at=timezone.now() - timedelta(days=3, seconds=1)
    )
    young = start_registration(email="mai@example.vn", password=PASSWORD)

    assert forget_old_registrations() == 1
    assert list(Registration.objects.all()) == [young]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "not an address"),
        ("email", ""),
        ("email", "a\x00b@example.vn"),
        ("password", "short"),
        ("password", "password123"),
        ("password", "lan@example.vn"),
        ("password", ""),
    ],
)
def test_bad_input_is_named_at_its_field(client: Client, field: str, value: str) -> None:
    response = register(client, **{field: value})

    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert Registration.objects.count() == 0


def test_the_form_can_be_filled_by_a_password_manager(client: Client) -> None:
    html = client.get("/en/account/register/").content.decode()
    assert 'autocomplete="username"' in html
    assert 'autocomplete="new-password"' in html
    assert 'autocomplete="name"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert "onpaste" not in html
