"""Forged, replayed, broken and foreign events."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from pytest_django import Settings

from orders.models import Order
from outbox.models import Message
from payments import demo
from payments.models import DemoSession, Inbox, Ledger
from payments.providers.demo import SIGNATURE_HEADER, signed_event, webhook_secrets
from payments.signatures import sign
from tests.buying import make_opened_order
from tests.factories import make_product

pytestmark = pytest.mark.django_db
URL = "/payments/webhooks/demo/"


@pytest.fixture
def paid(db: None) -> tuple[Order, bytes, dict[str, str]]:
    """A session that was paid while its event got lost: (order, body, headers of the event)."""
    opened = make_opened_order(make_product())
    demo.act(session=opened.session, action="pay_unheard", number="4242424242424242")
    body, headers = signed_event(DemoSession.objects.get(), event_id="evt_1", kind="demo.paid")
    return opened.order, body, headers


def post(body: bytes, signature: str | None, url: str = URL) -> Any:
    headers = {} if signature is None else {SIGNATURE_HEADER: signature}
    return Client(enforce_csrf_checks=True).post(
        url, body, content_type="application/json", headers=headers
    )


def assert_nothing_happened(order: Order) -> None:
    order.refresh_from_db()
    assert order.status == "PENDING"
    assert Inbox.objects.count() == 0
    assert Ledger.objects.count() == 0


def test_signed_event_pays_without_session_or_csrf(
    paid: tuple[Order, bytes, dict[str, str]],
) -> None:
    order, body, headers = paid

    assert post(body, headers[SIGNATURE_HEADER]).status_code == 200

    order.refresh_from_db()
    assert order.status == "PAID"
    assert Inbox.objects.get().state == "done"


def test_webhook_address_has_no_language() -> None:
    assert reverse("webhooks:receive", args=["demo"]) == URL


def test_fault_s01_forged_signatures_are_refused(paid: tuple[Order, bytes, dict[str, str]]) -> None:
    order, body, _ = paid
    secret = webhook_secrets()[0]
    old = int(time.time()) - 301
    forged = [
        None, "", "t=1", "v1=abc", "t=x,v1=y", "t=1,v1=", f"t={int(time.time())},v1={'0' * 64}",
        f"t={int(time.time())},v1=đ", sign(body, secret, at=old),
        sign(body, secret, at=old + 700), sign(body, "another"), sign(body + b" ", secret),
    ]  # fmt: skip

    for signature in forged:
        assert post(body, signature).status_code == 400, signature
    assert_nothing_happened(order)


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe\x00", b"[]", b"null", b"1", b"{}", b"", b'{"id": 1}', b"[" * 100_000,
        json.dumps({"id": "a" * 500, "type": "t", "object": "o", "attempt": "", "livemode": False,
                    "account": "acct_demo"}).encode(),
    ],
)  # fmt: skip
def test_fault_s02_broken_body_is_400_signed_or_not(
    paid: tuple[Order, bytes, dict[str, str]], body: bytes
) -> None:
    order, _, _ = paid

    assert post(body, sign(body, webhook_secrets()[0])).status_code == 400
    assert post(body, None).status_code == 400
    assert_nothing_happened(order)


def test_fault_s02_ten_megabytes_are_413(paid: tuple[Order, bytes, dict[str, str]]) -> None:
    body = b"x" * (10 * 1024 * 1024)

    assert post(body, sign(body, webhook_secrets()[0])).status_code == 413
    assert post(body[: 256 * 1024 + 1], "t=1").status_code == 413
    assert_nothing_happened(paid[0])


def test_fault_s03_replay_of_a_valid_event_has_no_effect(
    paid: tuple[Order, bytes, dict[str, str]],
) -> None:
    _, body, headers = paid

    answers = [post(body, headers[SIGNATURE_HEADER]) for _ in range(3)]

    assert [answer.content for answer in answers] == [b"done", b"repeated", b"repeated"]
    assert Ledger.objects.count() == 1
    assert Message.objects.filter(topic="orders.paid_mail").count() == 1


@pytest.mark.parametrize("foreign", [{"livemode": True}, {"account": "acct_other"}])
def test_fault_s04_event_of_another_mode_or_account_is_ignored(
    paid: tuple[Order, bytes, dict[str, str]],
    foreign: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    order, body, _ = paid
    changed = json.dumps({**json.loads(body), **foreign}).encode()

    answer = post(changed, sign(changed, webhook_secrets()[0]))

    assert (answer.status_code, answer.content) == (200, b"ignored")
    assert "event of another account or mode" in caplog.text
    assert_nothing_happened(order)


def test_fault_s05_secrets_rotate(
    paid: tuple[Order, bytes, dict[str, str]], settings: Settings
) -> None:
    _, body, _ = paid
    old = webhook_secrets()[0]
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the new key of this test"
    assert post(body, sign(body, old)).status_code == 200

    settings.SECRET_KEY_FALLBACKS = []
    assert post(body, sign(body, old)).status_code == 400


def test_fault_s17_only_webhooks_and_the_click_beacon_need_no_csrf_token() -> None:
    def exempt(resolver: URLResolver) -> Iterator[str]:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                yield from exempt(pattern)
            elif getattr(pattern.callback, "csrf_exempt", False):
                yield f"{pattern.callback.__module__}.{pattern.callback.__name__}"

    assert sorted(exempt(get_resolver())) == [
        "payments.webhooks.receive", "search.views_clicks.click",
    ]  # fmt: skip


def test_event_of_an_unknown_attempt_is_asked_for_again(
    paid: tuple[Order, bytes, dict[str, str]],
) -> None:
    _, body, _ = paid
    lost = {**json.loads(body), "object": "demo_x",
            "attempt": "11111111-1111-4111-8111-111111111111"}  # fmt: skip
    changed = json.dumps(lost).encode()

    assert post(changed, sign(changed, webhook_secrets()[0])).status_code == 503
    assert Inbox.objects.get().error == "unknown attempt"


def test_event_of_a_foreign_object_is_accepted_and_ignored(
    paid: tuple[Order, bytes, dict[str, str]],
) -> None:
    _, body, _ = paid
    foreign = json.dumps({**json.loads(body), "object": "demo_x", "attempt": ""}).encode()

    answer = post(foreign, sign(foreign, webhook_secrets()[0]))

    assert (answer.status_code, answer.content) == (200, b"ignored")
    assert Inbox.objects.get().state == "ignored"


def test_fault_s10_event_cannot_pay_another_order(
    paid: tuple[Order, bytes, dict[str, str]],
) -> None:
    order, body, _ = paid
    other = make_opened_order(make_product())
    swapped = json.dumps({**json.loads(body), "object": other.session.ref}).encode()

    post(swapped, sign(swapped, webhook_secrets()[0]))

    order.refresh_from_db()
    other.order.refresh_from_db()
    assert (order.status, other.order.status) == ("PENDING", "PENDING")


def test_inbox_keeps_no_body(paid: tuple[Order, bytes, dict[str, str]]) -> None:
    _, body, headers = paid
    post(body, headers[SIGNATURE_HEADER])

    assert {field.name for field in Inbox._meta.fields}.isdisjoint({"payload", "body", "data"})


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_only_post_is_answered(client: Client, method: str) -> None:
    assert getattr(client, method)(URL).status_code == 405


def test_unknown_provider_is_404(db: None) -> None:
    assert post(b"{}", None, "/payments/webhooks/nobody/").status_code == 404
