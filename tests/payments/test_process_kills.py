"""Processes that die between two steps: what they leave behind is healed by what runs anyway."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from orders.models import Order
from outbox.models import Message
from outbox.services import drain
from payments import demo
from payments.models import Attempt, DemoSession, Ledger
from payments.reconcile import reconcile
from payments.services import live_attempt, open_attempt, sync
from tests.buying import make_opened_order, make_order
from tests.factories import make_product
from tests.payments.killed import DEATH

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def database_url() -> str:
    """The address of the test database itself, for another process."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    name, host, port = found["NAME"], found["HOST"], found["PORT"]
    secret = f":{found['PASSWORD']}" if found["PASSWORD"] else ""
    return f"postgres://{found['USER']}{secret}@{host}:{port}/{name}"


def work_and_die(point: str, attempt: Attempt) -> None:
    """Sync the attempt in another process, which is killed at the point."""
    connection.close()
    environment = {**os.environ, "DATABASE_URL": database_url()}
    done = subprocess.run(
        [sys.executable, "-m", "tests.payments.killed", point, str(attempt.pk)],
        env={**environment, "DJANGO_SETTINGS_MODULE": "shop.settings.test"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == DEATH, done.stderr


def only_attempt(order: Order) -> Attempt:
    attempt = live_attempt(order)
    assert attempt is not None
    return attempt


def drain_all() -> None:
    Message.objects.filter(sent_at=None).update(available_at=timezone.now(), locked_until=None)
    while drain(10):
        pass


def test_fault_17_killed_before_the_provider_was_asked() -> None:
    order = make_order(make_product())

    work_and_die("before the provider is asked", only_attempt(order))

    assert (Attempt.objects.get().state, DemoSession.objects.count()) == ("new", 0)
    Attempt.objects.update(created_at=timezone.now() - timedelta(minutes=3))
    findings = reconcile(since=timedelta(hours=72), fix=True)
    assert [(found.code, found.is_fixed) for found in findings] == [("A-new", True)]
    assert Attempt.objects.get().state == "open"


def test_fault_18_killed_after_the_provider_answered() -> None:
    order = make_order(make_product())

    work_and_die("after the provider has answered", only_attempt(order))

    assert Attempt.objects.get().state == "new"
    made = DemoSession.objects.get()
    assert open_attempt(only_attempt(order)).provider_ref == made.ref
    assert DemoSession.objects.count() == 1


def test_fault_19_killed_while_the_answer_was_applied() -> None:
    opened = make_opened_order(make_product())
    demo.act(session=opened.session, action="pay_unheard", number="4242424242424242")

    work_and_die("while the answer is applied", opened.attempt)

    assert Order.everything.get().status == "PENDING"
    assert (Ledger.objects.count(), Attempt.objects.get().state) == (0, "open")
    assert not Message.objects.filter(topic="orders.paid_mail").exists()
    sync(Attempt.objects.get())
    assert Order.objects.get().status == "PAID"
    assert Ledger.objects.count() == 1


def test_fault_20_killed_after_the_commit_and_before_the_mail(settings: Settings) -> None:
    opened = make_opened_order(make_product())
    demo.act(session=opened.session, action="pay_unheard", number="4242424242424242")

    work_and_die("after the commit", opened.attempt)

    assert Order.objects.get().status == "PAID"
    assert mail.outbox == []
    drain_all()
    drain_all()
    sync(Attempt.objects.get())
    assert [message.to for message in mail.outbox] == [["lan@example.com"]]
