"""Orders placed before there were parcels get one per maker."""

from typing import Any

from django.db import migrations

STATUS_BY_ORDER = {"SHIPPED": "handed_over", "COMPLETE": "delivered", "IN_PROGRESS": "accepted"}


def create_parcels(apps: Any, schema_editor: Any) -> None:
    Line = apps.get_model("order", "Line")
    Parcel = apps.get_model("order", "Parcel")
    parcels: dict[tuple[int, int | None], Any] = {}
    counts: dict[int, int] = {}
    for line in Line.objects.select_related("order").order_by("order_id", "pk"):
        key = (line.order_id, line.partner_id)
        arrives_on = line.arrives_on or line.order.date_placed.date()
        if key not in parcels:
            counts[line.order_id] = counts.get(line.order_id, 0) + 1
            parcels[key] = Parcel.objects.create(
                order_id=line.order_id,
                position=counts[line.order_id],
                producer_id=line.partner_id,
                maker_name=line.partner_name,
                maker_name_en=line.maker_name_en,
                status=STATUS_BY_ORDER.get(line.order.status, "pending"),
                arrives_on=arrives_on,
            )
        parcel = parcels[key]
        if arrives_on > parcel.arrives_on:
            parcel.arrives_on = arrives_on
            parcel.save(update_fields=["arrives_on"])
        Line.objects.filter(pk=line.pk).update(parcel=parcel)


class Migration(migrations.Migration):
    dependencies = [("order", "0023_parcels")]

    operations = [migrations.RunPython(create_parcels, migrations.RunPython.noop)]
