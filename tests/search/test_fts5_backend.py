import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.backends.base import Correction, SearchResult
from search.backends.fts5 import Fts5Backend
from search.criteria import SearchCriteria, Sort
from search.documents import ProductDocument
from search.exceptions import BackendUnavailable, IndexMissing
from search.language.lexicon import Lexicon
from search.language.names import Names
from search.language.understand import understand_typing
from search.plan import Plan
from search.words import joined
from tests.search.documents import TODAY, make_document, plan_of, typing_stage

GOODS = [
    make_document(1, title="Bình gốm men lam", makers="Gốm Bát Tràng"),
    make_document(2, title="Khăn lụa Vạn Phúc", title_en="Silk scarf"),
    make_document(3, title="Gạo từ lúa nếp"),
    make_document(4, title="Bánh đậu xanh"),
    make_document(5, title="Bánh đau đầu"),
    make_document(6, title="Áo dài", text="may bằng lụa tơ tằm"),
    make_document(7, title="Ấm chén Bát Tràng", makers="Tràng An"),
]


@pytest.fixture
def backend(tmp_path: Path) -> Fts5Backend:
    engine = Fts5Backend(tmp_path / "index.sqlite3")
    engine.rebuild(GOODS)
    return engine


def find(backend: Fts5Backend, q: str = "", today: date = TODAY, **fields: object) -> list[int]:
    return list(ask(backend, q, today, **fields).ids)


def ask(backend: Fts5Backend, q: str = "", today: date = TODAY, **fields: object) -> SearchResult:
    criteria = SearchCriteria(q=q).changed(**fields)
    return backend.search(criteria, plan_of(backend, q), today)


@pytest.mark.parametrize("q", ["gốm bát tràng", "gom bat trang", "GOM  BAT-TRANG", "gốm bat trang"])
def test_words_are_found_with_and_without_marks(backend: Fts5Backend, q: str) -> None:
    assert find(backend, q) == [1]


def test_word_typed_with_marks_means_them_first(backend: Fts5Backend) -> None:
    assert find(backend, "lụa") == [2, 6, 3]
    assert set(find(backend, "lua")) == {2, 3, 6}


def test_d_with_stroke_is_found_as_d(backend: Fts5Backend) -> None:
    assert set(find(backend, "banh dau")) == {4, 5}
    assert find(backend, "bánh đậu")[0] == 4


def test_title_ranks_above_text(backend: Fts5Backend) -> None:
    assert find(backend, "lụa")[:2] == [2, 6]


def test_last_word_may_be_unfinished(backend: Fts5Backend) -> None:
    stage = typing_stage(backend, "silk sca")

    assert [row.product_id for row in backend.suggest([stage], "vi", 8)] == [2]


def test_most_words_make_a_good_related_when_nothing_has_all(backend: Fts5Backend) -> None:
    result = ask(backend, "khăn lụa tím")

    assert (list(result.ids), result.total) == ([], 0)
    assert result.related[0] == 2


def test_nothing_is_found_for_a_foreign_word(backend: Fts5Backend) -> None:
    result = ask(backend, "iphone")

    assert (list(result.ids), list(result.related), result.total) == ([], [], 0)


SIGNS = '"*():^-+%'
HOSTILE = [
    *SIGNS,
    *("{title}:x", "title:gốm", '"gốm', "gốm*", "NEAR", "NEAR(a b)", "a AND", "OR", "NOT gốm"),
    *("' OR 1=1 --", "a" * 200, "\\", "\x00", "\ud800", "😀", "đ", "ﬁ", "²", "٣"),
]


@pytest.mark.parametrize("q", HOSTILE)
def test_syntax_of_the_engine_is_only_text(backend: Fts5Backend, q: str) -> None:
    result = ask(backend, q)
    understand_typing(q, "vi", Lexicon(), backend.vocabulary(), Names())

    assert result.engine == "fts5"


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None
)
@given(q=st.text(max_size=60))
def test_any_text_can_be_searched(backend: Fts5Backend, q: str) -> None:
    result = ask(backend, q)

    assert len(result.ids) == result.total  # fewer than a page


def test_upserting_three_times_counts_once(backend: Fts5Backend) -> None:
    for _ in range(3):
        backend.upsert([make_document(2, title="Khăn lanh")])

    assert find(backend, "khăn") == [2]
    assert find(backend, "silk") == []
    assert backend.health().documents == len(GOODS)


def test_deleted_goods_are_gone(backend: Fts5Backend) -> None:
    backend.delete([2, 99])

    assert 2 not in find(backend)
    assert find(backend, "silk") == []


def test_stars_vanish_at_midnight(backend: Fts5Backend) -> None:
    last_day = date(2026, 12, 31)
    backend.upsert(
        [
            make_document(10, stars=4, stars_until=last_day, reported_stars=5),
            make_document(11, stars=None, reported_stars=5, reported_until=last_day),
        ]
    )

    def counts(today: date) -> tuple[list[int], list[int], int, int]:
        facets = ask(backend, today=today).facets
        four = next(v.count for v in facets["stars"] if v.value == "4")
        five = next(v.count for v in facets["reported"] if v.value == "5")
        with_stars = find(backend, today=today, stars=frozenset("4"))
        return with_stars, find(backend, today=today, reported=frozenset("5")), four, five

    assert counts(last_day) == ([10], [11, 10], 1, 2)
    assert counts(last_day + timedelta(days=1)) == ([], [10], 0, 1)


def test_candidate_is_never_among_the_five_stars(backend: Fts5Backend) -> None:
    backend.upsert([make_document(10, candidate_five=True)])

    assert find(backend, stars=frozenset("5")) == []
    assert find(backend, stars=frozenset({"candidate_five"})) == [10]


def test_out_of_stock_comes_last_in_every_order(backend: Fts5Backend) -> None:
    backend.rebuild(
        [
            make_document(1, title="An", price=1, created=9, is_available=False),
            make_document(2, title="Ăn", price=3, created=2),
            make_document(3, title="Ấm", price=2, created=1),
            make_document(4, title="Bát", price=None, created=0),
        ]
    )

    assert find(backend, sort=Sort.NAME) == [2, 3, 4, 1]
    assert find(backend, sort=Sort.PRICE) == [3, 2, 4, 1]
    assert find(backend, sort=Sort.PRICE_DESCENDING) == [2, 3, 4, 1]
    assert find(backend, sort=Sort.NEWEST) == [2, 3, 4, 1]


def test_equal_goods_are_ordered_by_id(backend: Fts5Backend) -> None:
    backend.rebuild(make_document(n, title="Bình gốm") for n in (3, 1, 2))

    for sort in Sort:
        assert find(backend, sort=sort) == [3, 2, 1]
        assert find(backend, "gốm", sort=sort) == [3, 2, 1]


def test_pages_cut_the_same_list(backend: Fts5Backend) -> None:
    backend.rebuild(make_document(n, price=n % 7) for n in range(1, 61))

    pages = [find(backend, page=page, sort=Sort.PRICE) for page in (1, 2, 3, 4)]

    assert [len(page) for page in pages] == [24, 24, 12, 0]
    assert len({product_id for page in pages for product_id in page}) == 60


def test_suggestions_complete_the_last_word(backend: Fts5Backend) -> None:
    assert [s.title for s in backend.suggest([typing_stage(backend, "khăn lu")], "vi", 8)] == [
        "Khăn lụa Vạn Phúc"
    ]
    assert [s.title for s in backend.suggest([typing_stage(backend, "khăn lu")], "en", 8)] == [
        "Silk scarf"
    ]
    assert len(backend.suggest([typing_stage(backend, "b")], "vi", 2)) == 2


def test_missing_index_is_unavailable(tmp_path: Path) -> None:
    backend = Fts5Backend(tmp_path / "nothing.sqlite3")

    with pytest.raises(IndexMissing):
        ask(backend)
    assert not backend.health().ready
    assert not list(tmp_path.iterdir())


def test_deleted_index_is_unavailable_until_it_is_rebuilt(backend: Fts5Backend) -> None:
    assert find(backend, "gốm")
    backend.file.link.unlink()

    with pytest.raises(BackendUnavailable):
        find(backend, "gốm")

    backend.rebuild(GOODS)
    assert find(backend, "gốm bát tràng") == [1]


def test_corrupt_index_is_unavailable_until_it_is_rebuilt(backend: Fts5Backend) -> None:
    find(backend, "gốm")
    backend.file.current().write_bytes(b"not a database " * 5000)

    with pytest.raises(BackendUnavailable):
        Fts5Backend(backend.file.link).search(SearchCriteria(), Plan(), TODAY)

    backend.rebuild(GOODS)
    assert find(backend, "gốm bát tràng") == [1]


def test_index_of_another_schema_is_refused(backend: Fts5Backend) -> None:
    with backend.file.writing() as connection:
        connection.execute("PRAGMA user_version=999")

    with pytest.raises(BackendUnavailable, match="schema 999"):
        Fts5Backend(backend.file.link).search(SearchCriteria(), Plan(), TODAY)


def test_failed_rebuild_leaves_the_old_index(backend: Fts5Backend, tmp_path: Path) -> None:
    def broken() -> Iterator[ProductDocument]:
        yield make_document(50)
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError):
        backend.rebuild(broken())

    assert backend.health().documents == len(GOODS)
    assert len(list(tmp_path.glob("index-*.sqlite3"))) == 1


def test_readers_see_the_old_index_until_the_new_one_is_whole(backend: Fts5Backend) -> None:
    seen = []

    def documents() -> Iterator[ProductDocument]:
        for n in range(1, 1201):
            if n % 400 == 0:
                seen.append(ask(backend).total)
            yield make_document(n)

    assert backend.rebuild(documents()) == 1200
    assert seen == [len(GOODS)] * 3
    assert ask(backend).total == 1200


def test_last_corrections_are_in_the_index_that_is_published(backend: Fts5Backend) -> None:
    writer = threading.Thread(
        target=Fts5Backend(backend.file.link).upsert,
        args=[[make_document(3, title="Sửa giữa chừng")]],
    )

    def late() -> Iterator[Correction]:
        writer.start()
        writer.join(timeout=0.3)
        assert writer.is_alive()
        yield Correction([make_document(1, title="Sửa muộn"), make_document(4)], gone={2})

    backend.rebuild((make_document(n, title="Cũ") for n in (1, 2, 3)), late)

    assert find(backend, "sửa muộn") == [1]
    writer.join(timeout=5)
    assert find(backend, "giữa chừng") == [3]
    assert set(backend.digests()) == {1, 3, 4}


def test_old_index_is_written_to_while_a_new_one_is_filled(backend: Fts5Backend) -> None:
    def documents() -> Iterator[ProductDocument]:
        yield make_document(1)
        backend.upsert([make_document(1, title="Sửa giữa chừng")])
        assert find(backend, "giữa chừng") == [1]

    assert backend.rebuild(documents()) == 1


def test_many_threads_share_one_backend(backend: Fts5Backend) -> None:
    errors: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for round_ in range(10):
                if number == 0:
                    backend.upsert([make_document(100 + round_)])
                assert find(backend, "gốm bát tràng") == [1]
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert backend.health().documents == len(GOODS) + 10


def test_joined_skips_what_is_empty() -> None:
    assert joined(["a", "", "b"]) == "a b"
