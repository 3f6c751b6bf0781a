"""Effects: written with their cause, delivered at least once, never in a caller's way."""

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from outbox import handlers, services
from outbox.exceptions import Postponed
from outbox.models import Lease, Message
from outbox.services import MAX_TRIES, claim, delay_after, deliver, drain, enqueue, lease
from outbox.sweep import Rounds, Sweep

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the topic "test" delivered."""
    monkeypatch.setattr(handlers, "_handlers", dict(handlers._handlers))
    found: list[dict[str, Any]] = []
    handlers.register("test")(found.append)
    return found


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handlers, "_handlers", dict(handlers._handlers))

    @handlers.register("test")
    def fail(payload: dict[str, Any]) -> None:
        raise ConnectionError("lan@example.com cannot be reached")


def test_message_is_delivered_once(heard: list[dict[str, Any]]) -> None:
    enqueue(topic="test", key="a", payload={"id": 1})

    assert drain() == 1
    assert drain() == 0
    assert heard == [{"id": 1}]
    assert Message.objects.get().sent_at is not None


def test_slow_topic_is_left_out_of_a_request(
    heard: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "_slow", {"test"})
    enqueue(topic="test", key="a", payload={"id": 1})

    assert drain(in_request=True) == 0
    assert (heard, Message.objects.get().tries) == ([], 0)
    assert drain() == 1


def test_same_key_is_written_once(heard: list[dict[str, Any]]) -> None:
    enqueue(topic="test", key="a", payload={"id": 1})
    enqueue(topic="test", key="a", payload={"id": 2})

    drain()

    assert heard == [{"id": 1}]


def test_failure_is_noted_by_kind_and_retried_later(failing: None) -> None:
    enqueue(topic="test", key="a", payload={})
    before = timezone.now()

    drain()

    message = Message.objects.get()
    assert (message.tries, message.last_error) == (1, "ConnectionError")
    assert message.available_at >= before + timedelta(seconds=10)
    assert message.locked_until is None
    assert drain() == 0


def test_message_is_parked_after_twelve_tries(failing: None) -> None:
    enqueue(topic="test", key="a", payload={})
    for _ in range(MAX_TRIES):
        Message.objects.update(available_at=timezone.now())
        assert drain() == 1

    Message.objects.update(available_at=timezone.now())
    assert drain() == 0
    assert Message.objects.parked().count() == 1


def test_unknown_topic_is_an_error_like_any_other(db: None) -> None:
    enqueue(topic="nobody", key="a", payload={})
    drain()
    assert Message.objects.get().last_error == "UnknownTopic"


def test_postponed_is_retried_without_an_alarm(
    heard: list[dict[str, Any]], caplog: pytest.LogCaptureFixture
) -> None:
    @handlers.register("test")
    def wait(payload: dict[str, Any]) -> None:
        raise Postponed

    enqueue(topic="test", key="a", payload={})
    drain()
    assert Message.objects.get().last_error == "Postponed"
    assert "failed" not in caplog.text


def test_fault_50_message_of_a_dead_worker_is_claimed_after_its_lease(
    heard: list[dict[str, Any]],
) -> None:
    enqueue(topic="test", key="a", payload={})
    now = timezone.now()
    assert claim(now) is not None

    assert claim(now + timedelta(seconds=30)) is None
    again = claim(now + timedelta(minutes=3))

    assert again is not None
    assert again.tries == 2


def test_slow_worker_does_not_undo_its_successor(heard: list[dict[str, Any]]) -> None:
    enqueue(topic="test", key="a", payload={})
    now = timezone.now()
    slow = claim(now)
    assert claim(now + timedelta(minutes=3)) is not None

    assert slow is not None
    deliver(slow)

    assert Message.objects.get().sent_at is None


def test_delay_doubles_up_to_six_hours() -> None:
    assert [delay_after(n).total_seconds() for n in (1, 2, 3)] == [10, 20, 40]
    assert delay_after(12) == timedelta(seconds=10 * 2**11)
    assert delay_after(20) == timedelta(hours=6)


@pytest.mark.django_db(transaction=True)
def test_delivered_after_the_commit_and_not_before(heard: list[dict[str, Any]]) -> None:
    with transaction.atomic():
        enqueue(topic="test", key="a", payload={"id": 1})
        enqueue(topic="test", key="b", payload={"id": 2})
        assert heard == []
    assert heard == [{"id": 1}, {"id": 2}]


@pytest.mark.django_db(transaction=True)
def test_rolled_back_change_has_no_effect(heard: list[dict[str, Any]]) -> None:
    with transaction.atomic():
        enqueue(topic="test", key="a", payload={})
        transaction.set_rollback(True)
    assert heard == []
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_fault_48_failing_effect_never_reaches_the_caller(failing: None) -> None:
    with transaction.atomic():
        enqueue(topic="test", key="a", payload={})
    assert Message.objects.get().last_error == "ConnectionError"


@pytest.mark.django_db(transaction=True)
def test_broken_drain_never_reaches_the_caller(
    heard: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(services, "claim", broken)
    with transaction.atomic():
        enqueue(topic="test", key="a", payload={})
    assert Message.objects.get().sent_at is None


@pytest.mark.django_db(transaction=True)
def test_worker_settings_leave_delivery_to_the_worker(
    heard: list[dict[str, Any]], settings: Settings
) -> None:
    settings.OUTBOX_DRAIN_ON_COMMIT = False
    with transaction.atomic():
        enqueue(topic="test", key="a", payload={})
    assert heard == []


def test_lease_is_for_one(db: None) -> None:
    with lease("job", 60) as first, lease("job", 60) as second:
        assert (first, second) == (True, False)
    with lease("job", 60) as third:
        assert third is True
    assert Lease.objects.count() == 1


def test_rounds_run_due_jobs_and_survive_a_bad_one(
    heard: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "_periodic", {})
    monkeypatch.setattr("outbox.sweep.close_old_connections", lambda: None)
    runs: list[str] = []

    @handlers.register_periodic("bad", every_seconds=60)
    def bad() -> None:
        raise RuntimeError

    @handlers.register_periodic("good", every_seconds=60)
    def good() -> None:
        runs.append("good")

    rounds = Rounds()
    enqueue(topic="test", key="a", payload={})

    assert rounds.turn() == 1
    rounds.turn()

    assert runs == ["good"]


def test_worker_command_makes_one_turn(
    heard: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handlers, "_periodic", {})
    monkeypatch.setattr("outbox.sweep.close_old_connections", lambda: None)
    enqueue(topic="test", key="a", payload={"id": 1})
    out = StringIO()

    call_command("worker", "--once", stdout=out)

    assert out.getvalue() == "1 effects delivered\n"
    assert heard == [{"id": 1}]


def test_sweep_thread_stops_when_told() -> None:
    sweep = Sweep(every_seconds=0.01)
    sweep.stop()
    sweep.start()
    sweep.join(5)
    assert not sweep.is_alive()


def test_queues_of_other_packages_are_drained_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handlers, "_queues", {})
    budgets: list[float] = []

    @handlers.register_queue("broken")
    def fail(budget_seconds: float) -> int:
        raise ConnectionError

    @handlers.register_queue("test")
    def deliver_some(budget_seconds: float) -> int:
        budgets.append(budget_seconds)
        return 3

    assert drain(5.0) == 3
    assert 0 < budgets[0] <= 5.0
