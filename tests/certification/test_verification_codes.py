"""Look-up codes: what is typed is understood, and one wrong character never passes."""

from hypothesis import given
from hypothesis import strategies as st

from certification import codes

BODIES = st.text(codes.ALPHABET, min_size=8, max_size=8).filter(
    lambda body: codes.check_character(body) in codes.ALPHABET  # others are never given out
)
CODES = st.builds(
    lambda prefix, body: f"{prefix}-{body}{codes.check_character(body)}",
    st.sampled_from(["LN", "DEMO"]),
    BODIES,
)
SEPARATORS = st.lists(st.sampled_from(["", " ", "-", "  ", "–"]), min_size=20, max_size=20)


@given(CODES)
def test_code_is_its_own_normal_form(code: str) -> None:
    assert codes.normalise(code) == code


@given(CODES, SEPARATORS, st.booleans())
def test_spaces_dashes_and_case_do_not_matter(code: str, between: list[str], lower: bool) -> None:
    prefix, rest = code.split("-")
    typed = prefix + "".join(gap + char for gap, char in zip(between, rest, strict=False))

    assert codes.normalise(typed.lower() if lower else typed) == code


@given(CODES)
def test_misread_letters_are_taken_for_digits(code: str) -> None:
    prefix, rest = code.split("-")

    assert codes.normalise(f"{prefix}-{rest.translate(str.maketrans('01', 'OI'))}") == code


@given(CODES, st.integers(0, 7), st.sampled_from(codes.ALPHABET))
def test_one_wrong_character_is_noticed(code: str, place: int, wrong: str) -> None:
    prefix, rest = code.split("-")
    typed = rest[:place] + wrong + rest[place + 1 :]

    expected = code if typed == rest else None
    assert codes.normalise(f"{prefix}-{typed}") == expected


@given(CODES, st.integers(0, 6))
def test_two_neighbours_swapped_are_noticed(code: str, place: int) -> None:
    prefix, rest = code.split("-")
    typed = rest[:place] + rest[place + 1] + rest[place] + rest[place + 2 :]

    expected = code if typed == rest else None
    assert codes.normalise(f"{prefix}-{typed}") == expected


@given(st.text(max_size=40))
def test_any_text_gives_a_code_or_none(text: str) -> None:
    found = codes.normalise(text)

    assert found is None or codes.normalise(found) == found
