"""When a part of the words is a match: descriptions go, what names the good stays."""

import pytest

from search.language.lexicon import Entry, Kind, Lexicon
from search.language.names import Names
from search.language.understand import understand
from search.language.vocabulary import WordCounts
from search.plan import Stage
from search.words import bare_words_of, words_of

TEXTS = (
    "Nón lá làng Chuông", "Conical hat", "Straw hat", "Khăn lụa đỏ", "Silk scarf", "Đèn lồng tre",
    "Bánh chưng", "Embroidered tablecloth", "Cốc sứ có nắp", "Trà sen", "Mật ong rừng", "Hạt sen",
    "Kẹo lạc", "Sáo trúc", "Mũ len", "Bowls", "Chopsticks", "Ấm chén",
)  # fmt: skip
COUNTS = WordCounts(
    {word: 1 for text in TEXTS for word in words_of(text)},
    {word: 1 for text in TEXTS for word in bare_words_of(text)},
)
LEXICON = Lexicon(
    [
        Entry(Kind.ONE_WAY, ["hat"], {"nón": 0.9}),
        Entry(Kind.ONE_WAY, ["silk scarf"], {"khăn lụa": 0.9}),
        Entry(Kind.ONE_WAY, ["scarf"], {"khăn": 0.9}),
        Entry(Kind.ONE_WAY, ["red"], {"đỏ": 0.9}),
        Entry(Kind.TWO_WAY, ["đèn lồng", "lồng đèn"]),
        Entry(Kind.GENERAL, ["đặc sản"], {"bánh chưng": 0.9}),
        Entry(Kind.GENERAL, ["tea"], {"trà": 1.0}),
        Entry(Kind.OCCASION, ["tết"], {"bánh chưng": 1.0}, value="tet"),
        Entry(
            Kind.FILLER,
            ["the", "in", "for", "my", "with", "to", "of", "and", "something", "cho", "a", "mua"],
        ),
        Entry(
            Kind.DESCRIPTION,
            ["pointy", "farmer", "rice field", "long", "red", "lovely", "đẹp", "đặc sản", "to"],
        ),
        Entry(Kind.ELSEWHERE, ["persian", "hội an", "london", "sóc trăng"]),
        Entry(Kind.ABSENT, ["iphone", "for cat", "cho mèo", "máy"]),
    ]
)
NAMES = Names([("village", "chuong", "Làng Chuông"), ("producer", "an-nhien", "HTX An Nhiên")])


def stages(q: str) -> dict[str, Stage]:
    """By name, the first of each."""
    found = understand(q, "en", LEXICON, COUNTS, NAMES).plan.stages
    return {stage.name: stage for stage in reversed(found)}


def needed(stage: Stage) -> list[str]:
    """The first words of each slot that must be there."""
    return [" ".join(slot.alternatives[0].words) for slot in stage.slots if not slot.optional]


def test_descriptions_may_be_missing_and_raise_a_score() -> None:
    plain = stages("pointy hat")["plain"]

    assert needed(plain) == ["hat"]
    assert not plain.is_partial  # they say nothing that a good must have
    assert not plain.is_last_resort


def test_what_a_long_sentence_is_about_is_enough() -> None:
    core = stages("the pointy hat with tassels farmers wear in the rice fields")["core"]

    assert needed(core) == ["hat"]
    assert core.is_partial
    assert core.is_last_resort


def test_a_purpose_may_be_missing_in_vietnamese() -> None:
    assert needed(stages("đèn lồng tre cho quán chay")["core"]) == ["đèn lồng", "tre"]
    assert needed(stages("mua khăn lụa to cho sếp")["core"]) == ["khăn", "lụa"]


def test_a_colour_that_is_given_up_is_told() -> None:
    plain = stages("red scarf")["plain"]

    assert needed(plain) == ["scarf"]
    assert plain.is_partial


@pytest.mark.parametrize(
    "q",
    [
        "bluetooth hat speaker",  # the last noun is unknown
        "titanium scarf",  # an unknown material
        "bánh pía",
        "bánh sóc trăng",
        "persian scarf",
        "iphone scarf",
        "scarf for cats",
        "khăn cho mèo",
        "máy đèn lồng",
    ],
)
def test_what_the_shop_has_not_got_is_answered_by_nothing_less(q: str) -> None:
    assert not {"plain", "core"} & set(stages(q))


def test_a_place_that_goods_are_taken_to_does_not_count() -> None:
    assert needed(stages("silk scarf to take to london")["core"]) == ["silk scarf"]
    assert "core" not in stages("silk scarf from london")


def test_a_long_noun_phrase_needs_its_head_and_one_word_more() -> None:
    core = stages("tea sen silk scarf hat")["core"]
    head, either = (slot for slot in core.slots if not slot.optional)

    assert head.alternatives[0].words == ("hat",)
    assert {" ".join(phrase.words) for phrase in either.alternatives} >= {"tea", "silk scarf"}
    assert max(phrase.weight for phrase in either.alternatives) < 0.1  # scored by their own slots


def test_one_side_of_an_and_is_enough() -> None:
    core = stages("bowls and chopsticks")["core"]
    [either] = [slot for slot in core.slots if not slot.optional]

    assert {phrase.words for phrase in either.alternatives} >= {("bowls",), ("chopsticks",)}


def test_a_head_of_two_words_may_do_without_its_adjunct() -> None:
    assert needed(stages("đèn lồng lụa")["core"]) == ["đèn lồng"]
    assert "core" not in stages("khăn trúc")


def test_an_adjective_inside_a_phrase_does_not_part_it() -> None:
    assert needed(stages("silk long scarf")["plain"]) == ["silk scarf"]


def test_english_words_are_no_vietnamese_twins() -> None:
    own = stages("hat scarf")["folded"].slots[0].alternatives

    assert not any(phrase.bare and "title" in phrase.fields for phrase in own)  # not "hạt"
    loose = stages("non la")["folded"].slots[0].alternatives
    assert any(phrase.bare and "title" in phrase.fields for phrase in loose)


def test_sizes_and_counts_may_be_missing() -> None:
    assert needed(stages("mật ong 500 ml")["plain"]) == ["mật", "ong"]
    assert needed(stages("ấm chén cao 30cm")["plain"]) == ["ấm", "chén"]
    assert needed(stages("ấm chén 6 người")["plain"]) == ["ấm", "chén"]


def test_a_measure_word_may_be_missing() -> None:
    assert needed(stages("hũ trà sen cho sếp")["core"]) == ["trà", "sen"]


def test_what_a_place_or_a_maker_has() -> None:
    assert needed(stages("đặc sản làng Chuông")["plain"]) == ["làng chuông"]
    assert needed(stages("trà bưởi an nhiên")["core"]) == ["an nhiên"]


def test_beside_a_wish_or_a_limit_descriptions_ask_for_nothing() -> None:
    assert set(stages("lovely tết")) == {"intent"}
    assert not stages("something lovely under 100k")
    assert set(stages("lovely")) >= {"folded"}


def test_two_words_are_one_where_the_index_writes_one() -> None:
    assert needed(stages("embroidered table cloth")["folded"]) == ["embroidered", "tablecloth"]


def test_a_misspelt_word_of_the_lexicon_is_put_right() -> None:
    found = understand("silk scraf", "en", LEXICON, COUNTS, NAMES)

    assert found.did_you_mean == "silk scarf"


def test_related_goods_are_of_the_same_kind() -> None:
    related = understand("red silk scarf", "en", LEXICON, COUNTS, NAMES).plan.related

    assert {needed(stage)[0] for stage in related if stage.name == "kin"} == {"silk scarf", "scarf"}


@pytest.mark.parametrize(("word", "known"), [("nho", False), ("to", True), ("red", True)])
def test_a_role_needs_the_word_itself(word: str, known: bool) -> None:
    lexicon = Lexicon(
        [
            Entry(Kind.DESCRIPTION, ["nhỏ", "to", "red"]),
            Entry(Kind.ONE_WAY, ["nho"], {"mứt nho": 1.0}),
            Entry(Kind.ONE_WAY, ["tô"], {"bát": 1.0}),
        ]
    )
    sense = lexicon.sense((word,), is_bare=False)

    assert sense is not None
    assert bool(sense.roles) is known


def test_an_unknown_word_only_describes_in_a_long_sentence() -> None:
    long = stages("a herringbone silk scarf my aunt can wear to work")["core"]

    assert needed(long) == ["silk scarf"]
    assert "core" not in stages("herringbone silk scarf")
    assert "core" not in stages("a silk scarf holder my aunt can take to work")
