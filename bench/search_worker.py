"""Measures one engine on one shop in one process and prints JSON: index, ask, stock or remove."""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
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
SECONDS = 20.0  # for each kind of request; a slow engine is asked less often
TURNS = 240  # ten rounds of QUERIES
PATIENCE = 300.0  # seconds for what the engine does rarely

Row = dict[str, float | str]


@dataclass(frozen=True)
class Kind:
    """One kind of request, and what it is asked for one after the other."""

    what: str
    ask: Callable[[Any], object]
    subjects: Sequence[Any]
    before: Callable[[], object] = lambda: None  # not timed


def timed(*kinds: Kind) -> Iterator[Row]:
    """Milliseconds. The kinds take turns, so that a disturbed moment disturbs them all.

    Every subject is asked for once to warm up.
    """
    for kind in kinds:
        for subject in kind.subjects:
            kind.ask(subject)
    taken: dict[str, list[tuple[float, float]]] = {kind.what: [] for kind in kinds}
    started = time.perf_counter()
    for turn in range(TURNS):
        for kind in kinds:
            subject = kind.subjects[turn % len(kind.subjects)]
            kind.before()
            wall, cpu = time.perf_counter(), time.process_time()
            kind.ask(subject)
            cpu = time.process_time() - cpu
            taken[kind.what].append(((time.perf_counter() - wall) * 1000, cpu * 1000))
        if turn >= len(QUERIES) and time.perf_counter() - started > SECONDS * len(kinds):
            break
    for what, pairs in taken.items():
        walls, cpus = zip(*pairs, strict=True)
        yield {
            "what": what,
            "wall_p50": statistics.median(walls),
            "wall_p95": percentile(walls),
            "cpu_p50": statistics.median(cpus),
            "cpu_p95": percentile(cpus),
        }


def percentile(values: Sequence[float], share: float = 0.95) -> float:
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
    kinds = [
        Kind("query with facets", lambda q: search(SearchCriteria(q=q)), QUERIES),
        Kind("query, two filters", lambda q: search(filtered(q)), QUERIES),
        Kind("suggest", lambda q: suggest(q, "vi"), TYPED),
        Kind("browse a category", lambda slug: search(browsed(slug)), categories),
    ]
    if get_backend().name == "elasticsearch":
        kinds.insert(0, Kind("raw match", raw_match(), QUERIES))
        kinds.insert(1, replace(kinds[1], what="query, counted anew", before=forget_counts()))
    yield from timed(*kinds)
    yield {"said": f"asking: {memory('VmRSS'):.0f} MB (before {before:.0f})"}


def filtered(q: str) -> SearchCriteria:
    return SearchCriteria(q=q, stars=frozenset("34"), price_max=1_000_000)


def browsed(slug: str) -> SearchCriteria:
    return SearchCriteria(within=(("category", slug),))


def raw_match() -> Callable[[str], object]:
    """The least that Elasticsearch can be asked: all words in a name, ids of one page."""
    client, alias = elasticsearch()

    def match(q: str) -> object:
        words = " ".join(bare_words_of(q))
        query = {"match": {"title_bare": {"query": words, "operator": "and"}}}
        return client.search(index=alias, query=query, size=24, source=False)

    return match


def forget_counts() -> Callable[[], object]:
    """Elasticsearch remembers the counts of a query until the index changes."""
    client, alias = elasticsearch()
    return lambda: client.indices.clear_cache(index=alias, request=True)


def stock() -> Iterator[Row]:
    engine = SimpleSearchBackend("default")
    yield from timed(
        Kind("stock search, no facets", lambda q: engine.search(q, models=[Product]), QUERIES)
    )


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
