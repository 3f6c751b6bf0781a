"""Events signed as Stripe signs them, sent to the address that Stripe is given."""

import json
import time
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings
from stripe import WebhookSignature

from orders.models import Order
from payments.models import Attempt, Dispute, Inbox, Ledger, Refund
from payments.providers.stripe import EVENTS, SIGNATURE_HEADER, StripeProvider
from payments.reconcile import reconcile
from payments.services import live_attempt, open_attempt
from tests.buying import make_order
from tests.factories import make_product
from tests.payments.stripe_double import FakeStripe

pytestmark = pytest.mark.django_db
URL = "/payments/webhooks/stripe/"
NEW = "whsec_new"


@pytest.fixture
def paid(at_stripe: FakeStripe) -> dict[str, Any]:
    """A session paid at Stripe, of which the shop has not heard."""
    attempt = live_attempt(make_order(make_product()))
    assert attempt is not None
    open_attempt(attempt)
    return at_stripe.pay("cs_test_1")


def event(thing: dict[str, Any], kind: str = "checkout.session.completed", **changes: Any) -> str:
    return json.dumps(
        {
            "id": "evt_1",
            "object": "event",
            "api_version": "2026-10-28.endive",
            "type": kind,
            "livemode": False,
            "data": {"object": thing},
            **changes,
        }
    )


def post(body: str | bytes, signature: str | None = "", secret: str = NEW) -> Any:
    if signature == "":
        text = body if isinstance(body, str) else body.decode("latin-1")
        signature = WebhookSignature.generate_signature_header(text, secret)
    headers = {SIGNATURE_HEADER: signature} if signature is not None else {}
    return Client(enforce_csrf_checks=True).post(
        URL, body, content_type="application/json", headers=headers
    )


def test_event_signed_by_the_sdk_pays_the_order(paid: dict[str, Any]) -> None:
    assert post(event(paid)).content == b"done"

    assert Order.objects.get().status == "PAID"
    entry = Inbox.objects.get()
    assert (entry.type, entry.object_ref) == ("checkout.session.completed", "cs_test_1")


def test_amounts_of_the_event_itself_are_never_believed(
    at_stripe: FakeStripe, paid: dict[str, Any]
) -> None:
    lie = {**paid, "payment_status": "paid", "amount_total": 1}
    at_stripe.sessions["cs_test_1"].update(status="open", payment_status="unpaid")
    at_stripe.sessions["cs_test_1"]["payment_intent"] = None

    assert post(event(lie)).status_code == 200
    assert Order.everything.get().status == "PENDING"


def test_event_that_overtook_the_answer_to_create_finds_its_attempt(
    at_stripe: FakeStripe, paid: dict[str, Any]
) -> None:
    Attempt.objects.update(state="new", provider_ref=None, pay_url="")

    assert post(event(paid)).content == b"done"
    assert Order.objects.get().status == "PAID"


@pytest.mark.parametrize("is_known", [True, False])
def test_event_of_a_charge_or_refund_is_led_to_its_session(
    at_stripe: FakeStripe, paid: dict[str, Any], is_known: bool
) -> None:
    if is_known:
        post(event(paid))
    charge = {
        "id": "ch_1",
        "object": "charge",
        "payment_intent": "pi_1",
        "metadata": paid["metadata"],
    }
    if not is_known:
        Attempt.objects.update(state="new", provider_ref=None)

    assert post(event(charge, "charge.refunded", id="evt_2")).content == b"done"
    assert Ledger.objects.get().provider_ref == "pi_1"


def test_fault_25_session_and_payment_events_make_one_ledger_row(paid: dict[str, Any]) -> None:
    intent = {"id": "pi_1", "object": "payment_intent", "metadata": paid["metadata"]}

    post(event(paid))
    post(event(intent, "payment_intent.succeeded", id="evt_2"))

    assert Ledger.objects.count() == 1


@pytest.mark.parametrize(("part", "state"), [(2, "part_refunded"), (1, "refunded")])
def test_fault_26_refund_told_before_the_payment_ends_right(
    at_stripe: FakeStripe, paid: dict[str, Any], part: int, state: str
) -> None:
    StripeProvider(http_client=at_stripe).refund(
        "cs_test_1", amount_minor=paid["amount_total"] // part, idempotency_key="by-hand"
    )
    charge = {"id": "ch_1", "object": "charge", "payment_intent": "pi_1"}

    post(event({**charge, "metadata": paid["metadata"]}, "charge.refunded"))
    post(event(paid, id="evt_2"))

    order = Order.everything.get()
    assert (order.status, order.payment_state) == ("PAID" if part == 2 else "PENDING", state)
    assert [row.kind for row in Ledger.objects.all()] == ["capture", "refund"]


def test_fault_s01_forged_signatures_are_refused(paid: dict[str, Any]) -> None:
    body = event(paid)
    old = int(time.time()) - 301
    sign = WebhookSignature.generate_signature_header

    for signature in [None, "t=1", "v1=a", "t=x,v1=y", sign(body, "whsec_new", old),
                      sign(body, "other"), sign(body + " ", "whsec_new")]:  # fmt: skip
        assert post(body, signature).status_code == 400, signature
    assert (Inbox.objects.count(), Ledger.objects.count()) == (0, 0)


def test_fault_s01_no_secret_configured_refuses_everything(
    paid: dict[str, Any], settings: Settings
) -> None:
    settings.STRIPE_WEBHOOK_SECRETS = []
    assert post(event(paid)).status_code == 400
    settings.STRIPE_WEBHOOK_SECRETS = [""]
    assert post(event(paid), secret="").status_code == 400


@pytest.mark.parametrize(
    "body",
    ["[]", "null", "1", "{}", "", '{"id": "evt", "type": "t", "livemode": false}', "[" * 100_000,
     '{"id": "e", "type": "t", "livemode": false, "data": {"object": []}}',
     '{"id": "e", "type": "t", "livemode": false, "data": {"object": {"id": 5}}}'],
)  # fmt: skip
def test_fault_s02_broken_body_is_400_signed_or_not(paid: dict[str, Any], body: str) -> None:
    assert post(body).status_code == 400
    assert post(body, None).status_code == 400
    assert Inbox.objects.count() == 0


def test_fault_s02_bytes_that_are_no_text_are_400(paid: dict[str, Any]) -> None:
    assert post(b"\xff\xfe\x00").status_code == 400
    assert post(b"\xff\xfe\x00", None).status_code == 400


def test_fault_s03_replay_has_no_effect(paid: dict[str, Any]) -> None:
    body = event(paid)

    assert [post(body).content for _ in range(3)] == [b"done", b"repeated", b"repeated"]
    assert Ledger.objects.count() == 1


@pytest.mark.parametrize("foreign", [{"livemode": True}, {"account": "acct_connected"}])
def test_fault_s04_other_mode_or_connected_account_is_ignored(
    paid: dict[str, Any], foreign: dict[str, Any]
) -> None:
    assert post(event(paid, **foreign)).content == b"ignored"
    assert Order.everything.get().status == "PENDING"
    assert Inbox.objects.count() == 0


def test_fault_s05_secrets_rotate(paid: dict[str, Any], settings: Settings) -> None:
    assert post(event(paid), secret="whsec_old").status_code == 200
    assert post(event(paid, id="evt_2"), secret="whsec_new").status_code == 200

    settings.STRIPE_WEBHOOK_SECRETS = ["whsec_new"]
    assert post(event(paid, id="evt_3"), secret="whsec_old").status_code == 400


def test_event_of_another_shop_on_the_account_is_accepted_and_ignored(
    paid: dict[str, Any],
) -> None:
    foreign = {**paid, "id": "cs_other", "metadata": {**paid["metadata"], "shop": "https://x"}}

    assert post(event(foreign)).content == b"ignored"
    assert Inbox.objects.get().state == "ignored"


def test_event_without_an_object_id_is_ignored(paid: dict[str, Any]) -> None:
    assert post(event({"object": "balance"}, "balance.available")).content == b"ignored"


def test_event_while_stripe_is_unreachable_is_asked_for_again(
    at_stripe: FakeStripe, paid: dict[str, Any]
) -> None:
    at_stripe.faults = ["timeout_before"] * 2

    assert post(event(paid)).status_code == 503
    assert post(event(paid)).content == b"done"


def test_subscribed_events_are_the_documented_ones(request: pytest.FixtureRequest) -> None:
    documented = (request.config.rootpath / "docs" / "payments.md").read_text(encoding="utf-8")

    assert [kind for kind in EVENTS if f"`{kind}`" not in documented] == []


def refunded_by_hand(at_stripe: FakeStripe) -> dict[str, Any]:
    """Half of the paid order, refunded in Stripe's dashboard, and the shop has heard of it."""
    post(event(at_stripe.sessions["cs_test_1"]))
    amount = at_stripe.sessions["cs_test_1"]["amount_total"]
    intent = at_stripe.sessions["cs_test_1"]["payment_intent"]["id"]
    StripeProvider(http_client=at_stripe).refund(
        "cs_test_1", amount_minor=amount // 2, idempotency_key="by-hand"
    )
    charge = {"id": "ch_1", "object": "charge", "payment_intent": intent}
    post(event(charge, "charge.refunded", id="evt_2"))
    return at_stripe.refunds["re_1"]


@pytest.mark.parametrize("kind", ["refund.failed", "charge.refund.updated"])
def test_fault_41_refund_that_fails_later_is_reversed_in_the_ledger(
    at_stripe: FakeStripe, paid: dict[str, Any], kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    refund = refunded_by_hand(at_stripe)
    order = Order.objects.get()
    assert (order.status, order.payment_state) == ("PAID", "part_refunded")
    attempt = order.attempts.get()
    Refund.objects.create(
        attempt=attempt, amount_minor=refund["amount"], reason="by hand", state="succeeded",
        provider_ref=refund["id"], idempotency_key="by-hand",
    )  # fmt: skip

    failed = at_stripe.fail_refund("re_1")
    for number in range(2):
        assert post(event(failed, kind, id=f"evt_failed_{number}")).content == b"done"

    order.refresh_from_db()
    attempt.refresh_from_db()
    half = refund["amount"]
    assert (order.status, order.payment_state) == ("PAID", "paid")
    assert (attempt.captured_minor, attempt.refunded_minor) == (attempt.amount_minor, 0)
    assert list(Ledger.objects.values_list("kind", "amount_minor")) == [
        ("capture", attempt.amount_minor), ("refund", -half), ("reversal", half),
    ]  # fmt: skip
    assert Refund.objects.get().state == "failed"
    assert caplog.text.count("refund failed at the provider") == 1
    assert ("E-refund-failed", order.number) in {
        (found.code, found.order) for found in reconcile(since=timedelta(hours=72), fix=False)
    }


def test_fault_41_refund_that_failed_at_once_leaves_no_trace_in_the_ledger(
    at_stripe: FakeStripe, paid: dict[str, Any]
) -> None:
    post(event(paid))
    StripeProvider(http_client=at_stripe).refund(
        "cs_test_1", amount_minor=1_000, idempotency_key="by-hand"
    )

    post(event(at_stripe.fail_refund("re_1"), "refund.failed", id="evt_2"))

    assert [row.kind for row in Ledger.objects.all()] == ["capture"]
    assert Order.objects.get().payment_state == "paid"


@pytest.mark.parametrize("ending", ["won", "lost"])
def test_fault_43_dispute_is_noted_and_told_and_moves_nothing(
    at_stripe: FakeStripe, paid: dict[str, Any], ending: str, caplog: pytest.LogCaptureFixture
) -> None:
    post(event(paid))
    opened = at_stripe.dispute("cs_test_1", "needs_response")

    assert post(event(opened, "charge.dispute.created", id="evt_2")).content == b"done"

    order = Order.objects.get()
    dispute = Dispute.objects.get()
    assert (dispute.attempt, dispute.state) == (order.attempts.get(), "needs_response")
    assert (dispute.amount_minor, dispute.reason) == (opened["amount"], "fraudulent")
    assert caplog.text.count("payment disputed") == 1
    open_ones = reconcile(since=timedelta(hours=72), fix=False)
    assert [(found.code, found.order) for found in open_ones] == [("E-dispute", order.number)]

    closed = at_stripe.dispute("cs_test_1", ending)
    post(event(closed, "charge.dispute.closed", id="evt_3"))

    order.refresh_from_db()
    assert Dispute.objects.get().state == ending
    assert (order.status, order.payment_state, order.hold) == ("PAID", "paid", "")
    assert Ledger.objects.count() == 1
    assert reconcile(since=timedelta(hours=72), fix=False) == []


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("warning_needs_response", "needs_response"),
        ("under_review", "under_review"),
        ("warning_closed", "closed"),
        ("prevented", "closed"),
    ],
)
def test_fault_43_every_status_of_stripe_has_a_place(
    at_stripe: FakeStripe, paid: dict[str, Any], status: str, state: str
) -> None:
    post(event(paid))

    post(event(at_stripe.dispute("cs_test_1", status), "charge.dispute.updated", id="evt_2"))

    assert Dispute.objects.get().state == state


def test_fault_43_key_that_may_not_read_disputes_still_settles_payments(
    at_stripe: FakeStripe, paid: dict[str, Any]
) -> None:
    at_stripe.dispute("cs_test_1", "needs_response")
    at_stripe.faults = ["", "403"]

    assert post(event(paid)).content == b"done"

    assert Order.objects.get().status == "PAID"
    assert Dispute.objects.count() == 0
