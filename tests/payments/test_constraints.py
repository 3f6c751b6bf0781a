"""What the database itself refuses, whatever the code does."""

from typing import Any

import pytest
from django.core.checks import run_checks
from django.db import IntegrityError, transaction
from pytest_django import Settings

from payments.models import Attempt, Inbox, Ledger, Refund, Source
from tests.buying import Opened, make_opened_order
from tests.factories import make_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(db: None) -> Opened:
    return make_opened_order(make_product())


def copy_of(attempt: Attempt, **changes: Any) -> Attempt:
    fields = {
        "order": attempt.order, "seq": 2, "provider": "demo", "idempotency_key": "k2",
        "amount_minor": 1, "currency": "VND", "request_json": {}, "state": "failed", **changes,
    }  # fmt: skip
    return Attempt(**fields)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "new"},
        {"state": "open"},
        {"state": "processing"},
        {"seq": 1},
        {"amount_minor": 0},
        {"captured_minor": 2},
        {"refunded_minor": 1},
        {"captured_minor": -1},
    ],
)
def test_attempt_that_must_not_be(opened: Opened, changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_of(opened.attempt, **changes).save(force_insert=True)


@pytest.mark.parametrize("field", ["idempotency_key", "provider_ref"])
def test_attempt_keys_are_unique(opened: Opened, field: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_of(opened.attempt, **{field: getattr(opened.attempt, field)}).save(force_insert=True)


def test_closed_attempts_may_be_many(opened: Opened) -> None:
    copy_of(opened.attempt).save(force_insert=True)
    copy_of(opened.attempt, seq=3, idempotency_key="k3").save(force_insert=True)

    assert Attempt.objects.count() == 3


def ledger_row(opened: Opened, **changes: Any) -> Ledger:
    fields = {
        "order": opened.order, "attempt": opened.attempt, "provider": "demo", "kind": "capture",
        "provider_ref": "ch_1", "amount_minor": 5, "currency": "VND", **changes,
    }  # fmt: skip
    return Ledger(**fields)


@pytest.mark.parametrize(
    "changes",
    [{"amount_minor": -5}, {"kind": "refund"}, {"kind": "free"}, {"kind": "gift"}],
)
def test_ledger_sign_fits_the_kind(opened: Opened, changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ledger_row(opened, **changes).save()


def test_ledger_is_append_only(opened: Opened) -> None:
    row = ledger_row(opened)
    row.save()

    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        row.delete()
    with pytest.raises(TypeError):
        Ledger.objects.all().delete()
    with pytest.raises(TypeError):
        Ledger.objects.update(amount_minor=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        ledger_row(opened).save()


def test_inbox_takes_an_event_once(db: None) -> None:
    Inbox.objects.create(provider="demo", event_id="e", type="t", object_ref="o")
    with pytest.raises(IntegrityError), transaction.atomic():
        Inbox.objects.create(provider="demo", event_id="e", type="t", object_ref="o")


def test_refund_key_is_unique_and_amount_positive(opened: Opened) -> None:
    Refund.objects.create(attempt=opened.attempt, amount_minor=1, idempotency_key="r")
    for changes in ({"idempotency_key": "r"}, {"idempotency_key": "s", "amount_minor": 0}):
        fields = {"attempt": opened.attempt, "amount_minor": 1, **changes}
        with pytest.raises(IntegrityError), transaction.atomic():
            Refund.objects.create(**fields)


def test_oscars_read_modify_write_of_sources_is_closed() -> None:
    for name in ("debit", "allocate", "refund"):
        with pytest.raises(TypeError):
            getattr(Source(), name)(1)


@pytest.mark.parametrize(("is_demo", "found"), [(True, []), (False, ["payments.E001"])])
def test_fault_s21_demo_provider_outside_the_demo_stops_the_start(
    settings: Settings, is_demo: bool, found: list[str]
) -> None:
    settings.DEMO_MODE = is_demo

    assert [issue.id for issue in run_checks() if issue.id == "payments.E001"] == found
