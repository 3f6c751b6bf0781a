"""`make bench`: buying, beside stock Oscar's placement on the same database in the same run.

Both sides are processes that live for the whole run and are measured in turn, so that whatever
else the machine does meets both. Read the ratios: ours divided by stock, times and orders a second.
"""

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from bench.pages import ROOT

SETTINGS = {"shop": "bench.settings", "stock": "bench.stock_settings"}
LINES = (1, 5)
KINDS = {"clock": "the clock", "work": "the process's work"}


@dataclass
class Side:
    """A process of bench.placing, asked by a JSON line and answering with one."""

    process: "subprocess.Popen[str]"

    def ask(self, work: str, **wanted: Any) -> dict[str, Any]:
        pipe: Any = self.process.stdin
        pipe.write(json.dumps({"work": work, **wanted}) + "\n")
        pipe.flush()
        return self.hear()

    def hear(self) -> dict[str, Any]:
        pipe: Any = self.process.stdout
        answer = pipe.readline()
        if not answer:
            raise SystemExit("a measuring process ended early; its last words are above")
        heard: dict[str, Any] = json.loads(answer)
        return heard


@contextlib.contextmanager
def started(name: str, database_url: str) -> Iterator[Side]:
    """The side's process with its database migrated and filled; ended afterwards."""
    folder = ROOT / "var" / "bench" / "buying"
    (folder / "static").mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": SETTINGS[name],
        "LANGNGHE_VAR_DIR": str(folder),
        "LOG_LEVEL": "ERROR",
        "BENCH_DATABASE_URL": database_url,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.placing", name],
        cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    side = Side(process)
    try:
        side.hear()  # ready
        yield side
    finally:
        with contextlib.suppress(BrokenPipeError):
            process.communicate(timeout=60)


def new_databases(server_url: str) -> dict[str, str]:
    """Two fresh databases beside the one of the address, by side."""
    parts = urlsplit(server_url)
    urls = {}
    with psycopg.connect(server_url, autocommit=True) as connection:
        for side in SETTINGS:
            name = f"bench_{side}"
            connection.execute(f"DROP DATABASE IF EXISTS {name}")
            connection.execute(f"CREATE DATABASE {name}")
            urls[side] = urlunsplit(parts._replace(path=f"/{name}"))
    return urls


def compare(sides: dict[str, Side], *, rounds: int, count: int, clients: int) -> None:
    """Print what one buyer waits for, and how many orders a second a crowd of clients gets."""
    print(f"{'placing an order, medians':36} {'ours':>10} {'stock':>10} {'ours ÷ stock':>13}")
    for lines in LINES:
        label = "1 line" if lines == 1 else f"{lines} lines"
        counts = {name: side.ask("queries", lines=lines)["queries"] for name, side in sides.items()}
        _row(f"{label}: queries", counts, "{:.0f}")
        heard = _in_turns(sides, rounds * count // 2, "one_by_one", lines=lines, count=2)
        for measure in ("clock", "work"):
            times = {
                name: statistics.median(ms for answer in answers for ms in answer[measure])
                for name, answers in heard.items()
            }
            _row(f"{label}: ms by {KINDS[measure]}", times, "{:.1f}")
        heard = _in_turns(sides, rounds, "all_at_once", lines=lines, clients=clients, count=count)
        speeds = {
            name: statistics.median(answer["orders_per_second"] for answer in answers)
            for name, answers in heard.items()
        }
        _row(f"{label}: orders/s, {clients} clients", speeds, "{:.1f}")
        for name, answers in heard.items():
            failed = sum(answer["failed"] for answer in answers)
            if failed:
                print(f"  {failed} of {rounds * clients * count} orders of {name} failed")


def _in_turns(
    sides: dict[str, Side], rounds: int, work: str, **wanted: Any
) -> dict[str, list[dict[str, Any]]]:
    """The answers of each side, asked alternately."""
    heard: dict[str, list[dict[str, Any]]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            heard[name].append(side.ask(work, **wanted))
    return heard


def _row(label: str, figures: dict[str, float], form: str) -> None:
    ours, theirs = figures["shop"], figures["stock"]
    print(f"{label:36} {form.format(ours):>10} {form.format(theirs):>10} {ours / theirs:>13.2f}")


def show_steps(shop: Side, *, count: int) -> None:
    """Every step of the checkout with one and five lines, and a webhook event applied."""
    measured = shop.ask("steps", lines=LINES, count=count)["steps"]
    print(f"\n{'step, medians of ' + str(count):32} {'1 line':>23} {'5 lines':>23}")
    for one, five in zip(*measured, strict=True):
        cells = [f"{m['queries']:>4} queries {m['milliseconds']:>6.1f} ms" for m in (one, five)]
        odd = "" if one["is_expected"] and five["is_expected"] else "   NOT AS EXPECTED"
        print(f"{one['step']:32} {cells[0]} {cells[1]}{odd}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="rushes of each side")
    parser.add_argument("--count", type=int, default=10, help="orders a client, and visits")
    parser.add_argument("--clients", type=int, default=8)
    given = parser.parse_args()
    databases = {"SQLite": {"shop": "", "stock": ""}}
    server_url = os.environ.get("TEST_DATABASE_URL", "")
    if server_url:
        databases["PostgreSQL"] = new_databases(server_url)
    for database, urls in databases.items():
        print(f"\nBuying on {database}", flush=True)
        with started("shop", urls["shop"]) as shop, started("stock", urls["stock"]) as stock:
            sides = {"shop": shop, "stock": stock}
            compare(sides, rounds=given.rounds, count=given.count, clients=given.clients)
            show_steps(shop, count=given.count)
    if not server_url:
        print("\nPOSTGRESQL WAS NOT MEASURED: give TEST_DATABASE_URL (.ci/services start DIR).")


if __name__ == "__main__":
    main()
