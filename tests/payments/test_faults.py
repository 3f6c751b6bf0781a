"""The fault matrix of guides/payments.md §4, as far as T0–T2, T4 and T5 need it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from oscar.apps.order.signals import order_status_changed

from orders.models import Order
from outbox.models import Message
from outbox.services import drain
from payments import demo, providers
from payments.exceptions import OutcomeUnknown, RateLimited, Refused
from payments.models import Attempt, DemoRefund, DemoSession, Inbox, Ledger, Refund, State
from payments.providers.base import CreateRequest, RefundSnapshot, Snapshot
from payments.providers.demo import DemoProvider, signed_event
from payments.services import (
    apply,
    begin_again,
    cancel,
    expire_reservations,
    live_attempt,
    open_attempt,
    receive_event,
    sync,
)
from tests.buying import make_opened_order, make_order
from tests.factories import make_product

pytestmark = pytest.mark.django_db


def new_attempt(order: Order) -> Attempt:
    attempt = live_attempt(order)
    assert attempt is not None
    return attempt


class FaultyProvider(DemoProvider):
    """The demo provider behind a bad line: `faults` are raised, one per call, before or after
    the provider has done its work."""

    def __init__(self) -> None:
        self.before: list[Exception] = []
        self.after: list[Exception] = []
        self.calls: list[str] = []

    def _through(self, name: str, work: Callable[[], Any]) -> Any:
        self.calls.append(name)
        if self.before:
            raise self.before.pop(0)
        answer = work()
        if self.after:
            raise self.after.pop(0)
        return answer

    def create(self, request: CreateRequest, *, idempotency_key: str) -> Snapshot:
        make = super().create
        return self._through("create", lambda: make(request, idempotency_key=idempotency_key))

    def fetch(self, ref: str) -> Snapshot:
        fetch = super().fetch
        return self._through("fetch", lambda: fetch(ref)) if self.before else fetch(ref)

    def close(self, ref: str) -> Snapshot:
        close = super().close
        return self._through("close", lambda: close(ref))

    def refund(self, ref: str, *, amount_minor: int, idempotency_key: str) -> RefundSnapshot:
        refund = super().refund
        return self._through(
            "refund",
            lambda: refund(ref, amount_minor=amount_minor, idempotency_key=idempotency_key),
        )


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> FaultyProvider:
    found = FaultyProvider()
    monkeypatch.setattr(providers, "provider", lambda code: found)
    return found


def pay(session: DemoSession, number: str = "4242424242424242", action: str = "pay") -> None:
    demo.act(session=session, action=action, number=number)


def event_of(session: DemoSession, event_id: str = "evt_1") -> tuple[bytes, dict[str, str]]:
    return signed_event(DemoSession.objects.get(pk=session.pk), event_id=event_id, kind="demo.paid")


def run_out(order: Order) -> None:
    Order.everything.filter(pk=order.pk).update(expires_at=timezone.now() - timedelta(minutes=1))


def drain_all() -> None:
    while drain(10):
        pass


def assert_paid_once(order: Order) -> None:
    order.refresh_from_db()
    assert order.status == "PAID"
    assert order.payment_state == "paid"
    assert Order.objects.filter(pk=order.pk).exists()
    assert list(Ledger.objects.values_list("kind", "amount_minor")) == [
        ("capture", int(order.total_incl_tax))
    ]


def test_fault_11_timeout_before_the_provider_worked(faulty: "FaultyProvider") -> None:
    attempt = new_attempt(make_order(make_product()))
    faulty.before = [OutcomeUnknown("timeout")]

    attempt = open_attempt(attempt)
    assert (attempt.state, attempt.error_code) == ("new", "timeout")
    assert DemoSession.objects.count() == 0

    attempt = open_attempt(attempt)
    assert attempt.state == "open"
    assert DemoSession.objects.get().ref == attempt.provider_ref


def test_fault_12_timeout_after_the_provider_worked(faulty: "FaultyProvider") -> None:
    attempt = new_attempt(make_order(make_product()))
    faulty.after = [OutcomeUnknown("timeout")]

    attempt = open_attempt(attempt)
    assert attempt.state == "new"

    attempt = open_attempt(attempt)
    assert attempt.provider_ref == DemoSession.objects.get().ref


def test_fault_14_rate_limit_keeps_the_attempt(faulty: "FaultyProvider") -> None:
    attempt = new_attempt(make_order(make_product()))
    faulty.before = [RateLimited("rate_limit")]

    assert open_attempt(attempt).state == "new"


def test_fault_16_refused_key_fails_the_attempt_and_allows_a_new_one(
    faulty: "FaultyProvider",
) -> None:
    order = make_order(make_product())
    faulty.before = [Refused("invalid_api_key")]

    attempt = open_attempt(new_attempt(order))
    assert (attempt.state, attempt.error_code) == ("failed", "invalid_api_key")
    order.refresh_from_db()
    assert order.status == "PENDING"

    again = begin_again(order=order)
    assert (again.seq, again.idempotency_key) == (2, f"order-{order.number}-2")


def test_fault_21_webhook_before_the_return_page() -> None:
    opened = make_opened_order(make_product())
    pay(opened.session)

    receive_event("demo", *event_of(opened.session))
    sync(opened.attempt)
    drain_all()

    assert_paid_once(opened.order)
    assert len(mail.outbox) == 1


def test_fault_22_return_page_before_the_webhook() -> None:
    opened = make_opened_order(make_product())
    pay(opened.session)

    sync(opened.attempt)
    receive_event("demo", *event_of(opened.session))
    drain_all()

    assert_paid_once(opened.order)
    assert len(mail.outbox) == 1


def test_fault_21_event_that_overtook_the_answer_to_our_create_call(
    faulty: "FaultyProvider",
) -> None:
    order = make_order(make_product())
    faulty.after = [OutcomeUnknown("timeout")]
    open_attempt(new_attempt(order))
    session = DemoSession.objects.get()
    pay(session)

    receive_event("demo", *event_of(session))

    assert_paid_once(order)


def test_fault_25_different_events_of_one_fact_make_one_ledger_row() -> None:
    opened = make_opened_order(make_product())
    pay(opened.session)

    receive_event("demo", *event_of(opened.session, "evt_1"))
    receive_event("demo", *event_of(opened.session, "evt_2"))

    assert_paid_once(opened.order)
    assert Inbox.objects.filter(state="done", event_id__in=["evt_1", "evt_2"]).count() == 2


def test_fault_27_stale_snapshot_after_success_is_ignored() -> None:
    opened = make_opened_order(make_product())
    stale = DemoProvider().fetch(opened.session.ref)
    pay(opened.session)
    sync(opened.attempt)

    attempt = apply(opened.attempt, stale)

    assert attempt.state == "succeeded"
    assert_paid_once(opened.order)


def test_fault_30_declined_then_paid_in_the_same_session() -> None:
    opened = make_opened_order(make_product())

    pay(opened.session, "4000000000000002")
    attempt = sync(opened.attempt)
    assert (attempt.state, attempt.error_code) == ("open", "card_declined")
    opened.order.refresh_from_db()
    assert opened.order.status == "PENDING"

    pay(opened.session)
    sync(attempt)

    assert_paid_once(opened.order)
    assert Attempt.objects.count() == 1


def test_fault_31_abandoned_3ds_expires_and_gives_the_stock_back() -> None:
    product = make_product(stock=1)
    opened = make_opened_order(product)
    pay(opened.session, "4000002500003155")
    run_out(opened.order)

    assert expire_reservations() == 1

    opened.order.refresh_from_db()
    assert opened.order.status == "CANCELLED"
    assert product.stockrecords.get().num_allocated == 0
    assert DemoSession.objects.get().state == "expired"
    assert Attempt.objects.get().state == "canceled"


@pytest.mark.parametrize(
    ("ending", "status", "held"), [("money_arrives", "PAID", 1), ("money_fails", "CANCELLED", 0)]
)
def test_fault_32_delayed_method_keeps_the_stock_until_it_ends(
    ending: str, status: str, held: int
) -> None:
    product = make_product(stock=1)
    opened = make_opened_order(product)
    pay(opened.session, action="pay_later")
    sync(opened.attempt)
    opened.order.refresh_from_db()
    assert opened.order.payment_state == "processing"
    run_out(opened.order)

    assert expire_reservations() == 0
    assert product.stockrecords.get().num_allocated == 1

    demo.act(session=opened.session, action=ending)
    sync(opened.attempt)

    opened.order.refresh_from_db()
    assert opened.order.status == status
    assert product.stockrecords.get().num_allocated == held


def test_fault_33_payment_wins_when_it_came_before_the_close() -> None:
    opened = make_opened_order(make_product())
    run_out(opened.order)
    pay(opened.session, action="pay_unheard")

    expire_reservations()

    assert_paid_once(opened.order)


def test_fault_34_late_success_with_stock_reopens_the_order() -> None:
    product = make_product(stock=1)
    opened = make_opened_order(product)
    cancel(opened.order)
    opened.order.refresh_from_db()
    assert opened.order.status == "CANCELLED"
    drain_all()
    mail.outbox.clear()

    demo.act(session=opened.session, action="pay_after_close")
    sync(opened.attempt)
    drain_all()

    assert_paid_once(opened.order)
    assert product.stockrecords.get().num_allocated == 1
    assert opened.order.lines.get().num_allocated == 1
    assert ["mở lại" in mail.outbox[0].subject or "open again" in mail.outbox[0].subject] == [True]


def test_fault_35_late_success_without_stock_is_refunded_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    product = make_product(stock=1)
    opened = make_opened_order(product)
    cancel(opened.order)
    make_order(product)
    demo.act(session=opened.session, action="pay_after_close")

    sync(opened.attempt)
    sync(opened.attempt)
    drain_all()
    sync(opened.attempt)

    opened.order.refresh_from_db()
    assert (opened.order.status, opened.order.payment_state) == ("REFUNDED", "refunded")
    assert DemoRefund.objects.get().amount_minor == opened.attempt.amount_minor
    assert Refund.objects.get().state == "succeeded"
    assert sum(Ledger.objects.values_list("amount_minor", flat=True)) == 0
    assert product.stockrecords.get().num_allocated == 1
    assert caplog.text.count("late payment, goods sold") == 1
    assert Message.objects.filter(topic="orders.refund_due_mail").exclude(sent_at=None).count() == 1


def test_fault_40_refund_call_that_times_out_after_working_refunds_once(
    faulty: "FaultyProvider",
) -> None:
    product = make_product(stock=1)
    opened = make_opened_order(product)
    cancel(opened.order)
    make_order(product)
    demo.act(session=opened.session, action="pay_after_close")
    sync(opened.attempt)
    faulty.after = [OutcomeUnknown("timeout")]

    drain_all()
    Message.objects.filter(sent_at=None).update(available_at=timezone.now())
    drain_all()

    opened.order.refresh_from_db()
    assert opened.order.status == "REFUNDED"
    assert DemoRefund.objects.count() == 1


def test_fault_36_unreachable_provider_at_expiry_keeps_the_hold(
    faulty: "FaultyProvider", caplog: pytest.LogCaptureFixture
) -> None:
    product = make_product(stock=1)
    opened = make_opened_order(product)
    run_out(opened.order)
    faulty.before = [OutcomeUnknown("timeout")]

    assert expire_reservations() == 0
    opened.order.refresh_from_db()
    assert opened.order.status == "PENDING"
    assert product.stockrecords.get().num_allocated == 1
    assert "held past its end" not in caplog.text

    faulty.before = [OutcomeUnknown("timeout")]
    assert expire_reservations(timezone.now() + timedelta(hours=3)) == 0
    assert "held past its end" in caplog.text

    assert expire_reservations() == 1


def test_fault_37_second_attempt_paid_too_is_refunded() -> None:
    opened = make_opened_order(make_product())
    DemoSession.objects.update(state="expired")
    sync(opened.attempt)
    second = open_attempt(begin_again(order=opened.order))
    pay(DemoSession.objects.get(ref=second.provider_ref))
    sync(second)
    assert_paid_once(opened.order)

    demo.act(session=opened.session, action="pay_after_close")
    sync(opened.attempt)
    opened.order.refresh_from_db()
    assert opened.order.payment_state == "overpaid"
    drain_all()

    opened.order.refresh_from_db()
    assert (opened.order.status, opened.order.payment_state) == ("PAID", "paid")
    assert Refund.objects.get().attempt == opened.attempt


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount_minor": 1, "captured_minor": 1},
        {"currency": "usd"},
        {"livemode": True},
        {"account": "acct_other"},
        {"attempt_id": "00000000-0000-0000-0000-000000000000"},
        {"captured_minor": 5},
        {"ref": "demo_other"},
    ],
)
def test_fault_38_mismatch_puts_the_order_on_hold(wrong: dict[str, Any]) -> None:
    opened = make_opened_order(make_product())
    pay(opened.session, action="pay_unheard")
    snapshot = replace(DemoProvider().fetch(opened.session.ref), **wrong)

    apply(opened.attempt, snapshot)

    opened.order.refresh_from_db()
    assert (opened.order.status, opened.order.hold) == ("PENDING", "mismatch")
    assert Ledger.objects.count() == 0
    assert Attempt.objects.get().state == "open"


def test_fault_44_zero_total_needs_no_provider() -> None:
    product = make_product(price=0)
    from tests.buying import fingerprint_of, make_basket, place_basket

    basket = make_basket(product)
    fingerprint = fingerprint_of(basket, "pickup")

    order = place_basket(basket, fingerprint, method_code="pickup")

    order.refresh_from_db()
    assert (order.status, order.payment_state) == ("PAID", "paid")
    assert Attempt.objects.count() == 0
    assert Ledger.objects.get().kind == "free"


def test_fault_48_receiver_that_raises_leaves_the_payment_alone(
    django_capture_on_commit_callbacks: Any, caplog: pytest.LogCaptureFixture
) -> None:
    opened = make_opened_order(make_product())
    pay(opened.session, action="pay_unheard")

    def analytics_down(**_: Any) -> None:
        raise ConnectionError

    order_status_changed.connect(analytics_down)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            sync(opened.attempt)
    finally:
        order_status_changed.disconnect(analytics_down)

    assert_paid_once(opened.order)
    assert "analytics_down" in caplog.text


def test_unknown_outcome_at_expiry_is_found_by_its_key_and_closed(faulty: "FaultyProvider") -> None:
    product = make_product(stock=1)
    order = make_order(product)
    faulty.after = [OutcomeUnknown("timeout")]
    open_attempt(new_attempt(order))
    run_out(order)

    assert expire_reservations() == 1

    assert DemoSession.objects.get().state == "expired"
    assert product.stockrecords.get().num_allocated == 0


def test_states_only_move_up() -> None:
    for old in State:
        for new in State:
            merged = old.merge(new)
            assert merged.rank == max(old.rank, new.rank)
    assert State.CANCELED.merge(State.SUCCEEDED) == State.SUCCEEDED
    assert State.SUCCEEDED.merge(State.CANCELED) == State.SUCCEEDED
    assert State.FAILED.merge(State.CANCELED) == State.FAILED
