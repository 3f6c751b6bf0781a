import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.keystrokes import decoded


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        *[("banhs", "bánh"), ("ddaauj", "đậu"), ("dduwowngf", "đường"), ("luaj", "lụa")],
        *[("goosm", "gốm"), ("nons", "nón"), ("ruwowuj", "rượu"), ("daud", "đau")],
        *[("tra2", "trà"), ("ta6y", "tây"), ("ho62", "hồ"), ("d9u7o7ng2", "đường")],
        *[("bat1", "bát"), ("trang2", "tràng"), ("duoc75", "dược"), ("ruou75", "rượu")],
    ],
)
def test_keys_become_letters(keys: str, word: str) -> None:
    assert decoded(keys)[0] == word


@pytest.mark.parametrize("word", ["silk", "lotus", "500g", "đậu", "a1b2c3", "ocop", ""])
def test_other_words_have_no_reading(word: str) -> None:
    assert decoded(word) == []


@given(st.text(max_size=20))
def test_any_text_can_be_read(text: str) -> None:
    assert text not in decoded(text)
