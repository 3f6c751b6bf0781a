"""Old names of Hanoi's units find the units of today."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from places.models import Commune
from places.old_units import find_communes, is_old_province, old_units

UNITS = json.loads(
    (Path(settings.BASE_DIR) / "data" / "hanoi_units_2025.json").read_text(encoding="utf-8")
)["units"]
COMMUNES = [Commune(code=unit["code"], name=unit["name_vi"]) for unit in UNITS]


def names(typed: str) -> list[str]:
    return [commune.name for commune in find_communes(typed, COMMUNES)]


def test_every_old_unit_leads_to_units_of_today() -> None:
    known = {commune.code for commune in COMMUNES}

    assert len(old_units()) == 527
    assert {code for unit in old_units() for code in unit.codes} == known


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Trúc Bạch", ["Phường Ba Đình"]),
        ("phuong truc bach", ["Phường Ba Đình"]),
        ("P. Trúc Bạch", ["Phường Ba Đình"]),
        ("Kim Lan", ["Xã Bát Tràng"]),
        ("Quảng An", ["Phường Hồng Hà", "Phường Tây Hồ"]),
        ("Bát Tràng", ["Xã Bát Tràng", "Xã Gia Lâm", "Phường Long Biên"]),
        ("Phùng Xá", ["Xã Tây Phương", "Xã Hồng Sơn"]),
        ("Phùng Xá, Mỹ Đức", ["Xã Hồng Sơn"]),
        ("Xã Phùng Xá (huyện Thạch Thất)", ["Xã Tây Phương"]),
        ("Hòa Bình", ["Xã Thường Tín"]),
        ("Đà Nẵng", []),
        ("", []),
        ("  ,  ", []),
        ("x" * 120, []),
    ],
)
def test_typed_name_finds_the_units_of_today(typed: str, found: list[str]) -> None:
    assert names(typed) == found


@pytest.mark.parametrize("typed", ["Quận Hoàn Kiếm", "q. hoan kiem"])
def test_old_district_finds_all_its_heirs(typed: str) -> None:
    found = names(typed)

    assert {"Phường Hoàn Kiếm", "Phường Cửa Nam", "Phường Hồng Hà"} <= set(found)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("typed", "first", "count"),
    [("Ba Vì", "Xã Ba Vì", 8), ("Gia Lâm", "Xã Gia Lâm", 6), ("Hà Đông", "Phường Hà Đông", 12)],
)
def test_bare_name_of_a_ward_and_a_district_offers_the_heirs_of_both(
    typed: str, first: str, count: int
) -> None:
    found = names(typed)

    assert (found[0], len(found)) == (first, count)
    assert names(f"Xã {typed}") == names(f"Phường {typed}") == [first]


@pytest.mark.parametrize(
    ("typed", "is_province"),
    [("Hà Tây", True), ("tỉnh Hà Tây", True), ("ha tay (cũ)", True), ("Hà Tây.", True),
     ("Thường Tín, Hà Tây", False), ("Tây Hồ", False), ("", False)],
)  # fmt: skip
def test_old_province_is_known_by_its_name(typed: str, is_province: bool) -> None:
    assert is_old_province(typed) is is_province


def test_old_province_behind_a_name_narrows_nothing_away() -> None:
    assert names("Kim Lan, Gia Lâm, Hà Tây") == ["Xã Bát Tràng"]
    assert "Xã Thường Tín" in names("Thường Tín, Hà Tây")
