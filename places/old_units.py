"""Hanoi's wards, communes and districts before July 2025, and the units of today.

The table is data/old_units.yaml. Old to new is many-to-many: a name finds every heir.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import yaml
from django.conf import settings

from languages.text import fold
from places.models import Commune

_KIND = re.compile(r"^((phuong|xa|thi tran|quan|huyen|thi xa)\s+|(p|x|q|h|tt)\.\s*)")
# "Quận Hoàn Kiếm" is a district; a bare "Hoàn Kiếm" may be the ward or the district, whose heirs
# then follow: to take the ward alone would send parcels of the other eleven there
_DISTRICT = re.compile(r"^((quan|huyen|thi xa)\s+|(q|h)\.\s*)")


@dataclass(frozen=True)
class OldUnit:
    name: str
    district: str
    codes: tuple[str, ...]  # Commune.code


@cache
def old_units() -> tuple[OldUnit, ...]:
    text = (settings.BASE_DIR / "data" / "old_units.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table = yaml.load(text, Loader=loader)  # noqa: S506  a safe loader
    return tuple(
        OldUnit(name, district, tuple(codes))
        for name, district, codes in [*table["units"], *table["earlier"]]
    )


def find_communes(typed: str, communes: Iterable[Commune]) -> list[Commune]:
    """Today's units that a typed name can mean, new or old, with or without diacritics; the unit
    that bears the name first. "Phùng Xá, Mỹ Đức" narrows by the old district."""
    parts = [part for part in re.split(r"[,(–-]", fold(typed).rstrip(")")) if part.strip()]
    if not parts:
        return []
    wanted, districts = parts[0].strip(), {_bare(part) for part in parts[1:]}
    name = _bare(wanted)
    by_code = {commune.code: commune for commune in communes}
    is_district = bool(_DISTRICT.match(wanted))
    may_be_district = is_district or not (_KIND.match(wanted) or districts)
    codes: list[str] = []
    if not is_district:
        codes += [code for code, commune in by_code.items() if _bare(fold(commune.name)) == name]
        codes += _heirs(name, districts)
    if may_be_district or not codes:
        codes += [
            code
            for unit in old_units()
            if _bare(fold(unit.district)) == name
            for code in unit.codes
        ]
    return [by_code[code] for code in dict.fromkeys(codes) if code in by_code]


def is_old_province(typed: str) -> bool:
    """Whether all that was typed is Hà Tây, which Hanoi took in on 1 August 2008."""
    return bool(re.fullmatch(r"\W*(tinh\s+)?ha tay\W*(cu\W*)?", fold(typed)))


def _heirs(name: str, districts: set[str]) -> list[str]:
    """Codes of the units that took an old unit's land."""
    named = [unit for unit in old_units() if _bare(fold(unit.name)) == name]
    inside = [unit for unit in named if _bare(fold(unit.district)) in districts]
    return [code for unit in inside or named for code in unit.codes]


def _bare(folded: str) -> str:
    return _KIND.sub("", folded.strip()).strip()
