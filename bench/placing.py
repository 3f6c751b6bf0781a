"""One side's process: reads orders to measure as JSON lines, answers each with a JSON line.

`shop` or `stock` is the argument; DJANGO_SETTINGS_MODULE says the same. Both sides stay alive for
the whole run, so that the driver can alternate between them.
"""

import json
import multiprocessing
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402  needs the settings
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import translation  # noqa: E402

from bench.counting import count_queries  # noqa: E402

Order = Callable[[], object]


def one_by_one(side: Any, *, lines: int, count: int) -> dict[str, Any]:
    """Milliseconds of each of `count` orders after one that warms up: by the clock, and of this
    process's own work, which a busy machine changes less."""
    first, *rest = side.orders(lines=lines, count=count + 1)
    first()
    clock, work = [], []
    for place in rest:
        began, worked = time.perf_counter(), time.process_time()
        place()
        clock.append((time.perf_counter() - began) * 1000)
        work.append((time.process_time() - worked) * 1000)
    return {"clock": clock, "work": work}


def queries(side: Any, *, lines: int) -> dict[str, Any]:
    """Of one order, after one that fills the caches of the process."""
    first, second = side.orders(lines=lines, count=2)
    first()
    with CaptureQueriesContext(connection) as captured:
        second()
    return {"queries": count_queries(captured)}


def all_at_once(side: Any, *, lines: int, clients: int, count: int) -> dict[str, Any]:
    """Orders a second of `clients` processes with `count` orders each, and how many failed."""
    orders = side.orders(lines=lines, count=clients * count)
    connection.close()  # no connection may be shared with a forked client
    context = multiprocessing.get_context("fork")
    start = context.Barrier(clients + 1)
    answers: Any = context.SimpleQueue()
    processes = [
        context.Process(target=_client, args=(orders[number::clients], start, answers))
        for number in range(clients)
    ]
    for process in processes:
        process.start()
    start.wait(timeout=60)
    began = time.monotonic()
    ended = [answers.get() for _ in processes]
    for process in processes:
        process.join(timeout=60)
    failed = sum(failures for _, failures in ended)
    seconds = max(end for end, _ in ended) - began
    return {"orders_per_second": (clients * count - failed) / seconds, "failed": failed}


def steps(side: Any, *, lines: Sequence[int], count: int) -> dict[str, Any]:
    """The pages of the checkout; ours only."""
    return {"steps": side.steps(lines=lines, count=count)}


def _client(orders: list[Order], start: Any, answers: Any) -> None:
    connection.ensure_connection()
    failures = 0
    start.wait(timeout=60)
    for place in orders:
        try:
            place()
        except Exception as error:  # counted and told: a failed order is no order
            failures += 1
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
    answers.put((time.monotonic(), failures))
    connection.close()


def main() -> None:
    side = import_module(f"bench.{sys.argv[1]}_side")
    translation.activate("vi")
    side.prepare()
    works: dict[str, Callable[..., dict[str, Any]]]
    works = {
        "queries": queries,
        "one_by_one": one_by_one,
        "all_at_once": all_at_once,
        "steps": steps,
    }
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        wanted = json.loads(line)
        work = works[wanted.pop("work")]
        print(json.dumps(work(side, **wanted)), flush=True)


if __name__ == "__main__":
    main()
