"""The contact form."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from outbox.models import Message
from outbox.services import drain
from shop.enquiries import forget_old_enquiries, send_enquiry
from shop.models import Enquiry

pytestmark = pytest.mark.django_db
FORM = {
    "topic": "certificate",
    "about": "LN-0000-0000-0",
    "name": "Trần Văn Minh",
    "email": "minh@example.vn",
    "text": "Ngày trên trang khác với quyết định.",
    "website": "",
}


def send(client: Client, **fields: str) -> Any:
    return client.post("/en/contact/", {**FORM, **fields})


def test_a_message_is_kept_and_mailed_to_the_seller(client: Client, settings: Any) -> None:
    response = send(client)
    drain()

    assert response["Location"] == "/en/contact/sent/"
    enquiry = Enquiry.objects.get()
    assert (enquiry.topic, enquiry.language) == ("certificate", "en")
    assert Message.objects.get().payload == {"enquiry": enquiry.pk}
    sent = mail.outbox[0]
    assert sent.to == [settings.SELLER["email"]]
    assert sent.reply_to == ["minh@example.vn"]
    assert "LN-0000-0000-0" in sent.subject
    assert FORM["text"] in sent.body


def test_a_robot_is_thanked_and_nothing_happens(client: Client) -> None:
    response = send(client, website="https://spam.example")
    assert response["Location"] == "/en/contact/sent/"
    assert Enquiry.objects.count() == 0
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "nobody"),
        ("email", "a@b.vn\nBcc: c@d.vn"),
        ("text", ""),
        ("text", "x" * 4001),
        ("text", "a\x00b"),
        ("topic", "gossip"),
        ("about", "x" * 101),
    ],
)
def test_bad_input_is_named_at_its_field(client: Client, field: str, value: str) -> None:
    response = send(client, **{field: value})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert Enquiry.objects.count() == 0


def test_a_line_break_never_reaches_the_subject(client: Client) -> None:
    send(client, about="LN-1\nBcc: x@y.vn")
    drain()
    assert "\n" not in mail.outbox[0].subject
    assert mail.outbox[0].bcc == []


def test_the_sixth_message_within_the_hour_is_refused(client: Client) -> None:
    for _ in range(5):
        assert send(client).status_code == 302
    response = send(client)
    assert response.status_code == 429
    assert Enquiry.objects.count() == 5


def test_the_form_is_filled_from_the_link_and_the_account(client: Client) -> None:
    user = User.objects.create_user(email="lan@example.vn", password="x", first_name="Lan")
    client.force_login(user)

    page = client.get("/vi/contact/?topic=certificate&about=LN-7\x00")

    assert page.context["form"].initial == {
        "topic": "certificate",
        "about": "LN-7",
        "name": "Lan",
        "email": "lan@example.vn",
    }


def test_messages_are_deleted_after_a_year() -> None:
    old = send_enquiry(topic="other", email="a@b.vn", text="cũ")
    Enquiry.objects.filter(pk=old.pk).update(
        created_at=timezone.now() - timedelta(days=365, seconds=1)
    )
    young = send_enquiry(topic="other", email="a@b.vn", text="mới")

    assert forget_old_enquiries() == 1
    assert list(Enquiry.objects.all()) == [young]
