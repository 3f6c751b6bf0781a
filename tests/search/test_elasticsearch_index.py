"""What only Elasticsearch has: aliases, versions, schema hashes, pages beyond its window."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from search.backends import elasticsearch_facets, elasticsearch_pages, elasticsearch_request
from search.backends.elasticsearch import ElasticsearchBackend
from search.backends.elasticsearch_documents import mapping
from search.criteria import SearchCriteria, Sort
from search.documents import ProductDocument
from search.exceptions import BackendUnavailable, IndexMissing
from search.plan import Boost, Phrase, Plan, Slot, Stage
from tests.search.documents import TODAY, make_document
from tests.search.engines import elasticsearch_engine, index_names

pytestmark = pytest.mark.elasticsearch
SILK = Plan((Stage("silk", (Slot((Phrase(("lụa",)),)),), 1),), boosts=(Boost("stars", "5", 1.5),))


@pytest.fixture
def backend() -> Iterator[ElasticsearchBackend]:
    with elasticsearch_engine() as found:
        yield found


def ids(backend: ElasticsearchBackend, plan: Plan | None = None, **fields: Any) -> list[int]:
    return list(backend.search(SearchCriteria(**fields), plan or Plan(), TODAY).ids)


def test_alias_leads_to_one_index_after_every_rebuild(backend: ElasticsearchBackend) -> None:
    backend.rebuild([make_document(1)])
    first = index_names(backend)
    backend.rebuild([make_document(2)])
    second = index_names(backend)

    assert len(first) == len(second) == 1
    assert first != second
    with backend.cluster.asking() as client:
        aliases = client.indices.get_alias(index=second[0])[second[0]]["aliases"]
    assert set(aliases) == {backend.index.alias}


def test_shards_and_replicas_are_those_of_the_settings() -> None:
    with elasticsearch_engine(ELASTICSEARCH_SHARDS=2, ELASTICSEARCH_REPLICAS=0) as backend:
        backend.rebuild(make_document(n, village=f"v{n % 7}") for n in range(1, 41))
        with backend.cluster.asking() as client:
            found = client.indices.get_settings(index=backend.index.alias, flat_settings=True)
        result = backend.search(SearchCriteria(), Plan(), TODAY)

    (of_index,) = found.body.values()
    assert of_index["settings"]["index.number_of_shards"] == "2"
    assert of_index["settings"]["index.number_of_replicas"] == "0"
    assert "index.refresh_interval" not in of_index["settings"]
    assert result.total == 40
    assert [v.count for v in result.facets["village"]] == [6, 6, 6, 6, 6, 5, 5]


def test_index_of_another_schema_is_refused(
    backend: ElasticsearchBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.rebuild([make_document(1)])
    changed = {**mapping(), "_meta": {"schema": "of another release"}}
    with backend.cluster.asking() as client:
        client.indices.put_mapping(index=backend.index.alias, meta=changed["_meta"])

    other = ElasticsearchBackend(backend.index.alias)
    with pytest.raises(BackendUnavailable, match="has schema of another release"):
        ids(other)
    with pytest.raises(BackendUnavailable, match="has schema of another release"):
        other.suggest(SILK.stages, "vi", 5)

    other.rebuild([make_document(2)])
    assert ids(other) == [2]


def test_strict_mapping_refuses_a_foreign_document(backend: ElasticsearchBackend) -> None:
    backend.rebuild([make_document(1)])

    with (
        pytest.raises(BackendUnavailable, match="strict_dynamic_mapping"),
        backend.cluster.asking() as client,
    ):
        client.index(index=backend.index.alias, id="2", document={"rating": 5})


def test_write_without_an_index_makes_none(backend: ElasticsearchBackend) -> None:
    with pytest.raises(IndexMissing):
        backend.upsert([make_document(1)])
    with pytest.raises(IndexMissing):
        backend.delete([1])

    assert index_names(backend) == []


def test_writes_during_a_rebuild_win_over_what_it_had_read(backend: ElasticsearchBackend) -> None:
    """Also those of a writer that knows nothing of the rebuild, in either order of arrival."""
    backend.rebuild([make_document(1), make_document(2)])
    writer = ElasticsearchBackend(backend.index.alias)

    def documents() -> Iterator[ProductDocument]:
        writer.upsert([make_document(1, title="mới")])
        writer.delete([2, 4])
        for n in (1, 2, 4):
            yield make_document(n, title="cũ")
        for n in range(10, 1010):  # so many that the first batch is on its way
            yield make_document(n)
        writer.upsert([make_document(10, title="mới"), make_document(3, title="mới")])
        writer.delete([11])

    assert backend.rebuild(documents()) == 1003

    new = Plan((Stage("new", (Slot((Phrase(("mới",)),)),), 1),))
    assert sorted(ids(backend, new)) == [1, 3, 10]
    assert set(backend.digests()) == {1, 3, 10, *range(12, 1010)}


def test_later_rebuild_takes_over_and_the_earlier_ends(backend: ElasticsearchBackend) -> None:
    backend.rebuild([make_document(1)])
    other = ElasticsearchBackend(backend.index.alias)

    def documents() -> Iterator[ProductDocument]:
        yield make_document(2)
        other.rebuild([make_document(3)])

    with pytest.raises(BackendUnavailable):
        backend.rebuild(documents())

    assert ids(backend) == [3]
    assert len(index_names(backend)) == 1


def test_rebuild_that_lost_documents_is_not_published(
    backend: ElasticsearchBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend.rebuild([make_document(1)])

    def documents() -> Iterator[ProductDocument]:
        yield make_document(2)
        yield make_document(2)  # one document where two were handed in

    with pytest.raises(BackendUnavailable, match="has 1 documents, not 2"):
        backend.rebuild(documents())

    assert ids(backend) == [1]
    assert len(index_names(backend)) == 1


def test_readers_never_miss_the_index_while_it_is_replaced(backend: ElasticsearchBackend) -> None:
    backend.rebuild([make_document(1), make_document(2)])
    reader, stop = ElasticsearchBackend(backend.index.alias), threading.Event()
    seen: set[int | str] = set()

    def read() -> None:
        while not stop.is_set():
            try:
                seen.add(len(ids(reader)))
            except BackendUnavailable as error:
                seen.add(str(error))

    thread = threading.Thread(target=read)
    thread.start()
    for _ in range(4):
        backend.rebuild([make_document(1), make_document(2)])
    stop.set()
    thread.join()

    assert seen == {2}


@pytest.fixture(scope="module")
def long_list() -> Iterator[ElasticsearchBackend]:
    with elasticsearch_engine() as found:
        found.rebuild(
            make_document(
                n,
                title="lụa" if n % 3 else "gấm lụa",
                price=None if n % 11 == 0 else n % 5,
                created=n % 4,
                is_available=n % 7 != 0,
                stars=5 if n % 2 else None,
                stars_until=TODAY if n % 2 else None,
            )
            for n in range(1, 301)
        )
        yield found


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("plan", [Plan(), SILK, Plan(SILK.stages, pinned=(5, 300, 7))])
def test_pages_beyond_the_window_continue_the_same_list(
    long_list: ElasticsearchBackend,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    sort: Sort,
    plan: Plan,
) -> None:
    settings.SEARCH_PAGE_SIZE = 300
    whole = ids(long_list, plan, sort=sort)
    assert len(whole) == 300
    settings.SEARCH_PAGE_SIZE = 24
    for module in (elasticsearch_pages, elasticsearch_request):
        monkeypatch.setattr(module, "WINDOW", 50)

    pages = [ids(long_list, plan, sort=sort, page=page) for page in (13, 3, 7, 12, 4, 14, 1)]

    cut = [whole[24 * (page - 1) : 24 * page] for page in (13, 3, 7, 12, 4, 14, 1)]
    assert pages == cut


@pytest.mark.parametrize(
    ("goods", "trips"),
    [(3, [2]), (2, [2, 2, 2]), (0, [2, 2, 2])],
    ids=["the first stage finds enough", "the second joins in", "only the second finds any"],
)
def test_one_round_trip_where_the_first_stage_finds_enough(
    backend: ElasticsearchBackend, monkeypatch: pytest.MonkeyPatch, goods: int, trips: list[int]
) -> None:
    names = ["lụa"] * goods + ["tằm"] * 4
    backend.rebuild(make_document(n, title=name) for n, name in enumerate(names, start=1))
    stages = [Stage(word, (Slot((Phrase((word,)),)),), 1) for word in ("lụa", "tằm")]
    asked: list[int] = []
    ask = backend._ask_once

    def counting(bodies: Any) -> Any:
        asked.append(len(bodies))
        return ask(bodies)

    ids(backend)  # what a process remembers of the index
    monkeypatch.setattr(backend, "_ask_once", counting)
    result = backend.search(SearchCriteria(), Plan(tuple(stages)), TODAY)

    assert result.total == (goods if len(trips) == 1 else goods + 4)
    assert asked == trips


def test_values_beyond_the_most_are_left_out_and_chosen_ones_are_not(
    backend: ElasticsearchBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elasticsearch_facets, "MOST_VALUES", 3)
    backend.rebuild(
        make_document(10 * n + copy, village=f"v{n}") for n in range(1, 7) for copy in range(n)
    )

    result = backend.search(SearchCriteria(village=frozenset({"v1"})), Plan(), TODAY)

    assert [(v.value, v.count, v.selected) for v in result.facets["village"]] == [
        *(("v6", 6, False), ("v5", 5, False), ("v4", 4, False), ("v1", 1, True))
    ]


def test_word_longer_than_an_index_term_is_no_error(backend: ElasticsearchBackend) -> None:
    backend.rebuild([make_document(1, title="lụa", text="ơ" * 40_000 + " tằm")])

    assert ids(backend, SILK) == [1]
    assert "tằm" in backend.vocabulary().written


def test_plan_of_many_words_stays_within_the_clauses_that_a_node_takes(
    backend: ElasticsearchBackend,
) -> None:
    backend.rebuild([make_document(1, title="lụa")])
    slot = Slot((*(Phrase((f"w{n}", "x")) for n in range(40)), Phrase(("lụa",))))
    stages = tuple(Stage(f"s{n}", (slot,) * 12, 12 - n) for n in range(4))

    assert ids(backend, Plan(stages, related=stages)) == [1]
