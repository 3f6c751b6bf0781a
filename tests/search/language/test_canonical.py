import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.canonical import canonical, split_tone, with_tone
from search.words import words_of

TONES = "\u0300\u0301\u0309\u0303\u0323"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        *[("hòa", "hoà"), ("hoà", "hoà"), ("thủy", "thuỷ"), ("qúy", "quý"), ("quý", "quý")],
        *[("vịêt", "việt"), ("thuỳên", "thuyền"), ("khỏe", "khoẻ"), ("gía", "giá"), ("gì", "gì")],
        *[("mía", "mía"), ("của", "của"), ("ngòai", "ngoài"), ("khuỷu", "khuỷu"), ("qủa", "quả")],
        *[("rượu", "rượu"), ("thủơ", "thuở"), ("hùynh", "huỳnh"), ("café", "café"), ("HÒA", "hoà")],
    ],
)
def test_tone_mark_stands_on_its_vowel(typed: str, expected: str) -> None:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert canonical(unicodedata.normalize(form, typed)) == expected


def test_what_looks_alike_is_alike() -> None:
    assert canonical("Ðậu \u00a0ÐỎ") == canonical("đậu  đỏ")
    assert canonical("tr\u200bà s\u00aden") == "trà sen"


def test_a_number_and_its_unit_are_one_word() -> None:
    assert words_of("trà 500 gr, 2 kí, 330 ML, 60 cm") == ["trà", "500g", "2kg", "330ml", "60cm"]


def test_an_apostrophe_makes_no_words() -> None:
    assert words_of("mother's can't we’ll") == ["mother", "can", "we"]


@given(st.text())
def test_canonical_spelling_is_stable_and_the_same_for_every_normal_form(text: str) -> None:
    spelling = canonical(text)

    assert canonical(spelling) == spelling
    assert words_of(unicodedata.normalize("NFD", text)) == words_of(text)


@given(
    base=st.sampled_from(["toan", "quyên", "hoa", "giêng", "đương", "uy"]),
    tone=st.sampled_from(TONES),
)
def test_tone_taken_off_can_be_put_back(base: str, tone: str) -> None:
    assert split_tone(with_tone(base, tone)) == (base, tone)


def test_a_foreign_word_takes_no_tone() -> None:
    assert with_tone("silk", "\u0301") == ""
