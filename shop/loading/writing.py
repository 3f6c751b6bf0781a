"""Brings the tables to the state of the rows, in a few statements a table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from treebeard.mp_tree import MP_Node

from shop.loading.rows import Plan, Row, Table, complete

BATCH = 500


@dataclass
class Report:
    """What a table gained, what changed in it and what left it."""

    table: Table
    created: int = 0
    changed: int = 0
    removed: int = 0
    total: int = 0

    @property
    def is_quiet(self) -> bool:
        return not (self.created or self.changed or self.removed)


@dataclass
class Writer:
    """Writes a plan table by table and remembers the primary keys that later rows name."""

    progress: Callable[[int], object]
    keys: dict[type[models.Model], dict[str, Any]] = field(default_factory=dict)

    def write(self, plan: Plan) -> list[Report]:
        return [self._write_table(table, rows) for table, rows in plan.items()]

    def _write_table(self, table: Table, rows: list[Row]) -> Report:
        report = Report(table, total=len(rows))
        wanted = [(row, self._columns(table, row)) for row in rows]
        existing = _existing(table, [columns for _, columns in wanted])
        new, changed = [], []
        kept = self.keys.setdefault(table.model, {})
        for row, columns in wanted:
            found = existing.pop(_identity(table, columns), None)
            if found is None:
                new.append((row, table.model(**columns), columns))
            elif updates := _updates(table, found, columns):
                changed.append((found, updates))
            if found is not None:
                kept[row.key] = found.pk
            self.progress(1)
        _create(table, [(instance, columns) for _, instance, columns in new])
        kept.update({row.key: instance.pk for row, instance, _ in new})
        _update(table, changed)
        report.created, report.changed = len(new), len(changed)
        if table.is_pruned:
            report.removed = _remove(table, existing.values())
        report.changed += self._write_links(table, rows, {row.key for row, _, _ in new})
        return report

    def _columns(self, table: Table, row: Row) -> dict[str, Any]:
        """The row's columns by attribute name, foreign keys resolved."""
        columns = dict(row.values)
        for name, key in row.refs.items():
            target = self.keys[table.column(name).related_model]
            columns[f"{name}_id"] = None if key is None else target[key]
        return columns

    def _write_links(self, table: Table, rows: list[Row], new: set[str]) -> int:
        """Brings the many-to-many links up to date; the number of old rows whose links changed."""
        changed: set[str] = set()
        names = {name: None for row in rows for name in row.links}
        for name in names:
            changed |= self._write_relation(table, name, [r for r in rows if name in r.links])
        return len(changed - new)

    def _write_relation(self, table: Table, name: str, rows: list[Row]) -> set[str]:
        relation = table.column(name)
        through = relation.remote_field.through._default_manager
        source, target = (
            f"{relation.m2m_field_name()}_id",
            f"{relation.m2m_reverse_field_name()}_id",
        )
        owners = {self.keys[table.model][row.key]: row for row in rows}
        others = self.keys[relation.related_model]
        wanted = {(pk, others[key]) for pk, row in owners.items() for key in row.links[name]}
        present = {
            (getattr(link, source), getattr(link, target)): link.pk
            for link in through.filter(**{f"{source}__in": list(owners)})
        }
        missing = sorted(wanted - present.keys())
        extra = present.keys() - wanted
        through.bulk_create(
            [through.model(**{source: left, target: right}) for left, right in missing],
            batch_size=BATCH,
        )
        through.filter(pk__in=[present[pair] for pair in extra]).delete()
        return {owners[left].key for left, _ in {*missing, *extra}}


def _identity(table: Table, columns: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(columns[column] for column in table.identity)


def _existing(table: Table, wanted: list[dict[str, Any]]) -> dict[tuple[Any, ...], models.Model]:
    """The rows that may be the wanted ones: same first identity column."""
    first = table.identity[0]
    values = {columns[first] for columns in wanted}
    found = table.model._default_manager.filter(**{f"{first}__in": values})
    return {tuple(getattr(row, column) for column in table.identity): row for row in found}


def _updates(table: Table, found: models.Model, columns: dict[str, Any]) -> dict[str, Any]:
    return {
        column: value
        for column, value in columns.items()
        if column not in table.create_only and getattr(found, column) != value
    }


def _create(table: Table, new: list[tuple[models.Model, dict[str, Any]]]) -> None:
    instances = [instance for instance, _ in new]
    for instance in instances:
        complete(instance)
    manager: Any = table.model._default_manager
    if issubclass(table.model, MP_Node):
        for instance in instances:
            manager.add_root(instance=instance)
        return
    manager.bulk_create(instances, batch_size=BATCH)
    _restore_dates(table, new)


def _restore_dates(table: Table, new: list[tuple[models.Model, dict[str, Any]]]) -> None:
    """auto_now_add wrote this moment over the days that the rows carry."""
    dated = [
        column.name
        for column in table.model._meta.concrete_fields
        if getattr(column, "auto_now_add", False) and any(column.name in c for _, c in new)
    ]
    for instance, columns in new:
        for name in dated:
            setattr(instance, name, columns[name])
    if dated:
        instances = [instance for instance, _ in new]
        table.model._default_manager.bulk_update(instances, dated, batch_size=BATCH)


def _update(table: Table, changed: list[tuple[models.Model, dict[str, Any]]]) -> None:
    columns: dict[str, None] = {}
    for instance, updates in changed:
        for column, value in updates.items():
            setattr(instance, column, value)
            columns[column] = None
    if changed:
        instances = [instance for instance, _ in changed]
        names = [_field_name(table.model, column) for column in columns]
        table.model._default_manager.bulk_update(instances, names, batch_size=BATCH)


def _field_name(model: type[models.Model], column: str) -> str:
    """bulk_update wants the field's name, not its `_id` attribute."""
    return next(f.name for f in model._meta.concrete_fields if column in (f.name, f.attname))


def _remove(table: Table, leftovers: Iterable[models.Model]) -> int:
    primary_keys = [row.pk for row in leftovers]
    table.model._default_manager.filter(pk__in=primary_keys).delete()
    return len(primary_keys)
