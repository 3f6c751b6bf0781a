"""What a query does not want: goods that mention it are left out, those that deny it stay."""

import pytest

from search.language.lexicon import Entry, Kind, Lexicon
from search.language.names import Names
from search.language.understand import understand
from search.language.vocabulary import WordCounts
from search.plan import Plan
from search.understanding import Understanding
from search.words import bare_words_of, words_of

TEXTS = ("Kẹo lạc", "Kẹo vừng", "Bánh trứng", "Khăn lụa", "Silk scarf", "Snack", "Nón lá", "Candy")
COUNTS = WordCounts(
    {word: 1 for text in TEXTS for word in words_of(text)},
    {word: 1 for text in TEXTS for word in bare_words_of(text)},
)
LEXICON = Lexicon(
    [
        Entry(Kind.TWO_WAY, ["lạc", "đậu phộng"], weight=0.95),
        Entry(Kind.ONE_WAY, ["peanut"], {"lạc": 0.9, "hạt": 0.4}),
        Entry(Kind.ONE_WAY, ["candy"], {"kẹo": 0.9}),
        Entry(Kind.ONE_WAY, ["chay"], {"rau": 1.0}),
        Entry(Kind.AVOIDS, ["chay", "vegetarian"], {"thịt": 1.0}),
        Entry(Kind.TRAIT, ["không có thịt", "cheap"], {"rau": 1.0}, value="meatless"),
        Entry(Kind.FILLER, ["not", "no", "and", "or", "i", "có", "bán", "but", "please", "with"]),
        Entry(Kind.DESCRIPTION, ["large"]),
    ]
)


def reading(q: str) -> Understanding:
    return understand(q, "en", LEXICON, COUNTS, Names())


def left_out(plan: Plan) -> set[str]:
    phrases = [phrase for exclusion in plan.excluded for phrase in exclusion.phrases]
    return {" ".join(phrase.words) for phrase in phrases}


def wanted(plan: Plan) -> list[str]:
    slots = plan.stages[0].slots if plan.stages else ()
    return [" ".join(slot.alternatives[0].words) for slot in slots if not slot.optional]


@pytest.mark.parametrize(
    "q",
    [
        "candy without peanuts",
        "candy, no peanuts",
        "candy but not with peanuts please",
        "peanut-free candy",
        "peanut free candy",
        "candy i am allergic to peanuts",
        "candy i can't eat peanuts",
        "candy, I don't like peanuts",
        "candy except peanuts",
    ],
)
def test_english_denials(q: str) -> None:
    plan = reading(q).plan

    assert {"peanut", "lạc"} <= left_out(plan)
    assert "hạt" not in left_out(plan)  # too far a meaning to leave goods out for
    assert wanted(plan)[0] == "candy"
    assert not any("peanut" in word for word in wanted(plan))


@pytest.mark.parametrize(
    "q",
    [
        "kẹo không lạc",
        "kẹo không có lạc",
        "kẹo trừ lạc",
        "kẹo cho người dị ứng lạc",
        "keo khong lac",
    ],
)
def test_vietnamese_denials(q: str) -> None:
    plan = reading(q).plan

    assert {"lạc", "đậu phộng"} & left_out(plan)
    assert wanted(plan)[0] in ("kẹo", "keo")


def test_several_things_may_be_denied() -> None:
    assert {"lạc", "trứng"} <= left_out(reading("bánh không lạc hoặc trứng").plan)


def test_goods_that_deny_it_themselves_stay() -> None:
    [exclusion] = reading("kẹo không lạc").plan.excluded
    spared = {" ".join(phrase.words) for phrase in exclusion.spared}

    assert {"không lạc", "không có lạc"} <= spared


def test_a_denial_is_a_chip_that_can_be_taken_back() -> None:
    [chip] = reading("candy without peanuts").spoken

    assert (chip.kind, chip.text, chip.without, chip.value) == (
        "without",
        "without peanuts",
        "candy",
        "peanuts",
    )
    assert reading("candy I can't eat peanuts").spoken[0].text == "can't eat peanuts"


@pytest.mark.parametrize("q", ["candy not too sweet", "snack not large", "candy not cheap"])
def test_a_quality_that_is_not_wanted_leaves_nothing_out(q: str) -> None:
    assert reading(q).plan.excluded == ()
    assert len(wanted(reading(q).plan)) == 1


def test_a_question_denies_nothing() -> None:
    plan = reading("có bán nón lá không").plan

    assert (plan.excluded, wanted(plan)) == ((), ["nón", "lá"])


def test_a_diet_asks_for_goods_only_where_nothing_else_does() -> None:
    assert wanted(reading("vegetarian snack").plan) == ["snack"]
    assert wanted(reading("chay").plan) == ["chay"]
    assert left_out(reading("vegetarian snack").plan) == {"thịt"}


def test_a_wish_without_meat_is_made_narrower_by_what_follows() -> None:
    assert "lợn" in left_out(reading("bánh không có thịt lợn").plan)
