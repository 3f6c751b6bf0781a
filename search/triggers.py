"""Triggers of the database that note, in the same transaction, what the index must read again.

Whatever writes a watched row is heard: saves, QuerySet.update(), bulk loads, the dashboards'
actions, an order's conditional UPDATE, SQL by hand (ADR 0018). They are dropped before migrations
run, because a table that carries triggers cannot be altered freely, and made anew afterwards.
"""

from collections.abc import Iterator, Mapping
from hashlib import blake2b

from django.db.backends.base.base import BaseDatabaseWrapper

from search.models import Change
from search.watching import WATCHED, Watch

PREFIX = "search_note_"
NOTES = Change._meta.db_table

_SQLITE = """
CREATE TRIGGER "{name}" AFTER {event} ON "{table}" FOR EACH ROW {when} BEGIN {notes}; END
"""
_POSTGRESQL = """
CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $note$
BEGIN {notes}; RETURN NULL; END $note$;
CREATE TRIGGER "{name}" AFTER {event} ON "{table}" FOR EACH ROW {when} EXECUTE FUNCTION "{name}"()
"""
_EXISTING = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c "
    "ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid)",
}
_DROP = {
    "sqlite": 'DROP TRIGGER "{name}"',
    "postgresql": 'DROP FUNCTION "{name}"() CASCADE',
}


def install(connection: BaseDatabaseWrapper) -> bool:
    """Makes the triggers that are missing and drops those of older rules; whether it did any."""
    tables = set(connection.introspection.table_names())
    if NOTES not in tables:
        return False
    wanted = {
        name: sql
        for watch in WATCHED
        if watch.table in tables
        for name, sql in _triggers(watch, connection.vendor)
    }
    present = existing(connection)
    _drop(connection, [name for name in present if name not in wanted])
    missing = [sql for name, sql in wanted.items() if name not in present]
    with connection.cursor() as cursor:
        for sql in missing:
            cursor.execute(sql)
    return bool(missing)


def remove(connection: BaseDatabaseWrapper) -> None:
    _drop(connection, list(existing(connection)))


def existing(connection: BaseDatabaseWrapper) -> Mapping[str, str]:
    """Our triggers and the tables that carry them."""
    with connection.cursor() as cursor:
        cursor.execute(_EXISTING[connection.vendor])
        return {name: table for name, table in cursor.fetchall() if name.startswith(PREFIX)}


def _drop(connection: BaseDatabaseWrapper, names: list[str]) -> None:
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(_DROP[connection.vendor].format(name=name))


def _triggers(watch: Watch, vendor: str) -> Iterator[tuple[str, str]]:
    """Name and SQL of each. A name ends in a digest of its rule: another rule, another name."""
    differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    template = _SQLITE if vendor == "sqlite" else _POSTGRESQL
    for event in watch.events:
        when = ""
        if event == "update":
            changes = (
                f"{value.format(row='OLD')} {differs} {value.format(row='NEW')}"
                for value in watch.values()
            )
            when = f"WHEN ({' OR '.join(changes)})"
        rule = f"{event} {when} {_notes(watch, event)} {template}"
        digest = blake2b(rule.encode(), digest_size=3).hexdigest()
        name = f"{PREFIX}{watch.table.removeprefix('catalogue_')}_{event}_{digest}"
        yield (
            name,
            template.format(
                name=name,
                event=event.upper(),
                table=watch.table,
                when=when,
                notes=_notes(watch, event),
            ),
        )


def _notes(watch: Watch, event: str) -> str:
    """The row's subject; both when an update gives the row to another one."""
    rows = {"insert": ["NEW"], "delete": ["OLD"], "update": ["NEW", "OLD"]}[event]
    subjects = " UNION ".join(f"SELECT '{watch.kind}', {watch.key.format(row=row)}" for row in rows)
    return f'INSERT INTO "{NOTES}" (kind, "key") {subjects}'
