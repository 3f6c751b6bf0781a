"""The backup and restore of docs/operations.md, taken step by step against a real PostgreSQL."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COUNT = (
    "from django.contrib.auth import get_user_model as u; from places.models import Province as p;"
    "print(sorted(u().objects.values_list('email', flat=True)), p.objects.count())"
)
FILL = (
    "from django.contrib.auth import get_user_model as u; from places.models import Province as p;"
    "u().objects.create_user('nguoi-mua@langnghe.example', 'x');"
    "p.objects.create(code='01', name='Hà Nội')"
)


def _manage(database: str, *words: str) -> str:
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "shop.settings.production",
        "SITE_ORIGIN": "https://shop.example",
        "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "shop.example",
        "DATABASE_URL": database,
        "REDIS_URL": "redis://127.0.0.1:1/0",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout


@pytest.mark.postgres
def test_restored_database_holds_the_same_rows(tmp_path: Path) -> None:
    server = os.environ["TEST_DATABASE_URL"].rsplit("/", 1)[0]
    original, restored = (f"backup_{secrets.token_hex(4)}" for _ in range(2))
    for name in (original, restored):
        subprocess.run(["psql", f"{server}/postgres", "-qc", f"CREATE DATABASE {name}"], check=True)
    _manage(f"{server}/{original}", "migrate", "-v0")
    _manage(f"{server}/{original}", "shell", "-c", FILL)

    dump = tmp_path / "shop.dump"
    subprocess.run(
        ["pg_dump", "--format=custom", f"--file={dump}", f"{server}/{original}"], check=True
    )
    subprocess.run(["pg_restore", f"--dbname={server}/{restored}", str(dump)], check=True)

    assert _manage(f"{server}/{restored}", "migrate", "--check") == ""
    counted = _manage(f"{server}/{restored}", "shell", "-v0", "-c", COUNT)
    assert counted == _manage(f"{server}/{original}", "shell", "-v0", "-c", COUNT)
    assert "nguoi-mua@langnghe.example" in counted
