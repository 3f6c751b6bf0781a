"""Which illustration a good gets."""

from typing import Any

import pytest

from catalogue import pictures
from catalogue.scenes import choose_scene, stand_ins
from shop.loading.pictures import give_pictures
from shop.loading.problems import Origin
from shop.loading.rows import Row

MANIFEST: dict[str, Any] = {
    "pictures": {
        "tea-set": {"keywords": ["am chen"]},
        "vase": {"keywords": ["binh"]},
        "bowl": {"keywords": ["bat", "bat com"]},
        "sauce": {"keywords": ["tuong", "tuong nep"]},
        "mooncake": {"keywords": ["banh nuong", "banh"]},
        "mooncake-green": {"keywords": ["banh nuong nhan com"]},
        "rice": {"keywords": ["com"]},
        "box": {"keywords": ["hop banh"]},
        "box-indigo": {"keywords": ["hop banh"]},
        "mooncake-green-close": {"keywords": [], "view": "close", "of": "mooncake-green"},
        "mooncake-green-scale": {"keywords": [], "view": "scale", "of": "mooncake-green"},
    },
    "crafts": {"ceramics": ["tea-set", "vase", "bowl"]},
    "categories": {
        "honey-sauce-spice": ["sauce"],
        "ceramics": ["vase"],
        "cakes-sweets": ["mooncake", "mooncake-green", "rice", "box", "box-indigo"],
        "gift-sets": ["box", "box-indigo"],
    },
}


@pytest.fixture(autouse=True)
def _manifest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "manifest", lambda: MANIFEST)
    monkeypatch.setattr("catalogue.scenes.manifest", lambda: MANIFEST)


@pytest.mark.parametrize(
    ("title", "craft", "category", "expected"),
    [
        ("Bộ ấm chén vẽ trúc", "ceramics", "ceramics", "tea-set"),
        ("Bộ sáu bát cơm", "ceramics", "ceramics", "bowl"),
        ("Tượng mục đồng", "", "metal-wood-music", ""),
        ("Tương nếp phơi chum", "", "metal-wood-music", "sauce"),
        ("Tranh thêu", "embroidery", "silk-textiles", ""),
        ("Mật ong", "", "honey-sauce-spice", "sauce"),
        ("Bình Cự Đà", "", "honey-sauce-spice", "sauce"),
    ],
)
def test_scene_is_one_of_the_goods_own_kind(
    title: str, craft: str, category: str, expected: str
) -> None:
    assert choose_scene(title, craft, category, 0) == expected


def goods(title: str, number: int, craft: str = "", category: str = "ceramics") -> Row:
    refs: dict[str, str | None] = {"producer": "maker", "craft": craft}
    return Row(
        f"good-{number}", Origin("test", "test"), {"title": title}, refs,
        {"categories": (category,)},
    )  # fmt: skip


def given(products: list[Row]) -> list[str]:
    give_pictures(products, {})
    return [row.values["picture_key"] for row in products]


def test_goods_of_a_category_take_turns() -> None:
    vases = [goods("Gốm men nâu", number, "ceramics") for number in range(4)]

    assert given(vases) == ["tea-set", "vase", "bowl", "tea-set"]


def test_goods_of_two_categories_take_turns_too() -> None:
    """An occasion's list shows a gift box beside the cakes."""
    boxes = [
        goods("Hộp bánh thập cẩm", number, category=category)
        for number, category in enumerate(("cakes-sweets", "gift-sets"))
    ]

    assert given(boxes) == ["box", "box-indigo"]


def test_punctuation_hides_no_keyword() -> None:
    assert choose_scene("Ấm, chén (tương nếp)", "", "metal-wood-music", 0) == "sauce"
    assert choose_scene("Bánh nướng nhân cốm, hộp", "", "cakes-sweets", 0) == "mooncake-green"


def test_only_the_same_thing_stands_in() -> None:
    """The cake from near and the wider kind of cake; neither its filling nor its size."""
    assert stand_ins("Bánh nướng nhân cốm", "", "cakes-sweets") == [
        "mooncake-green-close", "mooncake",
    ]  # fmt: skip
    cakes = [goods("Bánh nướng nhân cốm", n, category="cakes-sweets") for n in range(4)]
    assert given(cakes) == [
        "mooncake-green", "mooncake-green-close", "mooncake", "mooncake-green",
    ]  # fmt: skip


def test_a_visit_has_no_picture_of_goods() -> None:
    values = {"title": "Tham quan làng", "ocop_set": 26}
    visit = Row("visit", Origin("test", "test"), values, {}, {"categories": ("ceramics",)})
    give_pictures([visit], {})
    assert visit.values["picture_key"] == ""
