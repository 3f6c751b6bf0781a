"""`make bench`: pages at 3,317 and 15,000 products, beside two yardsticks of the same run.

Queries are those of Django's connection; the index's own statements are apart. Milliseconds are of
the server in process; on a shared machine read the ratio to the lean list, not the figure.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def _environment(size: int) -> dict[str, str]:
    folder = ROOT / "var" / "bench" / str(size)
    folder.mkdir(parents=True, exist_ok=True)
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "LANGNGHE_VAR_DIR": str(folder),
        "LOG_LEVEL": "ERROR",
    }


def prepare(size: int) -> dict[str, str]:
    """A database of its own with `size` goods, made once and kept; its tables and index are those
    of today's code."""
    environment = _environment(size)
    stamp = Path(environment["LANGNGHE_VAR_DIR"]) / "made.stamp"
    commands = [["migrate", "-v0"], ["make_catalogue", str(size)], ["search", "rebuild"]]
    if stamp.exists():
        del commands[1]
    for command in commands:
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True
        )
    stamp.write_text("made", encoding="utf-8")
    return environment


def measure(environment: dict[str, str]) -> list[dict[str, float | str]]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.worker"],
        cwd=ROOT, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    measured: list[dict[str, float | str]] = json.loads(done.stdout)
    return measured


def show(size: int, measured: list[dict[str, float | str]]) -> None:
    lean = next(float(m["milliseconds"]) for m in measured if m["page"] == "lean list")
    print(f"\n{size:,} products")
    print(f"{'page':24} {'queries':>7} {'ms':>8} {'÷ lean list':>11} {'KB gzip':>8}")
    for m in measured:
        ms = float(m["milliseconds"])
        print(
            f"{m['page']:24} {m['queries']:>7} {ms:>8.1f} {ms / lean:>11.2f} "
            f"{m['kilobytes_gzip']:>8}" + ("" if m["status"] == 200 else f"   status {m['status']}")
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[3317, 15000])
    for size in parser.parse_args().sizes:
        show(size, measure(prepare(size)))


if __name__ == "__main__":
    main()
