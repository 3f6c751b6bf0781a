"""docker-compose.yml and the Dockerfile stay honest: parsed, and run outside Docker."""

import json
import os
import re
import secrets
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
PORT = 18231


def test_compose_has_every_part_of_the_design() -> None:
    assert set(SERVICES) == {"migrate", "web", "worker", "postgres", "redis", "elasticsearch"}


@pytest.mark.parametrize("name", ["postgres", "redis", "elasticsearch"])
def test_images_have_plain_names_and_health_checks(name: str) -> None:
    assert re.fullmatch(r"[a-z]+:[0-9.]+", SERVICES[name]["image"])
    assert SERVICES[name]["healthcheck"]["test"]


def test_elasticsearch_is_the_version_of_the_client() -> None:
    assert SERVICES["elasticsearch"]["image"].startswith("elasticsearch:9.2.")


def test_shop_searches_with_the_packaged_elasticsearch() -> None:
    environment = SERVICES["web"]["environment"]

    assert environment["SEARCH"] == "${SEARCH:-elasticsearch}"
    assert environment["ELASTICSEARCH_URLS"] == "${ELASTICSEARCH_URLS:-http://elasticsearch:9200}"
    assert SERVICES["migrate"]["depends_on"]["elasticsearch"] == {"condition": "service_healthy"}
    assert "ports" not in SERVICES["elasticsearch"]  # it asks nobody who they are


def test_every_variable_of_the_search_is_documented() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    source = (ROOT / "shop" / "settings" / "base.py").read_text(encoding="utf-8")
    names = set(re.findall(r'"((?:ELASTICSEARCH_[A-Z_]+|SEARCH))"', source))

    assert len(names) == 8
    assert {name for name in names if f"`{name}`" not in text} == set()


def test_secrets_have_no_default() -> None:
    environment = SERVICES["web"]["environment"]

    for name in ("SECRET_KEY", "SITE_ORIGIN", "ALLOWED_HOSTS"):
        assert f"${{{name}:?" in environment[name]


def test_dockerfile_installs_the_hashed_lock_and_leaves_root() -> None:
    lines = (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines()

    assert any("--require-hashes -r requirements/base.txt" in line for line in lines)
    assert "USER shop" in lines
    assert f"CMD {json.dumps(SERVICES['web']['command'])}" in lines


def _command(name: str) -> list[str]:
    """The compose command with this environment's own programs and a port of the test."""
    bin_dir = Path(sys.executable).parent
    words = [
        word.replace("0.0.0.0:8000", f"127.0.0.1:{PORT}") for word in SERVICES[name]["command"]
    ]
    return [str(bin_dir / words[0]), *words[1:]]


@pytest.fixture
def production(tmp_path: Path) -> dict[str, str]:
    """The compose file's environment on this machine's services, with a database of its own."""
    server = os.environ["TEST_DATABASE_URL"].rsplit("/", 1)[0]
    name = f"compose_{secrets.token_hex(4)}"
    subprocess.run(["psql", f"{server}/postgres", "-qc", f"CREATE DATABASE {name}"], check=True)
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": SERVICES["web"]["environment"]["DJANGO_SETTINGS_MODULE"],
        "SITE_ORIGIN": "https://shop.example",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "shop.example",
        "DATABASE_URL": f"{server}/{name}",
        "REDIS_URL": os.environ["TEST_REDIS_URL"],
        "LANGNGHE_VAR_DIR": str(tmp_path),
    }


def _ready() -> dict[str, Any]:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(
                f"http://localhost:{PORT}/health/ready", timeout=5
            ) as answer:
                found: dict[str, Any] = json.load(answer)
                return found
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


@pytest.mark.postgres
@pytest.mark.redis
def test_compose_commands_run_outside_docker(production: dict[str, str]) -> None:
    subprocess.run(_command("migrate"), cwd=ROOT, env=production, check=True)
    web = subprocess.Popen(_command("web"), cwd=ROOT, env=production)
    worker = subprocess.Popen(_command("worker"), cwd=ROOT, env=production)
    try:
        assert _ready()["ready"] is True
        assert worker.poll() is None
    finally:
        for process in (web, worker):
            process.terminate()
        codes = [process.wait(timeout=20) for process in (web, worker)]
    assert codes == [0, 0]
