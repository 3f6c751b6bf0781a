"""Forgotten and changed passwords."""

import re

import pytest
from django.core import mail
from django.test import Client

from accounts.models import User
from outbox.models import Message
from outbox.services import drain

pytestmark = pytest.mark.django_db
OLD, NEW = "một câu dài 2026", "một câu khác 2027"


@pytest.fixture
def user() -> User:
    user: User = User.objects.create_user(email="lan@example.vn", password=OLD)
    return user


def ask(client: Client, email: str) -> str:
    response = client.post("/en/account/reset/", {"email": email})
    assert response.status_code == 302
    drain()
    return str(response["Location"])


def test_the_answer_is_the_same_for_known_and_unknown_addresses(client: Client, user: User) -> None:
    known = ask(client, "LAN@example.vn")
    unknown = ask(client, "nobody@example.vn")

    assert known == unknown == "/en/account/reset/sent/"
    assert [message.to for message in mail.outbox] == [["lan@example.vn"]]
    assert Message.objects.count() == 2


def test_no_token_is_stored(client: Client, user: User) -> None:
    ask(client, user.email)
    assert Message.objects.get().payload == {"user": user.pk, "language": "en"}


def test_the_link_works_once_and_its_owner_is_told(client: Client, user: User) -> None:
    ask(client, user.email)
    found = re.search(r"http://testserver(/en/account/reset/\S+)", str(mail.outbox[0].body))
    assert found
    form_page = client.get(found.group(1))
    assert form_page.status_code == 302
    assert "set-password" in form_page["Location"]

    fields = {"new_password1": NEW, "new_password2": NEW}
    done = client.post(form_page["Location"], fields)
    drain()

    assert done["Location"] == "/en/account/reset/done/"
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert len(mail.outbox) == 2
    again = Client().get(found.group(1))
    assert again.status_code == 200
    assert again.context["validlink"] is False


def test_a_closed_account_gets_no_link(client: Client, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    ask(client, user.email)
    assert mail.outbox == []


def test_asking_again_within_the_minute_sends_one_mail(client: Client, user: User) -> None:
    ask(client, user.email)
    ask(client, user.email)
    assert len(mail.outbox) == 1


def test_the_fourth_request_within_the_hour_is_refused(client: Client, user: User) -> None:
    for _ in range(3):
        ask(client, user.email)
    response = client.post("/en/account/reset/", {"email": user.email})
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 3600


def test_changing_the_password_keeps_this_session_and_ends_the_others(
    client: Client, user: User
) -> None:
    other = Client()
    other.force_login(user)
    client.force_login(user)
    fields = {"old_password": OLD, "new_password1": NEW, "new_password2": NEW}

    response = client.post("/en/account/password/", fields)
    drain()

    assert response["Location"] == "/en/account/"
    assert client.get("/en/account/").status_code == 200
    assert other.get("/en/account/").status_code == 302
    assert [message.to for message in mail.outbox] == [["lan@example.vn"]]


def test_a_wrong_old_password_changes_nothing(client: Client, user: User) -> None:
    client.force_login(user)
    fields = {"old_password": "wrong", "new_password1": NEW, "new_password2": NEW}

    response = client.post("/en/account/password/", fields)

    assert response.context["form"].errors.keys() == {"old_password"}
    user.refresh_from_db()
    assert user.check_password(OLD)
