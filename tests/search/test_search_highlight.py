import pytest
from django.template import Context, Template

from languages.localized import Localized
from search.highlight import Marker, marker_for
from search.plan import Phrase
from tests.search.results import result, stage

TITLE = "Khăn lụa tơ tằm Vạn Phúc"


def marked(title: str, *phrases: Phrase) -> list[str]:
    return [title[start:end] for start, end in Marker(phrases).spans(title)]


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        (Phrase(("lụa",)), ["lụa"]),
        (Phrase(("lua",)), []),
        (Phrase(("lua",), bare=True), ["lụa"]),
        (Phrase(("tơ", "tằm")), ["tơ tằm"]),
        (Phrase(("tằm", "tơ")), []),
        (Phrase(("van", "phuc"), bare=True), ["Vạn Phúc"]),
        (Phrase(("tơ", "tă"), prefix=True), []),
        (Phrase(("to", "ta"), bare=True, prefix=True), ["tơ tằm"]),
        (Phrase(()), []),
    ],
)
def test_phrase_is_marked_where_its_words_stand_side_by_side(
    phrase: Phrase, found: list[str]
) -> None:
    assert marked(TITLE, phrase) == found


def test_neighbours_are_marked_as_one() -> None:
    assert marked(TITLE, Phrase(("lụa",)), Phrase(("tơ",)), Phrase(("khăn",))) == ["Khăn lụa tơ"]


def test_english_plural_is_marked_by_its_singular() -> None:
    assert marked("Silk scarves and bowls", Phrase(("bowl",), bare=True)) == ["bowls"]


def test_only_stages_that_ran_are_marked() -> None:
    found = result(
        stages=[
            stage("lụa", name="exact"),
            stage("khan", name="bare", bare=True),
            stage("phúc", name="typo"),
        ],
        stage="bare",
    )

    marker = marker_for(found, "lụa")

    assert [TITLE[a:b] for a, b in marker.spans(TITLE)] == ["Khăn lụa"]


@pytest.mark.parametrize(("q", "text"), [("lụa", "lụa"), ("LUA", "lụa"), ("lúa", "")])
def test_words_are_marked_without_a_plan(q: str, text: str) -> None:
    spans = marker_for(result(), q).spans(TITLE)

    assert "".join(TITLE[start:end] for start, end in spans) == text


def test_mark_is_escaped_and_nothing_else_is_let_through() -> None:
    page = Template("{% load languages %}{{ title|marked:spans }}")
    title = Localized("<b>Lụa</b> & tơ", is_fallback=True)

    html = page.render(Context({"title": title, "spans": ((3, 6), (13, 15))}))

    assert html == (
        '<span lang="vi">&lt;b&gt;<mark>Lụa</mark>&lt;/b&gt; &amp; <mark>tơ</mark></span>'
    )


def test_title_in_decomposed_letters_is_left_alone() -> None:
    assert marked("Khăn lu\u0323a", Phrase(("lụa",)), Phrase(("khăn",))) == []
