"""Prices that came with the catalogue are illustrative; those that makers wrote are their own."""

from typing import Any

from django.db import migrations, models


def mark_catalogue_prices(apps: Any, schema_editor: Any) -> None:
    records = apps.get_model("partner", "StockRecord").objects
    records.exclude(partner_sku__startswith="listing-").update(is_price_illustrative=True)


class Migration(migrations.Migration):
    dependencies = [("partner", "0009_stock_changes")]

    operations = [
        migrations.AddField(
            model_name="stockrecord",
            name="is_price_illustrative",
            field=models.BooleanField(
                default=False,
                help_text="The maker has not set it; the product's page says so.",
                verbose_name="illustrative price",
            ),
        ),
        migrations.RunPython(mark_catalogue_prices, migrations.RunPython.noop),
    ]
