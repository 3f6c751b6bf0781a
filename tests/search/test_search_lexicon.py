"""The lexicon in the database: loaded from its file, edited by staff, read by every search."""

from pathlib import Path
from typing import Any

import pytest

from search import lexicon, services
from search.backends.fts5 import Fts5Backend
from search.criteria import SearchCriteria
from search.language.lexicon import Kind
from search.models import LexiconEntry
from search.seed import SEED, load_lexicon, seed_rows
from tests.factories import make_product, make_village

pytestmark = pytest.mark.django_db
FILE = """
synonyms:
  - {words: [nón, mũ], weight: 0.5}
  - {word: silk, means: {lụa: 0.9, tơ: 0.5}}
general:
  - {words: [đồ uống], means: {trà: 0.8}}
intents:
  - {id: for-mother, kind: recipient, value: mother, label: {vi: Cho mẹ, en: For mother},
     words: [mẹ], means: {khăn lụa: 1}, price: {max: 500000}}
fillers: [mua, tìm]
avoids:
  - {words: [chay], means: {thịt: 1}}
descriptions: [đẹp]
elsewhere: [huế]
absent: [iphone]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "search_words.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def ids(q: str) -> list[int]:
    return list(services.search(SearchCriteria(q=q)).ids)


def test_file_becomes_rows_and_is_loaded_once(file: Path) -> None:
    assert load_lexicon(file) == 9
    assert load_lexicon(file) == 0

    mother = LexiconEntry.objects.get(kind=Kind.RECIPIENT)
    assert (mother.key, mother.value, mother.label_en) == (
        "recipient: mother",
        "mother",
        "For mother",
    )
    assert (mother.means, mother.price_max) == ("khăn lụa: 1", 500_000)
    assert LexiconEntry.objects.get(kind=Kind.FILLER).words == "mua\ntìm"
    assert LexiconEntry.objects.get(kind=Kind.AVOIDS).means == "thịt: 1"
    roles = LexiconEntry.objects.filter(kind__in=["description", "elsewhere", "absent"])
    assert [row.words for row in roles.order_by("kind")] == ["iphone", "đẹp", "huế"]


def test_what_staff_edited_or_switched_off_survives_the_next_load(file: Path) -> None:
    load_lexicon(file)
    LexiconEntry.objects.filter(kind=Kind.GENERAL).update(means="nước: 1", is_edited=True)
    LexiconEntry.objects.filter(kind=Kind.ONE_WAY).update(is_active=False)
    LexiconEntry.objects.create(key="own", kind=Kind.ONE_WAY, words="a", is_edited=True)
    file.write_text(FILE.replace("tơ: 0.5", "tơ: 0.6").replace("fillers: [mua, tìm]", ""))

    assert load_lexicon(file) == 1
    assert LexiconEntry.objects.get(kind=Kind.GENERAL).means == "nước: 1"
    assert not LexiconEntry.objects.get(words="silk").is_active
    assert LexiconEntry.objects.filter(key="own").exists()
    assert not LexiconEntry.objects.filter(kind=Kind.FILLER).exists()


def test_a_folder_without_the_file_changes_nothing(tmp_path: Path) -> None:
    LexiconEntry.objects.create(key="a", kind=Kind.FILLER, words="mua")

    assert load_lexicon(tmp_path / "none.yaml") == 0
    assert LexiconEntry.objects.count() == 1


def test_every_row_of_the_shops_file_can_be_used() -> None:
    rows = seed_rows(SEED)
    entries = list(lexicon.entries_of(rows))

    assert len({row.key for row in rows}) == len(rows) == len(entries)
    for row, entry in zip(rows, entries, strict=True):
        assert entry.words, row.key
        assert len(entry.means) == len(row.means.splitlines()), row.key


def test_an_edit_shows_in_the_next_search(index: Fts5Backend, settings: Any) -> None:
    settings.SEARCH_LEXICON_SECONDS = 0
    product = make_product(title="Nón lá")
    services.rebuild()
    assert ids("mũ") == []

    entry = LexiconEntry.objects.create(key="hat", kind=Kind.ONE_WAY, words="mũ", means="nón: 0.9")
    assert ids("mũ") == [product.pk]

    entry.is_active = False
    entry.save()
    assert ids("mũ") == []


def test_the_lexicon_is_looked_at_once_in_a_while(
    settings: Any, django_assert_num_queries: Any
) -> None:
    settings.SEARCH_LEXICON_SECONDS = 60
    lexicon.forget_words()
    with django_assert_num_queries(4):  # the state, the entries, villages, makers
        lexicon.current_words()
    with django_assert_num_queries(0):
        lexicon.current_words()


def test_malformed_rows_break_no_search(index: Fts5Backend, settings: Any) -> None:
    settings.SEARCH_LEXICON_SECONDS = 0
    product = make_product(title="Nón lá")
    services.rebuild()
    create = LexiconEntry.objects.create
    create(key="1", kind="nonsense", words="nón", means="x: 1")
    create(key="2", kind=Kind.ONE_WAY, words="", means="nón")
    create(key="3", kind=Kind.ONE_WAY, words="mũ", means="nón: viel\n: 0.5\nlá: 7\n\nnón:0.5:0.9")
    create(key="4", kind=Kind.TWO_WAY, words="***\n\n", weight=-5)

    assert ids("nón") == [product.pk]
    assert ids("mũ") == []


def test_a_query_is_explained_with_its_names_and_chips(index: Fts5Backend, settings: Any) -> None:
    settings.SEARCH_LEXICON_SECONDS = 0
    village = make_village(name="Vạn Phúc")
    make_product(title="Khăn lụa", village=village)
    services.rebuild()

    found = services.explain("khan lua van phuc duoi 1tr", "vi")

    assert [chip.kind for chip in found.spoken] == ["village", "price"]
    assert found.plan.stages[0].name == "folded"
    assert found.normalised == "khan lua van phuc duoi 1tr"


def test_the_database_explains_when_there_is_no_index(settings: Any, tmp_path: Path) -> None:
    settings.SEARCH_INDEX_FILE = tmp_path / "none.sqlite3"
    make_product(title="Khăn lụa")

    assert services.explain("lua", "vi").plan.stages
    assert [row.title for row in services.suggest("khăn l", "vi")] == ["Khăn lụa"]
