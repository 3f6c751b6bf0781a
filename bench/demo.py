"""The demo shop in a folder and on a port of its own, for measuring it from outside."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60


@contextlib.contextmanager
def demo(folder: Path) -> Iterator[str]:
    """Prepare and serve the demo with its data in `folder`; yields its origin, ends the server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    origin = f"http://localhost:{port}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "shop.settings.demo",
        "LANGNGHE_VAR_DIR": str(folder),
        "SITE_ORIGIN": origin,
    }
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "prepare_demo"], cwd=ROOT, env=environment, check=True)
    server = subprocess.Popen(
        [*manage, "serve_demo", "--port", str(port)],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait(origin)
        yield origin
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(origin: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{origin}/health/live", timeout=2).close()
            return
        time.sleep(0.2)
    raise SystemExit("the demo did not start")
