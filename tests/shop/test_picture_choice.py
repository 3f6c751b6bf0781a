"""Which illustration a good gets."""

from typing import Any

import pytest

from catalogue import pictures
from catalogue.pictures import choose_scene
from shop.loading.pictures import give_pictures
from shop.loading.problems import Origin
from shop.loading.rows import Row

MANIFEST: dict[str, Any] = {
    "pictures": {
        "tea-set": {"keywords": ["am chen"]},
        "vase": {"keywords": ["binh"]},
        "bowl": {"keywords": ["bat", "bat com"]},
        "sauce": {"keywords": ["tuong", "tuong nep"]},
    },
    "crafts": {"ceramics": ["tea-set", "vase", "bowl"]},
    "categories": {"honey-sauce-spice": ["sauce"], "ceramics": ["vase"]},
}


@pytest.fixture(autouse=True)
def _manifest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "manifest", lambda: MANIFEST)
    monkeypatch.setattr("shop.loading.pictures.manifest", lambda: MANIFEST)


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


def test_neighbouring_goods_of_a_maker_differ() -> None:
    origin = Origin("test", "test")
    products = [
        Row(
            f"good-{number}",
            origin,
            {"title": "Gốm men nâu"},
            {"producer": "maker", "craft": "ceramics"},
            {"categories": ("ceramics",)},
        )
        for number in range(4)
    ]
    give_pictures(products, {})
    keys = [row.values["picture_key"] for row in products]
    assert keys == ["tea-set", "vase", "bowl", "tea-set"]


def test_a_visit_has_no_picture_of_goods() -> None:
    values = {"title": "Tham quan làng", "ocop_set": 26}
    visit = Row("visit", Origin("test", "test"), values, {}, {"categories": ("ceramics",)})
    give_pictures([visit], {})
    assert visit.values["picture_key"] == ""
