"""What reconcile finds and heals: cases A, B, C and E."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from orders.models import Order
from payments import demo
from payments.models import Attempt, Inbox
from payments.reconcile import reconcile
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

    assert codes() == []


def test_fault_17_attempt_never_sent_is_sent_under_its_key() -> None:
    order = make_order(make_product())
    Attempt.objects.update(created_at=timezone.now() - timedelta(minutes=3))

    assert codes() == [("A-new", False)]
    assert codes(fix=True) == [("A-new", True)]
    assert order.attempts.get().state == "open"
    assert codes() == []


def test_attempt_older_than_its_key_is_left_to_a_person() -> None:
    make_order(make_product())
    Attempt.objects.update(created_at=timezone.now() - timedelta(hours=24))

    assert codes(fix=True) == [("A-key-expired", False)]


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
