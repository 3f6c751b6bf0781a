"""What becomes of a query that looks for a present, by the kind of words it has."""

import pytest

from search.language.lexicon import Entry, Kind, Lexicon
from search.language.names import Names
from search.language.understand import understand
from search.language.vocabulary import WordCounts
from search.lexicon import entries_of
from search.plan import Boost, Limits, Plan, Stage
from search.seed import seed_rows
from search.words import bare_words_of, words_of

TEXTS = ("Khăn lụa", "Ấm chén", "Bình hoa gốm", "Rượu nếp", "Cốc sứ", "Hộp quà Tết", "Tượng đồng")
COUNTS = WordCounts(
    {word: 1 for text in TEXTS for word in words_of(text)},
    {word: 1 for text in TEXTS for word in bare_words_of(text)},
)
LEXICON = Lexicon(
    [
        Entry(Kind.RECIPIENT, ["mẹ", "cho mẹ", "mother"], {"khăn lụa": 1.0}, value="mother"),
        Entry(Kind.RECIPIENT, ["bạn", "tặng bạn"], {"cốc sứ": 1.0}, weight=0.7, value="friend"),
        Entry(Kind.RECIPIENT, ["bạn gái"], {"khăn lụa": 0.9}, value="girlfriend"),
        Entry(Kind.RECIPIENT, ["hay nhậu"], {"rượu": 1.0}, weight=1.0, value="drinker"),
        Entry(Kind.RECIPIENT, ["loves cooking"], {"cốc sứ": 0.5}, weight=1.0, value="cook"),
        Entry(Kind.RECIPIENT, ["mẹ bạn gái"], {"ấm chén": 1.0}, value="parents-in-law"),
        Entry(Kind.GENERAL, ["mất ngủ"], {"gối": 1.0}),
        Entry(Kind.GENERAL, ["đau chân"], {"ngâm chân": 1.0}),
        Entry(Kind.ELSEWHERE, ["sài gòn", "london"]),
        Entry(Kind.OCCASION, ["tân gia"], {"bình hoa": 1.0}, weight=1.0, value="housewarming"),
        Entry(Kind.OCCASION, ["tết", "tết dương"], {"hộp quà": 1.0}, value="tet"),
        Entry(Kind.BUDGET, ["sang trọng"], {"tượng đồng": 1.0}, 0.5, "luxury", price_min=1_500_000),
        Entry(Kind.GIFTABLE, ["quà", "tặng", "gift"], {"ấm chén": 1.0}, weight=0.1, value="gift"),
        Entry(Kind.TWO_WAY, ["hộp quà", "gift box"]),
        Entry(Kind.TRAIT, ["cay"], {"ớt": 1.0}, value="spicy"),
        Entry(Kind.FILLER, ["cho", "for", "mua gì", "who loves", "nhân dịp", "my", "a"]),
    ]
)


def plan(q: str) -> Plan:
    return understand(q, "vi", LEXICON, COUNTS, Names([])).plan


def wanted(stage: Stage) -> set[str]:
    """The last, and so the best known, thing that each slot is met by that a good must have."""
    return {" ".join(s.alternatives[-1].words) for s in stage.slots if not s.optional}


def names(q: str) -> list[str]:
    return [stage.name for stage in plan(q).stages]


@pytest.mark.parametrize(
    ("q", "goods"),
    [
        ("tân gia tặng bạn", {"bình hoa"}),  # the event says what, not the friend
        ("quà cho mẹ hay nhậu", {"rượu"}),  # a taste before the person
        ("quà tết cho mẹ", {"hộp quà", "khăn lụa"}),  # equals both
        ("quà sang trọng cho mẹ", {"khăn lụa"}),
        ("quà", {"ấm chén"}),
    ],
)
def test_the_heaviest_wishes_say_which_goods(q: str, goods: set[str]) -> None:
    first = plan(q).stages[0]

    assert (first.name, wanted(first), first.needed) == ("intent", goods, 1)


def test_lighter_wishes_order_what_the_heavier_ones_find() -> None:
    weights = {
        phrase.words: phrase.weight
        for slot in plan("tân gia tặng bạn").stages[0].slots
        for phrase in slot.alternatives
    }

    assert weights["bình", "hoa"] == 1.0
    assert 0 < weights["cốc", "sứ"] < 0.5


def test_presents_for_anyone_fill_a_short_list() -> None:
    stages = plan("quà tân gia cho bạn").stages

    assert [stage.name for stage in stages] == ["intent", "wishes", "presents"]
    assert [wanted(stage) for stage in stages[1:]] == [{"bình hoa", "cốc sứ"}, {"ấm chén"}]
    assert stages[0].fills_to < stages[1].fills_to == stages[2].fills_to


def test_who_only_says_what_a_good_is_like_gets_no_presents() -> None:
    assert names("cay") == ["intent"]


def test_presents_that_use_the_budget_come_first_and_nearby_prices_are_shown_apart() -> None:
    found = plan("quà cho mẹ từ 300k đến 600k")

    assert found.limits == Limits(price_min=300_000, price_max=600_000)
    assert found.nearby == Limits(price_min=200_000, price_max=900_000)
    assert found.related == found.stages
    assert Boost("price", "300000-", 1.1) in found.boosts
    assert plan("quà cho mẹ").nearby is None


def test_a_sum_leaves_more_room_for_a_present_than_for_a_good_and_the_chip_says_so() -> None:
    spoken = understand("quà cho mẹ khoảng 500k", "vi", LEXICON, COUNTS, Names([])).spoken

    assert plan("quà cho mẹ khoảng 500k").limits == Limits(price_min=300_000, price_max=700_000)
    assert plan("khăn lụa khoảng 500k").limits == Limits(price_min=400_000, price_max=600_000)
    assert "300000-700000" in {part.value for part in spoken}


def test_goods_near_a_sum_are_shown_apart() -> None:
    found = plan("khăn lụa khoảng 300k")

    assert found.nearby == Limits(price_min=160_000, price_max=540_000)
    assert found.related[: len(found.stages)] == found.stages


def test_goods_that_were_named_keep_to_the_limits() -> None:
    assert plan("khăn lụa cho mẹ dưới 300k").nearby is None


def test_a_word_for_the_price_weighs_more_than_a_usual_price() -> None:
    assert Boost("price", "3000000-", 1.3) in plan("quà sang trọng").boosts


@pytest.mark.parametrize(
    "q",
    [
        "quà cho thợ điện",  # an unknown person
        "quà cho mẹ thích câu cá",  # what the person is like
        "quà tặng mẹ sắp về hưu",
        "lương đầu tháng mua gì cho mẹ",  # the query asks what
        "quà cho mẹ năm con rồng",  # behind the person
        "hộp quà cho mẹ",  # how it is packed
        "gift box for mother",
        "gift for my plumber",
        "gift for a cheerful plumber",
    ],
)
def test_what_is_said_of_the_person_is_done_without(q: str) -> None:
    assert "intent" in names(q)


@pytest.mark.parametrize(
    "q",
    [
        "quà là nồi chiên",
        "nồi chiên cho mẹ",
        "tặng mẹ máy sấy",
        "quà pha lê",
        "quà tết nhân sâm",
        "toaster for mother",
    ],
)
def test_a_good_that_nobody_knows_is_no_wish(q: str) -> None:
    assert "intent" not in names(q)
    assert "presents" not in names(q)


def test_words_about_a_person_are_asked_for_first_and_together() -> None:
    first = plan("quà cho mẹ thích gốm đồng").stages[0]

    assert (first.name, wanted(first)) == ("strict", {"gốm đồng"})


@pytest.mark.parametrize("q", ["quà cho mẹ hay mất ngủ đau chân", "tặng mẹ mất ngủ hoặc đau chân"])
def test_what_suits_one_thing_that_was_said_of_a_person_comes_before_what_suits_the_person(
    q: str,
) -> None:
    stages = {stage.name: stage for stage in plan(q).stages}
    told = stages["told"]
    [needed] = [slot for slot in told.slots if not slot.optional]

    assert list(stages).index("told") < list(stages).index("intent")
    assert {("gối",), ("ngâm", "chân")} <= {phrase.words for phrase in needed.alternatives}


@pytest.mark.parametrize(
    "q", ["quà cho mẹ trong Sài Gòn", "quà cho mẹ ở Sài Gòn", "gift for my mother living in London"]
)
def test_where_a_person_lives_is_not_where_goods_come_from(q: str) -> None:
    assert names(q)[0] == "intent"


@pytest.mark.parametrize("q", ["lụa Sài Gòn cho mẹ", "quà Sài Gòn"])
def test_goods_of_elsewhere_are_still_asked_for(q: str) -> None:
    assert "intent" not in names(q)


@pytest.mark.parametrize(
    ("q", "values"),
    [
        ("tặng bạn gái", ["gift", "girlfriend"]),  # not a friend and "gái"
        ("tặng bạn", ["friend"]),
        ("tặng mẹ bạn gái", ["gift", "parents-in-law"]),  # not a mother and a girlfriend
        ("gift for my mother who loves cooking", ["gift", "mother", "cook"]),
        ("quà cho mẹ nhân dịp tết dương", ["gift", "mother", "tet"]),
    ],
)
def test_a_wish_is_not_cut_by_a_shorter_one_before_it(q: str, values: list[str]) -> None:
    spoken = understand(q, "vi", LEXICON, COUNTS, Names([])).spoken

    assert [part.value for part in spoken] == values


SEED = seed_rows()
SEEDED = Lexicon(entries_of(SEED))
PRESENTS = ("recipient", "occasion", "giftable")


@pytest.mark.parametrize("kind", [*PRESENTS, "trait", "budget"])
def test_every_wish_of_the_shop_is_understood_alone(kind: str) -> None:
    nothing = WordCounts({}, {})
    for row in SEED:
        if row.kind != kind:
            continue
        for words in row.words.split("\n")[::12]:
            found = understand(words, "vi", SEEDED, nothing, Names([]))
            assert found.plan.stages[0].name == "intent", words
            assert row.value in {part.value for part in found.spoken}, words
            assert ("presents" in {stage.name for stage in found.plan.stages}) == (
                kind in PRESENTS
            ), words


def test_what_is_given_to_anyone_is_in_every_department() -> None:
    assert SEEDED.presents is not None
    kinds = {" ".join(meaning.words) for meaning in SEEDED.presents.means}

    assert {"gốm sứ", "sơn mài", "mây tre đan", "bánh kẹo", "trà sen", "khăn lụa"} <= kinds
    assert len(kinds) <= 90  # all of them are asked for at once
