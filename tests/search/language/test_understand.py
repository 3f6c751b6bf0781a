"""What becomes of a query, in a small shop with a few words and names."""

import random
import string
import time
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.lexicon import Entry, Kind, Lexicon
from search.language.names import Names
from search.language.query import MOST_CHARACTERS
from search.language.understand import understand, understand_typing
from search.language.vocabulary import WordCounts
from search.plan import Limits, Phrase, Plan, Stage
from search.understanding import Understanding
from search.words import MAX_WORDS, bare_words_of, words_of

TEXTS = (
    "Bình hoa gốm Bát Tràng men lam", "Khăn lụa tơ tằm Vạn Phúc", "Silk scarf", "Trà sen Tây Hồ",
    "Bánh đậu xanh", "Bánh chưng", "Hộp quà Tết", "Ấm chén men rạn", "Nón lá làng Chuông",
    "Gạo nếp cái hoa vàng 500 g", "Tượng đồng", "Đèn lồng tre",
)  # fmt: skip
COUNTS = WordCounts(
    {word: 1 for text in TEXTS for word in words_of(text)},
    {word: 1 for text in TEXTS for word in bare_words_of(text)},
)
LEXICON = Lexicon(
    [
        Entry(Kind.TWO_WAY, ["nón", "mũ"], weight=0.5),
        Entry(Kind.TWO_WAY, ["cà phê", "cafe"]),
        Entry(Kind.ONE_WAY, ["silk"], {"lụa": 0.9}),
        Entry(Kind.GENERAL, ["đồ uống", "drink"], {"trà": 0.8}),
        Entry(Kind.RECIPIENT, ["mẹ", "cho mẹ", "mother"], {"khăn lụa": 1.0}, value="mother"),
        Entry(Kind.OCCASION, ["tết"], {"hộp quà": 1.0}, value="tet", price_min=1_000_000),
        Entry(Kind.GIFTABLE, ["quà", "gift"], {"hộp quà": 1.0}, value="gift", weight=0.1),
        Entry(Kind.FILLER, ["mua", "for my", "something", "to", "làng"]),
    ]
)
NAMES = Names(
    [
        ("village", "bat-trang", "Bát Tràng"),
        ("village", "van-phuc", "Làng lụa Vạn Phúc"),
        ("producer", "hong-ha", "HTX Gốm Hồng Hà"),
    ]
)


def reading(q: str) -> Understanding:
    return understand(q, "vi", LEXICON, COUNTS, NAMES)


def stage(q: str, name: str = "") -> Stage:
    plan = reading(q).plan
    return next(found for found in plan.stages if name in ("", found.name))


def asked(found: Stage) -> list[list[str]]:
    """The words of each slot that is needed."""
    return [
        list(dict.fromkeys(" ".join(phrase.words) for phrase in slot.alternatives))
        for slot in found.slots
        if not slot.optional
    ]


def test_marks_that_were_typed_are_meant_first() -> None:
    assert [found.name for found in reading("gốm").plan.stages[:2]] == ["strict", "folded"]
    assert reading("gom").plan.stages[0].name == "folded"
    assert asked(stage("gốm men"))[0][0] == "gốm"
    assert Phrase(("gom",), 0.8, bare=True) in stage("gom").slots[0].alternatives


def test_synonyms_stand_beside_the_word_with_their_weight() -> None:
    phrases = {p.words: p.weight for p in stage("mũ").slots[0].alternatives if not p.bare}

    assert phrases[("mũ",)] == 1.0
    assert phrases[("nón",)] == 0.5


def test_phrases_are_found_before_their_words() -> None:
    assert asked(stage("cà phê")) == [["cà phê", "cafe"]]
    assert len(asked(stage("ca phe"))) == 1


@pytest.mark.parametrize("q", ["gốm Bát Tràng", "gom bat trang", "gốm bat trnag", "gom battrang"])
def test_names_are_one_idea_however_they_are_typed(q: str) -> None:
    assert asked(stage(q))[1][0] == "bát tràng"
    assert [chip.value for chip in reading(q).spoken] == ["bat-trang"]


def test_the_form_of_a_firm_may_be_left_out() -> None:
    assert reading("gốm hồng hà").spoken[0].value == "hong-ha"
    assert reading("htx gom hong ha").spoken[0].kind == "producer"


def test_limits_become_chips_that_can_be_taken_back() -> None:
    found = reading("Trà sen 5 sao dưới 1 triệu")

    assert found.plan.limits == Limits(frozenset({5}), None, 1_000_000)
    assert [(chip.kind, chip.text, chip.without, chip.value) for chip in found.spoken] == [
        ("stars", "5 sao", "Trà sen dưới 1 triệu", "5"),
        ("price", "dưới 1 triệu", "Trà sen 5 sao", "-1000000"),
    ]
    assert [slot[0] for slot in asked(found.plan.stages[0])] == ["trà", "sen"]


def test_limits_alone_ask_for_everything_within_them() -> None:
    assert reading("4 sao trở lên").plan == Plan(limits=Limits(frozenset({4, 5})))


def test_fillers_ask_for_nothing() -> None:
    assert reading("mua something").plan == Plan()
    assert asked(stage("mua gốm")) == asked(stage("gốm"))


def test_signs_alone_find_nothing() -> None:
    assert reading("***").plan.stages == (Stage("nothing", (), needed=1),)
    assert reading("  ").plan == Plan()


def test_a_wish_alone_asks_for_what_it_stands_for() -> None:
    found = stage("quà cho mẹ")

    assert (found.name, found.needed) == ("intent", 1)
    assert asked(found) == [["cho mẹ", "cho me", "khăn lụa"]]
    assert found.slots[0].optional  # that it is a present says less than for whom


def test_a_wish_beside_goods_only_moves_them_up() -> None:
    assert [slot[0] for slot in asked(stage("trà cho mẹ"))] == ["trà"]
    assert [slot.optional for slot in stage("trà cho mẹ").slots] == [False, True]


def test_a_usual_price_is_a_hint_and_no_limit() -> None:
    plan = reading("quà tết").plan

    assert plan.limits == Limits()
    prices = {boost.value for boost in plan.boosts if boost.facet == "price"}
    assert prices == {"1000000-3000000", "3000000-"}


def test_a_foreign_word_stays_needed() -> None:
    found = stage("iphone 15")

    assert asked(found) == [["iphone", "iphone 15"], ["15", "iphone 15"]]
    assert not reading("iphone 15").did_you_mean


def test_words_of_purpose_need_not_be_found() -> None:
    assert len(asked(stage("silk to cool myself"))) == 1
    assert len(asked(stage("adapter to charge silk"))) == 3


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("gốm bat trnag", "gốm bát tràng"),
        ("bánh chưg", "bánh chưng"),
        ("sikl scarf", "silk scarf"),
        ("ddenf lồng", "đèn lồng"),
        ("gốm bát tràng", ""),
        ("gom bat trang", ""),
        ("iphone", ""),
    ],
)
def test_did_you_mean(q: str, expected: str) -> None:
    assert reading(q).did_you_mean == expected


def test_related_asks_for_half_and_for_nothing_foreign() -> None:
    [anywhere, some, *_kin] = reading("khăn lụa bluetooth").plan.related

    assert anywhere.needed == 2
    assert some.needed == 1
    assert reading("iphone").plan.related == ()


def test_an_unfinished_word_is_a_prefix() -> None:
    [typing, *_others] = understand_typing("khăn lu", "vi", LEXICON, COUNTS, NAMES)

    assert [phrase.prefix for phrase in typing.slots[-1].alternatives[:1]] == [True]
    assert typing.needed == 2


def variants(q: str) -> list[str]:
    old = {"oà": "òa", "oá": "óa", "uỷ": "ủy", "uý": "úy"}
    misplaced = q
    for new, before in old.items():
        misplaced = misplaced.replace(new, before)
    return [
        unicodedata.normalize("NFD", q),
        unicodedata.normalize("NFKD", q.upper()),
        misplaced,
        "  \u200b" + q.replace(" ", " \u00a0 ") + "\ufeff ",
        q.replace("đ", "ð").replace("Đ", "Ð"),
    ]


@pytest.mark.parametrize(
    "q",
    [
        "gốm Bát Tràng", "đèn lồng", "bánh đậu xanh dưới 100k", "trà sen 5 sao", "khăn hoà thuỷ",
        "quà tết cho mẹ", "Tượng đồng từ 1 triệu đến 2 triệu", "banh dau xanh", "chưg",
    ],
)  # fmt: skip
def test_typing_variants_are_understood_alike(q: str) -> None:
    expected = reading(q)
    for variant in variants(q):
        found = reading(variant)
        assert (found.plan, found.normalised) == (expected.plan, expected.normalised), variant
        assert [replace(chip, text="", without="") for chip in found.spoken] == [
            replace(chip, text="", without="") for chip in expected.spoken
        ]


def hostile(chance: random.Random) -> str:
    """Signs of query languages, broken letters, long words, half of a real query."""
    pieces = [
        *('"', "'", "*", "(", ")", "NEAR", "AND", "\\", "\x00", "\ud800", "%", "{title}:x", "😀"),
        *(
            "a" * 300,
            "1" * 200,
            "\u0301" * 50,
            "đ" * 40,
            "ﷺ",
            "٣ sao",
            "½",
            "-",
            "dưới",
            "từ 1 đến",
        ),
        *("gốm", "bát tràng", "5 sao", "quà tết", "500k-1tr", "\u202e", "<script>", "$" * 30),
    ]
    letters = "".join(chance.choices(string.printable, k=chance.randint(0, 30)))
    return chance.choice(["", " "]).join(
        [*chance.choices(pieces, k=chance.randint(0, 12)), letters]
    )


def test_a_thousand_hostile_texts_are_read_in_bounded_time() -> None:
    chance = random.Random(20261122)
    for _ in range(1000):
        q = hostile(chance)
        started = time.process_time()
        found = reading(q)
        understand_typing(q, "en", LEXICON, COUNTS, NAMES)
        assert time.process_time() - started < 1, q
        assert all(len(part.slots) <= MAX_WORDS + 1 for part in found.plan.stages)
        assert len(found.normalised) <= MOST_CHARACTERS * 18  # one letter may stand for 18


@given(st.text(max_size=120))
def test_any_text_is_understood_and_understood_again_alike(q: str) -> None:
    assert reading(q) == reading(q)


def test_malformed_entries_break_nothing() -> None:
    lexicon = Lexicon(
        [
            Entry(Kind.TWO_WAY, []),
            Entry(Kind.TWO_WAY, ["", "  ", "***"]),
            Entry(Kind.ONE_WAY, ["lụa"], {"": 1.0, "tơ": -3.0, "gấm": 9.0}),
        ]
    )

    sense = lexicon.sense(("lụa",), is_bare=False)
    assert sense is not None
    assert [(meaning.words, meaning.weight) for meaning in sense.means] == [(("gấm",), 1.0)]


@pytest.mark.parametrize(("q", "pair"), [("chà sen", ("trà", "sen")), ("sen chà", None)])
def test_a_short_word_is_respelt_where_a_name_has_it_beside_the_other(
    q: str, pair: tuple[str, str] | None
) -> None:
    written = {**COUNTS.written, "chả": 1}  # so that "chà" may be meant
    counts = WordCounts(written, {**COUNTS.bare, "cha": 1})
    stages = understand(q, "vi", LEXICON, counts, NAMES).plan.stages
    respelt = [found for found in stages if found.name == "respelt"]
    phrases = [p for found in respelt for slot in found.slots for p in slot.alternatives]

    assert all(found.is_last_resort for found in respelt)
    if pair is not None:
        assert pair in {p.words for p in phrases}
    assert ("trà",) not in {p.words for p in phrases}
