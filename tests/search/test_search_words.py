import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from search.collation import sort_key
from search.words import MAX_WORDS, bare_words_of, query_words, words_of


def test_words_keep_marks_and_bare_words_lose_them() -> None:
    assert words_of("Gốm Bát-Tràng, ĐẬU") == ["gốm", "bát", "tràng", "đậu"]
    assert bare_words_of("Gốm Bát-Tràng, ĐẬU") == ["gom", "bat", "trang", "dau"]


@given(st.text())
def test_normal_forms_give_the_same_words(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))

    assert words_of(composed) == words_of(decomposed)
    assert bare_words_of(composed) == bare_words_of(decomposed)


def test_query_words_are_few_and_different() -> None:
    assert query_words("lụa lụa Lụa tơ") == ["lụa", "tơ"]
    assert len(query_words(" ".join(f"từ{n}" for n in range(50)))) == MAX_WORDS


def test_names_sort_as_in_a_vietnamese_dictionary() -> None:
    names = ["Ấm", "An", "Ăn", "Đũa", "Dù", "Du", "Dũ", "Ê", "Em", "Ổi", "Ơn", "On", "bát 2", "Bát"]

    assert sorted(names, key=sort_key) == [
        "An", "Ăn", "Ấm", "Bát", "bát 2", "Du", "Dù", "Dũ", "Đũa", "Em", "Ê", "On", "Ổi", "Ơn",
    ]  # fmt: skip


def test_tones_follow_their_order_and_letters_come_first() -> None:
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma", "mai"], key=sort_key) == [
        "ma", "mà", "mả", "mã", "má", "mạ", "mai",
    ]  # fmt: skip


def test_english_plurals_are_found_as_singulars() -> None:
    assert bare_words_of("Ceramics boxes candies dress lotus glass") == [
        "ceramic", "box", "candy", "dress", "lotus", "glass",
    ]  # fmt: skip
