import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.language.amounts import ABOUT, DOLLAR, amounts_in, for_presents
from search.language.query import flat, shown


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("dưới 1 triệu", None, 1_000_000),
        ("duoi 1 trieu", None, 1_000_000),
        ("dưới một triệu", None, 1_000_000),
        ("không quá 500 nghìn", None, 500_000),
        ("dưới năm trăm nghìn", None, 500_000),
        ("ko quá 2tr", None, 2_000_000),
        ("hông quá 500k", None, 500_000),
        ("k hơn 300k", None, 300_000),
        ("đừng vượt quá 1tr", None, 1_000_000),
        ("chưa tới 200k", None, 200_000),
        ("not over 300k", None, 300_000),
        ("not exceeding 300k", None, 300_000),
        ("2 triệu trở xuống", None, 2_000_000),
        ("under 300k", None, 300_000),
        ("less than 1.5 million", None, 1_500_000),
        ("<200k", None, 200_000),
        ("under $20", None, 20 * DOLLAR),
        ("under 5 dollars", None, 5 * DOLLAR),
        ("trên 5 triệu", 5_000_000, None),
        ("từ 200k trở lên", 200_000, None),
        ("over 1 million", 1_000_000, None),
        ("từ 100k đến 200k", 100_000, 200_000),
        ("từ 200 đến 500k", 200_000, 500_000),
        ("500k-1tr", 500_000, 1_000_000),
        ("100.000 - 200.000", 100_000, 200_000),
        ("2tr5 – 3tr", 2_500_000, 3_000_000),
        ("between $10 and $20", 10 * DOLLAR, 20 * DOLLAR),
        ("khoảng 300k", 240_000, 360_000),
        ("tầm 1 triệu rưỡi", 1_200_000, 1_800_000),
        ("300.000đ", 240_000, 360_000),
        ("giá 500000", 400_000, 600_000),
    ],
)
def test_price_is_read(text: str, low: int | None, high: int | None) -> None:
    [amount] = amounts_in(flat(shown(text)))

    assert (amount.price_min, amount.price_max) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        *("cao 30 cm", "bộ 6 ly", "100g trà", "rượu 10 lít", "rượu 30 độ", "tranh 2m", "300000"),
        *("Bà Triệu", "từ 2 lạng", "hộp 20 cái", "dưới 30 độ", "1.234.567 sao sao", "36 phố"),
    ],
)
def test_a_size_is_no_price(text: str) -> None:
    assert not any(amount.is_price for amount in amounts_in(flat(shown(text))))


@pytest.mark.parametrize("words", ["quà tân gia", "qua tan gia", "quà quốc gia", "chuyên gia"])
def test_the_end_of_a_word_is_no_word_for_a_price(words: str) -> None:
    [amount] = amounts_in(flat(f"{words} dưới 1 triệu"))

    assert (amount.start, amount.price_max) == (len(words) + 1, 1_000_000)


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("sản phẩm 5 sao", {5}),
        ("5sao", {5}),
        ("năm sao", {5}),
        ("từ 3 sao trở lên", {3, 4, 5}),
        ("4 sao trở lên", {4, 5}),
        ("4-5 sao", {4, 5}),
        ("4 sao hoặc 5 sao", {4, 5}),
        ("five-star silk", {5}),
        ("at least 4 stars", {4, 5}),
        ("4 stars and up", {4, 5}),
        ("tiềm năng 5 sao", set()),
    ],
)
def test_stars_are_read(text: str, stars: set[int]) -> None:
    [amount] = amounts_in(flat(shown(text)))

    assert amount.stars == stars
    assert amount.is_candidate is not bool(stars)


@given(st.text(alphabet="0123456789 .,-$ktrđadnsoiuếừê%", max_size=60))
def test_amounts_never_overlap_and_lie_in_the_text(text: str) -> None:
    spot = 0
    for amount in amounts_in(flat(text)):
        assert spot <= amount.start < amount.end <= len(text)
        assert (amount.price_min or 0) <= (amount.price_max or 10**12)
        spot = amount.end


@given(st.integers(min_value=1, max_value=999))
def test_about_reaches_to_both_sides(thousands: int) -> None:
    [amount] = amounts_in(f"khoang {thousands}k")

    assert amount.price_min == round(thousands * 1000 * (1 - ABOUT))
    assert amount.price_max == round(thousands * 1000 * (1 + ABOUT))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("khoảng 300k", 180_000, 420_000),
        ("300k", 180_000, 420_000),
        ("dưới 300k", None, 300_000),
        ("từ 200k đến 300k", 200_000, 300_000),
    ],
)
def test_a_sum_for_a_present_leaves_more_room(text: str, low: int | None, high: int) -> None:
    [amount] = for_presents(amounts_in(flat(shown(text))))

    assert (amount.price_min, amount.price_max) == (low, high)
