"""Sources, provinces, communes, crafts, villages, venues, events, figures."""

from languages.text import slugify
from shop.loading import rows
from shop.loading.names import (
    CATALOGUE,
    COMMUNES_FILE,
    GENERAL,
    MAKER_STORIES,
    PROVINCES_FILE,
    VILLAGE_STORIES,
    Names,
)
from shop.loading.record import Record
from shop.loading.rows import Plan, Row
from sources.models import Source

HANOI = "01"
SOURCE_SECTIONS = (
    (CATALOGUE, "refs"),
    (VILLAGE_STORIES, "refs"),
    (MAKER_STORIES, "refs_new"),
)
VERIFIED_UNITS = ("mapped", "confirmed")


def read_places(names: Names) -> Plan:
    return {
        rows.SOURCES: _sources(names),
        rows.PROVINCES: _provinces(names),
        rows.COMMUNES: _communes(names),
        rows.CRAFTS: _crafts(names),
        rows.VILLAGES: _villages(names),
        rows.VENUES: _venues(names),
        rows.EVENTS: _events(names),
        rows.FIGURES: _figures(names),
    }


def _sources(names: Names) -> list[Row]:
    found: dict[str, Row] = {}
    dated = names.shop.value("published_of_source") or {}
    for file, section in SOURCE_SECTIONS:
        for record in names.files.keyed(file, section):
            if record.key in found:
                record.refuse("id", f"is a source of {found[record.key].origin.file} too")
            values = {
                "key": record.key,
                "title": record.text("title"),
                "url": record.text("url", optional=True),
                "level": record.text("level"),
                "published": record.text("date", optional=True) or dated.get(record.key, ""),
            }
            found[record.key] = Row(record.key, record.origin, values)
    general = {"key": GENERAL, "title": names.shop.text("general_source"), "url": ""}
    general |= {"level": str(Source.Level.GENERAL), "published": ""}
    return [*found.values(), Row(GENERAL, names.shop.origin, general)]


def _provinces(names: Names) -> list[Row]:
    records = names.files.records(PROVINCES_FILE, "provinces", id_field="code")
    return [
        Row(
            record.key,
            record.origin,
            {"code": record.key, "position": position, **record.columns("name", "name")},
        )
        for position, record in enumerate(records, start=1)
    ]


def _communes(names: Names) -> list[Row]:
    return [
        Row(
            record.key,
            record.origin,
            {
                "code": record.key,
                "name": record.text("name_vi"),
                "name_en": record.text("name_en"),
                "slug": record.text("slug"),
                "kind": record.text("type"),
                "latitude": record.number("lat"),
                "longitude": record.number("lon"),
            },
            {"province": HANOI},
        )
        for record in names.files.records(COMMUNES_FILE, "units", id_field="code")
    ]


def _crafts(names: Names) -> list[Row]:
    return [
        Row(
            record.key,
            record.origin,
            {
                "slug": record.key,
                **record.columns("name", "name"),
                **record.columns("description", "description"),
            },
            links={"sources": record.refs("sources", names.sources)},
        )
        for record in names.files.records(VILLAGE_STORIES, "crafts")
    ]


def _villages(names: Names) -> list[Row]:
    records = names.files.records(VILLAGE_STORIES, "stories", id_field="village")
    stories = {story.key: story for story in records}
    found = []
    for record in names.files.records(CATALOGUE, "villages"):
        if record.key in stories:
            found.append(_village(names, record, stories[record.key]))
        else:
            record.refuse("id", f"has no story in {VILLAGE_STORIES}")
    return found


def _village(names: Names, record: Record, story: Record) -> Row:
    """The catalogue's village with its story's craft; the story's `name_fix` corrects its name."""
    fixed, fixed_en = story.pair("name_fix", optional=True)
    vietnamese, english = record.pair("name")
    fact, fact_en = record.pair("fact")
    recognition, recognition_en = names.vietnamese(record, "recognition")
    unit_status = story.text("unit.status")
    return Row(
        record.key,
        record.origin,
        {
            "slug": record.key,
            "name": fixed or vietnamese,
            "name_en": fixed_en or english,
            **record.columns("craft_label", "craft"),
            "is_commune_verified": unit_status.startswith(VERIFIED_UNITS),
            "old_unit": record.text("old_unit"),
            "fact": names.plain(fact),
            "fact_en": names.plain(fact_en),
            "recognition": recognition,
            "recognition_en": recognition_en,
        },
        {
            "craft": story.ref("craft", names.crafts),
            "commune": record.ref("unit.code", names.communes),
        },
        {
            "sources": record.refs("refs", names.sources),
            "other_crafts": story.refs("craft_also", names.crafts),
        },
    )


def _venues(names: Names) -> list[Row]:
    return [_venue(names, record) for record in names.files.records(CATALOGUE, "venues")]


def _venue(names: Names, record: Record) -> Row:
    """Only an opening that a source dates in full makes a venue known to be open."""
    status, status_en = names.vietnamese(record, "status")
    opened = status_en.removeprefix("opened ")
    return Row(
        record.key,
        record.origin,
        {
            "slug": record.key,
            "kind": record.text("kind"),
            **record.columns("name", "name"),
            "address": record.text("place", optional=True),
            "status": status,
            "status_en": status_en,
            "is_known_open": status_en != opened and len(opened) == len("2024-03-23"),
        },
        {"commune": record.ref("unit.code", names.communes, optional=True)},
        {"sources": record.refs("refs", names.sources)},
    )


def _events(names: Names) -> list[Row]:
    found = []
    for record in names.files.records(CATALOGUE, "events"):
        start, end = record.day("start"), record.day("end")
        note, note_en = names.vietnamese(record, "note") if record.value("note") else ("", "")
        values = {
            "slug": slugify(record.key.removeprefix("ev-")),
            **record.columns("name", "name"),
            "starts_on": start.first if start else None,
            "ends_on": end.last if end else None,
            "note": note,
            "note_en": note_en,
        }
        links = {"sources": record.refs("refs", names.sources)}
        found.append(Row(record.key, record.origin, values, links=links))
    return found


def _figures(names: Names) -> list[Row]:
    """The stories' figures: all headlines of the catalogue, and what contradicts them."""
    records = names.files.records(VILLAGE_STORIES, "ocop_in_numbers")
    found = {
        record.key: _figure(names, record, position)
        for position, record in enumerate(records, start=1)
    }
    values = {record.key: record.value("value") for record in records}
    for headline in names.files.records(CATALOGUE, "headlines"):
        if values.get(headline.key) != headline.value("value"):
            headline.refuse("value", f"is not the value of {VILLAGE_STORIES}, ocop_in_numbers")
    return list(found.values())


def _figure(names: Names, record: Record, position: int) -> Row:
    value, value_en = _printed(names, record)
    as_of, as_of_en = names.vietnamese(record, "date")
    published, published_en = names.vietnamese(record, "published")
    contradictions, contradictions_en = record.pair("contradictions")
    return Row(
        record.key,
        record.origin,
        {
            "key": record.key,
            "value": value,
            "value_en": value_en,
            **record.columns("label", "label"),
            "as_of": as_of,
            "as_of_en": as_of_en,
            "published": published,
            "published_en": published_en,
            "contradictions": names.plain(contradictions),
            "contradictions_en": names.plain(contradictions_en),
            "position": position,
        },
        links={"sources": record.refs("sources", names.sources)},
    )


def _printed(names: Names, record: Record) -> tuple[str, str]:
    """A figure as each language writes it: 3.317 in Vietnamese, 3,317 in English."""
    value = record.value("value")
    if isinstance(value, str):
        return names.vietnamese(record, "value")
    if isinstance(value, dict):
        english = f"{record.number('value.min'):g}–{record.number('value.max'):g}"
    else:
        number = record.number("value")
        english = f"{int(number):,}" if number == int(number) else f"{number:g}"
    return english.translate(str.maketrans(",.", ".,")), english
