"""Every engine against the same oracle, and the same promises about writes."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

from search.backends.base import Correction, SearchBackend, SearchResult
from search.criteria import SearchCriteria, Sort
from search.documents import ProductDocument
from search.plan import Exclusion, Field, Limits, Phrase, Plan, Slot, Stage
from tests.search.chance import GOODS, random_criteria, random_plan
from tests.search.documents import TODAY, make_document
from tests.search.engines import ENGINES, engine, index_names
from tests.search.oracle import CLOSE, EQUAL, expected

CASES = 100
ALL = 500  # more than any list here: a page holds it all


@pytest.fixture(scope="module", params=ENGINES)
def stocked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SearchBackend]:
    """An engine that holds GOODS and is only read."""
    with engine(request.param, tmp_path_factory.mktemp(request.param)) as backend:
        backend.rebuild(GOODS)
        yield backend


@pytest.fixture(params=ENGINES)
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchBackend]:
    """An engine of the test's own."""
    with engine(request.param, tmp_path) as found:
        yield found


@pytest.mark.parametrize("number", range(CASES))
def test_randomised_searches_agree_with_the_oracle(
    stocked: SearchBackend, number: int, settings: Any
) -> None:
    settings.SEARCH_PAGE_SIZE = ALL
    chance = random.Random(f"case {number}")
    criteria, plan = random_criteria(chance), random_plan(chance)

    result = stocked.search(criteria, plan, TODAY)

    assert_expected(result, criteria, plan)


def assert_expected(result: SearchResult, criteria: SearchCriteria, plan: Plan) -> None:
    wanted = expected(GOODS, criteria, plan, TODAY)
    places = {document.id: place for document, place in wanted.hits}
    assert (result.total, set(result.ids), result.stage) == (
        len(places),
        set(places),
        wanted.stage,
    )
    for first, second in zip(result.ids, result.ids[1:], strict=False):
        assert is_in_order(first, second, places), (first, second)
    counted = {
        facet: {value.value: value.count for value in values if value.count}
        for facet, values in result.facets.items()
    }
    assert counted == wanted.facets
    assert (dict(result.dropped), list(result.prices)) == (wanted.dropped, wanted.prices)
    assert set(result.related) == wanted.related or (
        len(result.related) == 10 and set(result.related) < wanted.related
    )


def is_in_order(first: int, second: int, places: dict[int, tuple[float, ...]]) -> bool:
    for before, after in zip(places[first], places[second], strict=False):
        apart = abs(before - after) / max(1, abs(before))
        if apart > EQUAL:
            return before < after or apart < CLOSE
    return len(places[first]) != len(places[second]) or first > second


def one(word: str, **more: Any) -> Stage:
    return Stage(word, (Slot((Phrase((word,), **more),)),), 1)


def ids(backend: SearchBackend, plan: Plan | None = None, **fields: Any) -> list[int]:
    return list(backend.search(SearchCriteria(**fields), plan or Plan(), TODAY).ids)


def find(backend: SearchBackend, word: str) -> list[int]:
    return ids(backend, Plan((one(word),)))


def test_values_that_nothing_has_are_listed_with_zero(backend: SearchBackend) -> None:
    backend.rebuild([make_document(1, title="lụa", village="b"), make_document(2, village="a")])

    result = backend.search(SearchCriteria(), Plan((one("lụa"),)), TODAY)

    assert [(v.value, v.count) for v in result.facets["village"]] == [("b", 1), ("a", 0)]
    assert [(v.value, v.count) for v in result.facets["stars"]] == [
        *(("5", 0), ("4", 0), ("3", 0), ("candidate_five", 0))
    ]


def test_partial_says_that_words_are_missing(backend: SearchBackend) -> None:
    backend.rebuild([make_document(1, title="khăn lụa")])
    slots = tuple(Slot((Phrase((word,)),)) for word in ("khăn", "lụa", "tím"))
    plan = Plan((Stage("all", slots, 3), Stage("most", slots, 2)))

    result = backend.search(SearchCriteria(), plan, TODAY)

    assert (list(result.ids), result.partial, result.stage) == ([1], True, "most")
    assert not backend.search(SearchCriteria(), Plan((one("lụa"),)), TODAY).partial


def test_a_stage_joins_in_until_the_list_is_as_long_as_it_fills_it(backend: SearchBackend) -> None:
    backend.rebuild(make_document(n, title="lụa" if n <= 4 else "gốm") for n in range(1, 8))
    silk, pots = one("lụa"), one("gốm")

    assert set(ids(backend, Plan((silk, pots)))) == {1, 2, 3, 4}
    filled = ids(backend, Plan((silk, pots, replace(pots, name="more", fills_to=6))))
    assert (set(filled[:4]), set(filled[4:])) == ({1, 2, 3, 4}, {5, 6, 7})
    assert set(ids(backend, Plan((silk, replace(pots, fills_to=4))))) == {1, 2, 3, 4}


def test_the_related_list_alone_reaches_beyond_the_limits(backend: SearchBackend) -> None:
    prices = {1: 90_000, 2: 140_000, 3: 900_000}
    backend.rebuild(make_document(n, title="lụa", price=price) for n, price in prices.items())
    stages = (one("lụa"),)
    limits, nearby = Limits(price_max=100_000), Limits(price_max=150_000)

    result = backend.search(SearchCriteria(), Plan(stages, stages, limits, nearby=nearby), TODAY)

    assert (list(result.ids), result.total, list(result.related)) == ([1], 1, [2])
    within = backend.search(SearchCriteria(), Plan(stages, stages, limits), TODAY)
    assert list(within.related) == []


def test_words_left_out_on_purpose_make_a_list_partial(backend: SearchBackend) -> None:
    backend.rebuild([make_document(1, title="nón lá")])
    stage = Stage("core", (Slot((Phrase(("nón",)),)),), 1, leaves_out=True)

    assert backend.search(SearchCriteria(), Plan((stage,)), TODAY).partial


def test_what_a_query_does_not_want_is_in_no_list(backend: SearchBackend) -> None:
    backend.rebuild(
        [
            make_document(1, title="kẹo lạc"),
            make_document(2, title="kẹo vừng"),
            make_document(3, title="kẹo gừng", text="không lạc"),
            make_document(4, title="kẹo dồi", text="nhân lạc"),
        ]
    )
    unwanted = Exclusion((Phrase(("lạc",)),), (Phrase(("không", "lạc")),))
    plan = Plan((one("kẹo"),), (one("lạc"),), excluded=(unwanted,))

    result = backend.search(SearchCriteria(), plan, TODAY)

    assert (set(result.ids), result.total, list(result.related)) == ({2, 3}, 2, [])
    assert set(ids(backend, Plan(excluded=(unwanted,)))) == {2, 3}


def test_names_are_sorted_as_in_a_vietnamese_dictionary(backend: SearchBackend) -> None:
    in_order = ["10 chén", "An", "Áo", "Ăn", "Ấm", "Ân", "Bát", "Dép", "Đèn", "Ong", "Ổi", "Ớt"]
    names = dict(enumerate(sorted(in_order), start=1))
    backend.rebuild(make_document(n, title=name) for n, name in names.items())

    assert [names[n] for n in ids(backend, sort=Sort.NAME)] == in_order


def test_stars_hold_on_their_last_day_and_not_a_day_longer(backend: SearchBackend) -> None:
    backend.rebuild(
        [
            make_document(1, stars=5, stars_until=TODAY),
            make_document(2, reported_stars=5),
            make_document(3, reported_stars=5, reported_until=TODAY),
        ]
    )
    limited = Plan(limits=Limits(stars=frozenset({5})))

    def found(today: date) -> tuple[list[int], list[int]]:
        chosen = SearchCriteria(stars=frozenset("5"))
        return (
            list(backend.search(chosen, Plan(), today).ids),
            sorted(backend.search(SearchCriteria(), limited, today).ids),
        )

    assert found(TODAY) == ([1], [1, 2, 3])
    assert found(TODAY + timedelta(days=1)) == ([], [2])


def test_suggestions_complete_the_last_word(stocked: SearchBackend) -> None:
    stage = one("kh", bare=True, prefix=True, fields=frozenset({Field.TITLE}))

    found = stocked.suggest([stage], "vi", 5)

    titles = {document.id: document.title for document in GOODS}
    assert len(found) == 5
    assert all("khăn" in s.title and titles[s.product_id] == s.title for s in found)


def test_suggestions_come_in_the_language_of_the_page(backend: SearchBackend) -> None:
    backend.rebuild(
        [make_document(1, title="Khăn lụa", title_en="Silk scarf"), make_document(2, title="Khăn")]
    )
    stage = one("khăn", prefix=True)

    assert {s.title for s in backend.suggest([stage], "en", 8)} == {"Silk scarf", "Khăn"}
    assert {s.title for s in backend.suggest([stage], "vi", 8)} == {"Khăn lụa", "Khăn"}


def test_later_stages_fill_up_the_suggestions(backend: SearchBackend) -> None:
    backend.rebuild([make_document(n, title=f"khăn {n}") for n in (1, 2, 3)])
    stages = (one("2"), one("khăn"), one("1"))

    assert [s.product_id for s in backend.suggest(stages, "vi", 8)] == [2, 3, 1]
    assert [s.product_id for s in backend.suggest(stages, "vi", 2)] == [2, 3]
    assert list(backend.suggest((), "vi", 8)) == []


def test_vocabulary_counts_documents(backend: SearchBackend) -> None:
    backend.rebuild(
        [
            make_document(1, title="Lụa tơ lụa", text="lúa"),
            make_document(2, title_en="silk scarves", title="Lụa", makers="Vạn Phúc"),
        ]
    )

    words = backend.vocabulary()

    assert (words.written["lụa"], words.written["lúa"], words.bare["lua"]) == (2, 1, 2)
    assert (words.bare["van"], words.written["scarves"], "scarve" in words.bare) == (1, 1, True)
    assert backend.vocabulary() is words


def test_digests_and_offers_are_those_of_the_documents(stocked: SearchBackend) -> None:
    assert dict(stocked.digests()) == {document.id: document.digest for document in GOODS}
    assert dict(stocked.offers()) == {d.id: (d.in_stock, d.is_available, d.price) for d in GOODS}


def test_upserting_three_times_counts_once(backend: SearchBackend) -> None:
    backend.rebuild([make_document(1, title="Khăn lụa"), make_document(2)])
    for _ in range(3):
        backend.upsert([make_document(1, title="Khăn lanh")])

    assert (find(backend, "lanh"), find(backend, "lụa")) == ([1], [])
    assert backend.health().documents == 2


def test_deleted_goods_are_gone_and_twice_is_no_error(backend: SearchBackend) -> None:
    backend.rebuild([make_document(1, title="Khăn"), make_document(2)])
    for _ in range(2):
        backend.delete([1, 99])

    assert (find(backend, "khăn"), ids(backend)) == ([], [2])


def test_pages_cut_the_same_list_behind_the_pinned(backend: SearchBackend, settings: Any) -> None:
    settings.SEARCH_PAGE_SIZE = 4
    backend.rebuild(make_document(n, title="lụa", created=n) for n in range(1, 11))
    plan = Plan((one("lụa"),), pinned=(3, 99, 1))

    pages = [ids(backend, plan, page=page) for page in (1, 2, 3, 4)]

    assert pages == [[3, 1, 10, 9], [8, 7, 6, 5], [4, 2], []]


def test_failed_rebuild_leaves_the_old_index(backend: SearchBackend) -> None:
    backend.rebuild([make_document(1)])

    def broken() -> Iterator[ProductDocument]:
        yield make_document(50)
        raise KeyError("the database went away")

    with pytest.raises(KeyError, match="went away"):
        backend.rebuild(broken())

    assert ids(backend) == [1]


def test_readers_see_the_old_index_until_the_new_one_is_whole(backend: SearchBackend) -> None:
    backend.rebuild([make_document(1)])
    seen = []

    def documents() -> Iterator[ProductDocument]:
        for n in range(1, 1201):
            if n % 400 == 0:
                seen.append(backend.search(SearchCriteria(), Plan(), TODAY).total)
            yield make_document(n)

    assert backend.rebuild(documents()) == 1200
    assert seen == [1, 1, 1]
    assert backend.search(SearchCriteria(), Plan(), TODAY).total == 1200


def test_what_is_late_is_in_the_new_index(backend: SearchBackend) -> None:
    """`search.indexing` hands in whatever changed while the rebuild was reading."""
    backend.rebuild([make_document(1), make_document(2, title="bán hết")])
    late = Correction([make_document(1, title="sửa giữa chừng"), make_document(3)], {2, 99})

    def documents() -> Iterator[ProductDocument]:
        yield make_document(1, title="cũ")
        backend.upsert([make_document(4, title="chỉ trong bản xưa")])
        yield make_document(2, title="bán hết")

    assert backend.rebuild(documents(), lambda: [late]) == 2

    assert (find(backend, "chừng"), find(backend, "cũ"), find(backend, "hết")) == ([1], [], [])
    assert set(backend.digests()) >= {1, 3}
    assert set(backend.digests()) <= {1, 3, 4}


REBUILD_THAT_HANGS = """
import sys, time
from pathlib import Path
import django
django.setup()
from tests.search.documents import make_document
from tests.search.engines import bare_engine

def documents():
    for n in range(1, 1601):
        yield make_document(n, title="nửa chừng")
    print("half way", flush=True)
    time.sleep(600)

bare_engine(sys.argv[1], Path(sys.argv[2])).rebuild(documents())
"""


def test_killed_rebuild_is_never_seen_and_cleaned_up_by_the_next(
    backend: SearchBackend, tmp_path: Path
) -> None:
    backend.rebuild([make_document(1, title="cũ")])
    prefix = django_settings.ELASTICSEARCH_PREFIX
    process = subprocess.Popen(
        [sys.executable, "-c", REBUILD_THAT_HANGS, backend.name, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": ".", "ELASTICSEARCH_PREFIX": prefix},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "half way\n"
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=10)
    process.stdout.close()

    assert (ids(backend), find(backend, "chừng")) == ([1], [])
    backend.upsert([make_document(2, title="sau đó")])
    assert ids(backend) == [2, 1]
    assert backend.rebuild([make_document(3)]) == 1
    assert ids(backend) == [3]
    assert generations(backend, tmp_path) == 1


def generations(backend: SearchBackend, folder: Path) -> int:
    if backend.name == "fts5":
        return len(list(folder.glob("search-*.sqlite3"))) - 1  # the one before stays
    return len(index_names(backend))
