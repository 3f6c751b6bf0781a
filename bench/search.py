"""`make bench`, second part: the search engines at 3,317 and 15,000 products, in one run.

Beside ours stand a raw Elasticsearch match query, which is the limit, and what django-oscar comes
with: haystack's simple engine, LIKE over every text column. CPU is that of our process. On a
shared machine read the ratios of one run, not the times.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator

from bench.pages import ROOT, prepare

DEFAULT_SIZES = [3317, 15000]
LARGE = 200_000
ENGINES = {"fts5": "embedded (FTS5)", "elasticsearch": "Elasticsearch"}
NOTE = (
    "Elasticsearch is not measured: set ELASTICSEARCH_URLS (or TEST_ELASTICSEARCH_URL) to a node, "
    "such as `tools/elasticsearch/node start DIR` gives."
)

Row = dict[str, float | str]


def engines() -> list[str]:
    address = os.environ.get("ELASTICSEARCH_URLS") or os.environ.get("TEST_ELASTICSEARCH_URL")
    if not address:
        print(f"\n!! {NOTE}", flush=True)
        return ["fts5"]
    os.environ["ELASTICSEARCH_URLS"] = address
    return list(ENGINES)


def work(task: str, engine: str, environment: dict[str, str]) -> list[Row]:
    """In a process of its own, so that memory is its own too."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.search_worker", task],
        cwd=ROOT,
        env={**environment, "SEARCH": engine, "ELASTICSEARCH_PREFIX": f"bench-{os.getpid()}"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    rows: list[Row] = json.loads(done.stdout.splitlines()[-1])
    return rows


def measure(size: int, names: list[str]) -> Iterator[Row]:
    environment = prepare(size)
    for engine in names:
        try:
            for task in ("index", "ask"):
                for row in work(task, engine, environment):
                    yield {"engine": engine, **row}
        finally:
            if engine == "elasticsearch":
                work("remove", engine, environment)
    for row in work("stock", "fts5", environment):
        yield {"engine": "django-oscar", **row}


def show(size: int, rows: list[Row]) -> None:
    limit = next((float(r["wall_p50"]) for r in rows if r.get("what") == "raw match"), None)
    print(f"\n{size:,} products")
    print(
        f"{'engine':14} {'what':24} {'wall p50':>9} {'p95':>8} {'CPU p50':>8} {'p95':>8} "
        f"{'÷ raw':>6}"
    )
    for row in rows:
        if "wall_p50" not in row:
            continue
        ratio = f"{float(row['wall_p50']) / limit:6.2f}" if limit else ""
        figures = " ".join(
            f"{float(row[name]):8.1f}" for name in ("wall_p50", "wall_p95", "cpu_p50", "cpu_p95")
        )
        print(f"{row['engine']:14} {row['what']:24}  {figures} {ratio}")
    for row in rows:
        if "said" in row:
            print(f"{row['engine']:14} {row['said']}")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=DEFAULT_SIZES)
    parser.add_argument("--large", action="store_true", help=f"also {LARGE:,} (about an hour)")
    options = parser.parse_args()
    names = engines()
    for size in [*options.sizes, *([LARGE] if options.large else [])]:
        show(size, list(measure(size, names)))


if __name__ == "__main__":
    main()
