"""Producers, the members of co-operatives, artisans."""

import re

from languages.text import slugify
from producers.models import Partner
from shop.loading import rows
from shop.loading.names import CATALOGUE, DEMO_GOODS, MAKER_STORIES, Names
from shop.loading.record import Record
from shop.loading.rows import Plan, Row

DEFAULT_LEAD_TIME = 2  # working days
# a commune or ward, and not the town ("thị xã") or district that is all some sources give
_COMMUNE = re.compile(r"(?<!thị )\b(xã|phường) ")
_ROLE = re.compile(r"\s*\([^)]*\)")
_STARS = re.compile(r"\b(\d|một|hai|ba|bốn|năm) sao\b|\bstars?\b", re.IGNORECASE)
_LABEL = re.compile(r"^\[(minh họa|demo)\] ", re.IGNORECASE)
_FORMS = {"demo": Partner.Form.SHOP}


def read_producers(names: Names) -> Plan:
    records = names.files.records(CATALOGUE, "producers")
    real = [_producer(names, r) for r in records if names.with_demo or not r.flag("demo")]
    makers = names.files.records(DEMO_GOODS, "makers") if names.with_demo else []
    producers = [*real, *(_maker(names, record) for record in makers)]
    _give_slugs(producers)
    return {
        rows.PRODUCERS: producers,
        rows.MEMBERS: [row for maker in makers for row in _members(maker)],
        rows.ARTISANS: [
            _artisan(names, record) for record in names.files.records(MAKER_STORIES, "artisans")
        ],
    }


def without_label(text: str) -> str:
    """The name without a leading [Minh họa]: pages show that label beside every demo record."""
    return _LABEL.sub("", text)


def _producer(names: Names, record: Record) -> Row:
    name, name_en = record.pair("name")
    fact, fact_en = _fact(names, record)
    is_demo = record.flag("demo")
    if not is_demo and not record.words("refs"):
        record.refuse("refs", "is empty: a real producer needs a source")
    form = record.text("form")
    return Row(
        record.key,
        record.origin,
        {
            "code": record.key,
            "name": without_label(name),
            "name_en": without_label(name_en),
            "form": str(_FORMS.get(form, form)),
            "person": _ROLE.sub("", record.text("person", optional=True)),
            "old_unit": record.text("old_unit", optional=True),
            "description": fact,
            "description_en": fact_en,
            "lead_time_days": DEFAULT_LEAD_TIME,
            "is_demo": is_demo,
        },
        {
            "village": record.ref("village", names.villages, optional=True),
            "commune": _commune(names, record),
        },
        {"sources": record.refs("refs", names.sources), "also_works_in": ()},
    )


def _fact(names: Names, record: Record) -> tuple[str, str]:
    """What is known of the maker. A star in it belongs to a product and ages, so it is marked."""
    vietnamese, english = record.pair("fact")
    if _STARS.search(vietnamese) or _STARS.search(english):
        remark, remark_en = names.shop.pair("star_remark")
        vietnamese, english = f"{vietnamese} {remark}", f"{english} {remark_en}"
    return names.plain(vietnamese), names.plain(english)


def _commune(names: Names, record: Record) -> str | None:
    """The new unit, where the old one was a commune and its successor is not in doubt."""
    is_mapped = record.text("unit_status") == "mapped-from-old-unit"
    if not is_mapped or not _COMMUNE.search(record.text("old_unit", optional=True)):
        return None
    return record.ref("unit.code", names.communes)


def _maker(names: Names, record: Record) -> Row:
    must_be_demo(record)
    return Row(
        record.key,
        record.origin,
        {
            "code": record.key,
            **record.columns("name", "name"),
            "form": record.text("form"),
            "person": "",
            "old_unit": "",
            **record.columns("description", "description"),
            "lead_time_days": record.whole("lead_time_days"),
            "is_demo": True,
        },
        {"village": record.ref("village", names.villages), "commune": None},
        {"also_works_in": record.refs("also_works_in", names.villages), "sources": ()},
    )


def must_be_demo(record: Record) -> None:
    if record.value("demo") is not True:
        record.refuse("demo", "is not true: everything in this file is invented")


def _members(maker: Record) -> list[Row]:
    return [
        Row(part.key, part.origin, {"name": part.text("name")}, {"producer": maker.key})
        for part in maker.parts("members")
    ]


def _artisan(names: Names, record: Record) -> Row:
    return Row(
        record.key,
        record.origin,
        {
            "slug": slugify(record.text("name")),
            "name": record.text("name"),
            **record.columns("honour", "honour", optional=True),
            **record.columns("craft_label", "craft"),
            **record.columns("sentence", "sentence"),
        },
        {
            "village": record.ref("village", names.villages, optional=True),
            "producer": record.ref("producer", names.producers, optional=True),
        },
        {"sources": record.refs("sources", names.sources)},
    )


def _give_slugs(producers: list[Row]) -> None:
    """The slugs of their names; a second producer of the same name gets -2."""
    taken: set[str] = set()
    for row in producers:
        base = slugify(row.values["name"])[:110] or row.key
        slug, number = base, 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        row.values["slug"] = slug
