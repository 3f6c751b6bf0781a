"""Counters of tries."""

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import RequestFactory

from accounts.limits import Limit, client_of, spend

LIMIT = Limit("test", attempts=2, client_attempts=3, seconds=60)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [1_000_000_060.0]
    monkeypatch.setattr("accounts.limits.time.time", lambda: now[0])
    return now


def test_one_address_from_one_client_has_its_own_count() -> None:
    assert [spend(LIMIT, client="1.1.1.1", address="a@b.vn") for _ in range(2)] == [0, 0]
    assert spend(LIMIT, client="1.1.1.1", address="A@B.vn ") == 20
    assert spend(LIMIT, client="2.2.2.2", address="a@b.vn") == 0


def test_a_client_that_tries_many_addresses_is_refused_too() -> None:
    answers = [spend(LIMIT, client="1.1.1.1", address=f"{n}@b.vn") for n in range(4)]
    assert answers == [0, 0, 0, 20]


def test_the_next_window_starts_afresh(clock: list[float]) -> None:
    for _ in range(3):
        spend(LIMIT, client="1.1.1.1", address="a@b.vn")
    clock[0] += 20
    assert spend(LIMIT, client="1.1.1.1", address="a@b.vn") == 0


def test_nothing_personal_is_kept_in_the_cache() -> None:
    spend(LIMIT, client="203.0.113.7", address="lan@example.vn")
    kept = str(getattr(cache, "_cache", {}).keys())
    assert "limit:test" in kept
    assert "lan@example.vn" not in kept
    assert "203.0.113.7" not in kept


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "9.9.9.9", "127.0.0.1"),
        (1, "9.9.9.9, 5.5.5.5", "5.5.5.5"),
        (2, "9.9.9.9, 5.5.5.5, 10.0.0.1", "5.5.5.5"),
        (1, "", "127.0.0.1"),
        (3, "5.5.5.5", "127.0.0.1"),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(
    settings: LazySettings, rf: RequestFactory, proxies: int, forwarded: str, expected: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", headers={"x-forwarded-for": forwarded})
    assert client_of(request) == expected
