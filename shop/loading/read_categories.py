"""Categories, gift occasions, the one class of goods."""

from shop.loading import rows
from shop.loading.names import CALENDAR, SHOP, Names
from shop.loading.problems import Origin
from shop.loading.record import Record
from shop.loading.rows import Plan, Row

GOODS = "ocop"  # the product class: stock is counted and parcels are sent


def read_categories(names: Names) -> Plan:
    goods = {"slug": GOODS, "name": "OCOP", "track_stock": True, "requires_shipping": True}
    return {
        rows.CATEGORIES: [_category(r) for r in names.files.records(SHOP, "categories")],
        rows.OCCASIONS: _occasions(names),
        rows.CLASSES: [Row(GOODS, Origin(SHOP, GOODS), goods)],
    }


def _category(record: Record) -> Row:
    return Row(
        record.key,
        record.origin,
        {
            "slug": record.key,
            **record.columns("name", "name"),
            **record.columns("description", "description"),
        },
    )


def _occasions(names: Names) -> list[Row]:
    """The feasts in the order of the year, then the undated ones."""
    found: dict[str, Row] = {}
    for line in names.files.rows_of_csv(CALENDAR):
        values = {"slug": line["key"], "name": line["name_vi"], "name_en": line["name_en"]}
        found.setdefault(line["key"], Row(line["key"], Origin(CALENDAR, line["key"]), values))
    for record in names.files.records(SHOP, "undated_occasions"):
        values = {"slug": record.key, **record.columns("name", "name")}
        found[record.key] = Row(record.key, record.origin, values)
    for position, row in enumerate(found.values(), start=1):
        row.values["position"] = position
    return list(found.values())
