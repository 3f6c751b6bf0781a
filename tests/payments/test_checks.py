"""Settings under which the shop refuses to start, and what `make run` with a key becomes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from payments.checks import DEMO_PROVIDER, STRIPE_PROVIDER


def found(settings: Settings, **changes: object) -> list[str]:
    settings.PAYMENT_PROVIDERS = [STRIPE_PROVIDER]
    values = {"STRIPE_SECRET_KEY": "sk_test_abc", "STRIPE_WEBHOOK_SECRETS": ["whsec_a"]} | changes
    for name, value in values.items():
        setattr(settings, name, value)
    issues = run_checks()
    assert not [issue for issue in issues if "abc" in str(issue)], "a key is repeated"
    return [str(issue.id) for issue in issues if str(issue.id).startswith("payments.")]


@pytest.mark.parametrize("key", ["", "abc", "pk_test_abc", "sk_test_", "sk_test_abc\n", "sk_abc"])
def test_missing_or_odd_key_is_refused(settings: Settings, key: str) -> None:
    assert found(settings, STRIPE_SECRET_KEY=key) == ["payments.E002"]


@pytest.mark.parametrize(
    ("is_demo", "key", "ids"),
    [
        (True, "sk_test_abc", []),
        (True, "rk_test_abc", []),
        (True, "sk_live_abc", ["payments.E003"]),
        (True, "rk_live_abc", ["payments.E003"]),
        (False, "sk_live_abc", []),
        (False, "sk_test_abc", ["payments.E004"]),
    ],
)
def test_fault_s21_key_must_fit_the_shop(
    settings: Settings, is_demo: bool, key: str, ids: list[str]
) -> None:
    assert found(settings, DEMO_MODE=is_demo, STRIPE_SECRET_KEY=key) == ids


def test_rehearsal_with_a_test_key_is_said_aloud(settings: Settings) -> None:
    assert found(settings, DEMO_MODE=False, STRIPE_TEST_MODE=True) == []


@pytest.mark.parametrize(
    ("base", "key", "ids"),
    [
        ("http://127.0.0.1:12111", "sk_test_abc", []),
        ("http://127.0.0.1:12111", "sk_live_abc", ["payments.E005"]),
        ("https://elsewhere.example", "sk_test_abc", ["payments.E005"]),
    ],
)
def test_key_is_sent_nowhere_else(settings: Settings, base: str, key: str, ids: list[str]) -> None:
    is_demo = "_test_" in key
    assert found(settings, DEMO_MODE=is_demo, STRIPE_API_BASE=base, STRIPE_SECRET_KEY=key) == ids


def test_missing_webhook_secret_is_a_warning_outside_the_demo(settings: Settings) -> None:
    live = {"STRIPE_SECRET_KEY": "sk_live_abc", "STRIPE_WEBHOOK_SECRETS": []}
    assert found(settings, DEMO_MODE=False, **live) == ["payments.W001"]


def demo_settings(folder: Path, key: str) -> subprocess.CompletedProcess[str]:
    """`manage.py check` under the demo's settings, then its providers."""
    script = (
        "import django; django.setup(); from django.conf import settings;"
        "from django.core.management import call_command; call_command('check');"
        "print(*settings.PAYMENT_PROVIDERS)"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "shop.settings.demo",
        "LANGNGHE_VAR_DIR": str(folder),
        "STRIPE_SECRET_KEY": key,
    }
    return subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("key", "providers"), [("", [DEMO_PROVIDER]), ("sk_test_abc", [STRIPE_PROVIDER, DEMO_PROVIDER])]
)
def test_key_alone_switches_the_demo_to_stripe(
    tmp_path: Path, key: str, providers: list[str]
) -> None:
    done = demo_settings(tmp_path, key)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].split() == providers


def test_demo_with_a_live_key_does_not_start(tmp_path: Path) -> None:
    done = demo_settings(tmp_path, "sk_live_abc")

    assert done.returncode == 1
    assert "payments.E003" in done.stderr
    assert "sk_live_abc" not in done.stderr
