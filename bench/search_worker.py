"""Measures one engine on one shop in one process and prints JSON: index, ask, stock or remove."""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
django.setup()

from django.conf import settings  # noqa: E402  needs the settings
from haystack.backends.simple_backend import SimpleSearchBackend  # noqa: E402

from catalogue.models import Category, Product  # noqa: E402
from search.criteria import SearchCriteria  # noqa: E402
from search.engines import get_backend  # noqa: E402
from search.indexing import rebuild  # noqa: E402
from search.seed import load_lexicon  # noqa: E402
from search.services import search, suggest  # noqa: E402
from search.words import bare_words_of  # noqa: E402

# as people type: with and without marks, misspelt, in two languages, with prices and stars
QUERIES = (
    "gốm bát tràng", "gom bat trang", "lụa vạn phúc", "lua to tam", "nón lá", "khan lua",
    "silk scarf", "silk scarf 5 star", "bat trang vase", "quà tết dưới 1 triệu", "tra2 sen",
    "banhs cốm", "mây tre đan 4 sao", "tranh sơn mài", "bình gốm men rạn", "do go my nghe",
    "gốm từ 200k đến 500k", "quà cưới", "wedding gift", "battrang", "com lang vong",
    "nước mắm phú quốc", "iphone 15", "gốm",
)  # fmt: skip
TYPED = ("go", "gốm b", "lua", "khan l", "non", "mây t", "bat tr", "silk", "bình", "qu")
SECONDS = 20.0  # for one kind of request; a slow engine is asked less often
ROUNDS = 10
PATIENCE = 300.0  # seconds for what the engine does rarely

Row = dict[str, float | str]


def timed(what: str, ask: Callable[[Any], object], subjects: Sequence[Any]) -> Row:
    """Every subject once to warm up, then ROUNDS times while there is time; milliseconds."""
    started = time.perf_counter()
    for subject in subjects:
        ask(subject)
    walls, cpus = [], []
    for _ in range(ROUNDS):
        for subject in subjects:
            wall, cpu = time.perf_counter(), time.process_time()
            ask(subject)
            cpus.append((time.process_time() - cpu) * 1000)
            walls.append((time.perf_counter() - wall) * 1000)
        if time.perf_counter() - started > SECONDS:
            break
    return {
        "what": what,
        "wall_p50": statistics.median(walls),
        "wall_p95": percentile(walls),
        "cpu_p50": statistics.median(cpus),
        "cpu_p95": percentile(cpus),
    }


def percentile(values: list[float], share: float = 0.95) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def memory(name: str) -> float:
    """MB of this process: VmRSS now, VmHWM at the most."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) / 1024


def index() -> Iterator[Row]:
    before = memory("VmRSS")
    wall, cpu = time.perf_counter(), time.process_time()
    written = rebuild()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    yield {
        "said": f"rebuild: {written:,} documents in {wall:.1f} s, {cpu:.1f} s CPU of ours "
        f"({written / wall:,.0f} a second); memory at most {memory('VmHWM'):.0f} MB "
        f"(before {before:.0f}); index {index_size():.0f} MB"
    }


def index_size() -> float:
    """MB on disk."""
    if get_backend().name == "fts5":
        return Path(settings.SEARCH_INDEX_FILE).resolve().stat().st_size / 1e6
    client, alias = elasticsearch()
    client.indices.forcemerge(index=alias, max_num_segments=1)
    stats = client.indices.stats(index=alias, metric="store")
    return float(stats["_all"]["primaries"]["store"]["size_in_bytes"]) / 1e6


def ask() -> Iterator[Row]:
    load_lexicon()
    categories = list(
        Category.objects.filter(product__isnull=False).distinct().values_list("slug", flat=True)[:8]
    )
    before = memory("VmRSS")
    if get_backend().name == "elasticsearch":
        client, alias = elasticsearch()

        def match(q: str) -> object:
            words = " ".join(bare_words_of(q))
            query = {"match": {"title_bare": {"query": words, "operator": "and"}}}
            return client.search(index=alias, query=query, size=24, source=False)

        yield timed("raw match", match, QUERIES)
    yield timed("query with facets", lambda q: search(SearchCriteria(q=q)), QUERIES)
    yield timed(
        "query, two filters",
        lambda q: search(SearchCriteria(q=q, stars=frozenset("34"), price_max=1_000_000)),
        QUERIES,
    )
    yield timed("suggest", lambda q: suggest(q, "vi"), TYPED)
    yield timed(
        "browse a category",
        lambda slug: search(SearchCriteria(within=(("category", slug),))),
        categories,
    )
    yield {"said": f"asking: {memory('VmRSS'):.0f} MB (before {before:.0f})"}


def stock() -> Iterator[Row]:
    engine = SimpleSearchBackend("default")
    yield timed("stock search, no facets", lambda q: engine.search(q, models=[Product]), QUERIES)


def elasticsearch() -> tuple[Any, str]:
    backend: Any = get_backend()
    with backend.cluster.asking(PATIENCE) as client:
        return client, backend.index.alias


def remove() -> Iterator[Row]:
    client, alias = elasticsearch()
    for name in client.indices.get(index=f"{alias}*"):
        client.indices.delete(index=name)
    yield from ()


if __name__ == "__main__":
    tasks = {"index": index, "ask": ask, "stock": stock, "remove": remove}
    print(json.dumps(list(tasks[sys.argv[1]]())))
