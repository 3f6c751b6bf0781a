"""Run by test_parcel_migration in a process of its own: its settings make a new, empty database,
and --nomigrations has no say there. Prints the parcels that 0024 makes of older orders as JSON."""

import json
from datetime import UTC, date, datetime
from typing import Any

import django
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("order", "0023_parcels")]
AFTER = [("order", "0024_parcels_of_older_orders")]


def write_orders(apps: Any) -> None:
    """Paid: two makers, one of them with two lines. Shipped: no day kept. Empty: no line."""
    Site, Partner = apps.get_model("sites", "Site"), apps.get_model("partner", "Partner")
    site = Site.objects.get_or_create(pk=1, defaults={"domain": "x", "name": "x"})[0]
    first, second = (
        Partner.objects.create(code=name, slug=name, name=name) for name in ("gom", "lua")
    )
    paid, shipped, _empty = (
        apps.get_model("order", "Order").objects.create(
            number=number,
            site=site,
            currency="VND",
            total_incl_tax=1,
            total_excl_tax=1,
            status=status,
            date_placed=datetime(2026, 11, 1, tzinfo=UTC),
            placed_at=datetime(2026, 11, 1, tzinfo=UTC),
            public_token=number,
        )
        for number, status in (("A", "PAID"), ("B", "SHIPPED"), ("C", "PAID"))
    )
    for order, maker, day in (
        (paid, second, 9),
        (paid, first, 7),
        (paid, second, 8),
        (shipped, first, None),
    ):
        apps.get_model("order", "Line").objects.create(
            order=order,
            partner=maker,
            partner_name=maker.name,
            maker_name_en=f"{maker.name} en",
            partner_sku="x",
            title="x",
            quantity=1,
            num_allocated=0,
            arrives_on=day and date(2026, 11, day),
            **dict.fromkeys(
                [
                    "line_price_incl_tax", "line_price_excl_tax",
                    "line_price_before_discounts_incl_tax", "line_price_before_discounts_excl_tax",
                ],
                1,
            ),
        )  # fmt: skip


def parcels(apps: Any) -> list[list[Any]]:
    made = apps.get_model("order", "Parcel").objects.order_by("order__number", "position")
    return [
        [
            parcel.order.number,
            parcel.position,
            parcel.producer.code,
            parcel.maker_name_en,
            parcel.status,
            str(parcel.arrives_on),
            parcel.lines.count(),
        ]
        for parcel in made
    ]


if __name__ == "__main__":
    django.setup()
    MigrationExecutor(connection).migrate(BEFORE)
    write_orders(MigrationExecutor(connection).loader.project_state(BEFORE).apps)
    MigrationExecutor(connection).migrate(AFTER)
    state = MigrationExecutor(connection).loader.project_state(AFTER)
    without = state.apps.get_model("order", "Line").objects.filter(parcel=None).count()
    print("PARCELS" + json.dumps([without, parcels(state.apps)]))  # noqa: T201  its answer
