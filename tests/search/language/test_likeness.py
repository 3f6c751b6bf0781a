import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.likeness import distance, is_swapped, is_syllable, may_mean, sound_of
from search.language.vocabulary import Vocabulary, WordCounts
from search.words import bare

WORDS = ["gốm", "bát", "tràng", "chưng", "bánh", "hạt", "sen", "sơn", "diễn", "bưởi", "silk"]
VOCABULARY = Vocabulary(
    WordCounts(dict.fromkeys(WORDS, 2), dict.fromkeys((bare(word) for word in WORDS), 2))
)


@given(st.text(max_size=8), st.text(max_size=8))
def test_distance_is_symmetric_and_zero_for_equals(one: str, other: str) -> None:
    assert distance(one, other, 8) == distance(other, one, 8)
    assert (distance(one, other, 8) == 0) == (one == other)


def test_a_swap_is_one_edit() -> None:
    assert distance("trnag", "trang", 2) == 1
    assert is_swapped("trnag", "trang")
    assert not is_swapped("gom", "gam")


@pytest.mark.parametrize(
    ("one", "other"), [("xon", "son"), ("trung", "chung"), ("nan", "lan"), ("my", "mi")]
)
def test_words_that_many_do_not_tell_apart_sound_alike(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)


@pytest.mark.parametrize(
    ("typed", "written", "expected"),
    [
        ("bưỡi", "bưởi", True), ("lua", "lụa", True), ("nêp", "nếp", True), ("uớc", "ước", True),
        ("điện", "diễn", False), ("dien", "điện", True), ("cơm", "cốm", False),
    ],
)  # fmt: skip
def test_marks_left_out_may_be_meant_but_typed_ones_are(
    typed: str, written: str, expected: bool
) -> None:
    assert may_mean(typed, written) is expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("trang", True), ("nghe", True), ("heat", False), ("iphone", False), ("trag", False)],
)
def test_syllables(word: str, expected: bool) -> None:
    assert is_syllable(word) is expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("trnag", "trang"), ("chưg", "chưng"), ("xơn", "sơn"), ("sikl", "silk"), ("trưng", "chưng")],
)
def test_misspelt_word_finds_its_right_form(typed: str, expected: str) -> None:
    assert VOCABULARY.spellings(typed)[0].text == expected


@pytest.mark.parametrize("word", ["iphone", "gấu", "điện", "xe", "zzz", "lego"])
def test_a_foreign_word_is_not_made_into_a_known_one(word: str) -> None:
    assert not any(spelling.is_close for spelling in VOCABULARY.spellings(word))


def test_a_word_is_known_as_written_or_with_marks_left_out() -> None:
    assert all(VOCABULARY.knows(word) for word in ("gốm", "gom", "goms"[:3], "dien", "silk"))
    assert not any(VOCABULARY.knows(word) for word in ("điện", "gấu", "iphone"))
