"""What reconcile finds and heals: cases A, B, C and E."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from orders.models import Order
from payments import demo
from payments.exceptions import OutcomeUnknown
from payments.models import Attempt, DemoSession, Inbox
from payments.providers.demo import DemoProvider
from payments.reconcile import reconcile
from payments.services import sync
from producers.models import StockRecord
from tests.buying import make_opened_order, make_order
from tests.factories import make_product

pytestmark = pytest.mark.django_db
SINCE = timedelta(hours=72)


def codes(fix: bool = False) -> list[tuple[str, bool]]:
    return [(found.code, found.is_fixed) for found in reconcile(since=SINCE, fix=fix)]


def test_clean_shop_has_no_findings() -> None:
    opened = make_opened_order(make_product())
    demo.act(session=opened.session, action="pay", number="4242424242424242")
    sync(opened.attempt)

    assert codes() == []


def test_fault_17_attempt_never_sent_is_sent_under_its_key() -> None:
    order = make_order(make_product())
    Attempt.objects.update(created_at=timezone.now() - timedelta(minutes=3))

    assert codes() == [("A-new", False)]
    assert codes(fix=True) == [("A-new", True)]
    assert order.attempts.get().state == "open"
    assert codes() == []


def test_attempt_older_than_its_key_is_looked_up_and_never_made_again() -> None:
    make_order(make_product())
    Attempt.objects.update(created_at=timezone.now() - timedelta(hours=24))

    assert codes() == [("A-key-expired", False)]
    assert codes(fix=True) == [("A-key-expired", True)]

    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.error_code) == ("failed", "never_made")
    assert DemoSession.objects.count() == 0


def test_attempt_older_than_its_key_is_found_in_the_providers_list() -> None:
    opened = make_opened_order(make_product())
    demo.act(session=opened.session, action="pay_unheard", number="4242424242424242")
    day_ago = timezone.now() - timedelta(hours=24)
    Attempt.objects.update(state="new", provider_ref=None, created_at=day_ago)

    assert codes(fix=True) == [("A-key-expired", True)]
    assert Order.objects.get().status == "PAID"


def test_fault_29_payment_that_no_event_told_is_found_in_the_providers_list() -> None:
    opened = make_opened_order(make_product())
    demo.act(session=opened.session, action="pay_unheard", number="4242424242424242")

    assert codes() == [("D-behind", False)]
    assert codes(fix=True) == [("D-behind", True)]
    assert Order.objects.get().status == "PAID"
    assert codes() == []


def test_session_that_no_attempt_explains_is_named() -> None:
    opened = make_opened_order(make_product())
    DemoSession.objects.create(
        ref="demo_second", idempotency_key="x", attempt_id=str(opened.attempt.pk),
        amount_minor=1, currency="VND", return_url="/",
    )  # fmt: skip
    DemoSession.objects.create(
        ref="demo_lost", idempotency_key="y", attempt_id="nobody's", state="paid",
        amount_minor=1, currency="VND", return_url="/",
    )  # fmt: skip

    DemoSession.objects.create(
        ref="demo_old", idempotency_key="z", attempt_id="nobody's",
        amount_minor=1, currency="VND", return_url="/",
    )  # fmt: skip

    assert codes(fix=True) == [("D-second-session", False), ("D-unknown-session", False)]


def test_list_that_cannot_be_read_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise OutcomeUnknown("no_answer")

    monkeypatch.setattr(DemoProvider, "sessions", fail)

    assert codes(fix=True) == [("D-no-answer", False)]


def test_fault_28_payment_nobody_heard_of_is_found() -> None:
    opened = make_opened_order(make_product())
    demo.act(session=opened.session, action="pay_unheard", number="4242424242424242")
    Order.everything.update(expires_at=timezone.now() - timedelta(minutes=1))

    assert codes(fix=True) == [("B-overdue", True)]
    assert Order.objects.get().status == "PAID"


def test_event_left_lying_is_worked_on() -> None:
    opened = make_opened_order(make_product())
    demo.act(session=opened.session, action="pay_unheard", number="4242424242424242")
    Inbox.objects.create(
        provider="demo", account="acct_demo", event_id="e", type="t",
        object_ref=opened.session.ref, received_at=timezone.now() - timedelta(minutes=5),
    )  # fmt: skip

    assert codes(fix=True) == [("C-inbox", True)]
    assert Order.objects.get().status == "PAID"


def test_stock_that_nobody_holds_is_named() -> None:
    make_product(stock=5)
    StockRecord.objects.update(num_allocated=2)

    assert codes(fix=True) == [("E-stock", False)]


def test_hold_and_missing_money_are_named() -> None:
    order = make_order(make_product())
    Order.everything.filter(pk=order.pk).update(
        status="PAID", placed_at=timezone.now(), hold="mismatch"
    )

    assert ("E-paid-amount", False) in codes()
    assert ("E-hold", False) in codes()


def test_command_prints_json_and_fails_while_something_is_open() -> None:
    make_product(stock=5)
    StockRecord.objects.update(num_allocated=2)
    out = StringIO()

    with pytest.raises(SystemExit) as left:
        call_command("reconcile_payments", "--since", "72h", "--json", stdout=out)

    assert left.value.code == 1
    assert [found["code"] for found in json.loads(out.getvalue())] == ["E-stock"]


def test_command_is_silent_on_a_clean_shop(db: None) -> None:
    out = StringIO()
    call_command("reconcile_payments", "--fix", stdout=out)
    assert out.getvalue() == "0 findings\n"
