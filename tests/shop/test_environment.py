"""A missing or odd setting stops the start with a sentence that names it."""

import os
import subprocess
import sys

import pytest

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "shop.settings.production",
    "SITE_ORIGIN": "https://langnghe.example",
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "langnghe.example",
    "DATABASE_URL": "postgres://shop@localhost/shop",
    "REDIS_URL": "redis://localhost:6379/0",
}


def start(**changes: str | None) -> subprocess.CompletedProcess[str]:
    """`manage.py check` under production settings with some variables changed or left out."""
    wanted = {**PRODUCTION, **changes}
    environment = {k: v for k, v in wanted.items() if v is not None}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_when_everything_is_set() -> None:
    done = start()

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "name", ["SITE_ORIGIN", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL"]
)
def test_missing_variable_is_named(name: str) -> None:
    done = start(**{name: None})

    assert done.returncode == 1
    assert f"Set {name}" in done.stderr


@pytest.mark.parametrize("odd", ["langnghe.example", "https://langnghe.example/shop", "ftp://x"])
def test_odd_origin_is_named(odd: str) -> None:
    done = start(SITE_ORIGIN=odd)

    assert done.returncode == 1
    assert "Set SITE_ORIGIN" in done.stderr
    assert odd in done.stderr


def test_demo_provider_is_refused_in_production() -> None:
    done = start(PAYMENT_PROVIDERS="payments.providers.demo.DemoProvider")

    assert done.returncode == 1
    assert "payments.E001" in done.stderr
