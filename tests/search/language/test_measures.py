"""Sizes and counts, and what they are compared to."""

import pytest

from search.language.measures import without_measures
from search.language.parts import Part
from search.language.query import words_in


def left(q: str) -> list[str]:
    parts = [Part((word,)) for word in words_in(q)]
    return [part.texts[0] for part in without_measures(parts)]


@pytest.mark.parametrize(
    "q",
    [
        "bình cao 30cm",
        "bình cao hơn 30cm",
        "bình cao trên 30 cm",
        "bình cao tối thiểu 30cm",
        "bình hơn 30cm",
        "bình height at least 30cm",
    ],
)
def test_what_a_number_measures_or_is_compared_to_is_not_asked_for(q: str) -> None:
    assert left(q) == ["bình", "30cm"]


def test_what_stands_first_is_asked_for() -> None:
    assert left("khay 30cm") == ["khay", "30cm"]
    assert left("cao 30cm") == ["cao", "30cm"]


def test_what_is_counted_is_not_asked_for() -> None:
    assert left("10 món quà") == ["10", "quà"]
