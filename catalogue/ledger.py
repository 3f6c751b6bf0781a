"""The ledger of a product: its facts, each with who states it."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.models import OcopGroup, Product
from languages.templatetags.languages import localized as marked

_FOOD = (OcopGroup.FOOD, OcopGroup.BEVERAGE, OcopGroup.MEDICINAL)


@dataclass(frozen=True)
class LedgerRow:
    label: str
    value: str
    url: str = ""
    stated_by: str = ""


def ledger(product: Product, *, is_sourced: bool) -> list[LedgerRow]:
    """`is_sourced` tells whether a published source names the product's facts."""
    rows = [*_origin(product), *_object(product, _stated_by(product, is_sourced))]
    return [row for row in rows if row.value]


def is_food(product: Product) -> bool:
    return product.ocop_group in _FOOD


def _stated_by(product: Product, is_sourced: bool) -> str:
    if product.is_demo:
        return _("Stated by the maker")
    return _("Named by the source") if is_sourced else _("Stated by the maker")


def _origin(product: Product) -> list[LedgerRow]:
    rows = []
    if product.village:
        url = product.village.get_absolute_url()
        rows.append(LedgerRow(_("Craft village"), marked(product.village, "name"), url))
    if product.producer:
        url = product.producer.get_absolute_url()
        rows.append(LedgerRow(_("Maker"), marked(product.producer, "name"), url))
    return rows


def artisan_row(name: str, honour: str) -> LedgerRow:
    return LedgerRow(_("Artisan"), f"{name}, {honour}" if honour else name)


def _object(product: Product, stated_by: str) -> list[LedgerRow]:
    def stated(label: str, field: str) -> LedgerRow:
        return LedgerRow(label, marked(product, field), stated_by=stated_by)

    # no source names a weight: only the maker's own listing does
    is_makers = not product.is_demo and stated_by == _("Stated by the maker")
    weight_by = stated_by if is_makers else _("Illustrative")
    rows = [
        stated(_("Materials"), "materials"),
        stated(_("Technique"), "technique"),
        stated(_("Size"), "dimensions"),
        stated(_("Net content"), "net_content"),
        LedgerRow(_("Sold by"), marked(product, "unit")),
        LedgerRow(_("Shipping weight"), _weight(product), stated_by=weight_by),
    ]
    if is_food(product):
        rows += [
            stated(_("Ingredients"), "ingredients"),
            stated(_("Allergens"), "allergens"),
            LedgerRow(_("Shelf life"), _shelf_life(product), stated_by=stated_by),
            stated(_("Storage"), "storage"),
        ]
    return rows


def _shelf_life(product: Product) -> str:
    days = product.shelf_life_days
    if not days:
        return ""
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


def _weight(product: Product) -> str:
    grams = product.weight_g
    if not grams:
        return ""
    if grams < 1000:
        return f"{grams} g"
    return f"{number_format(grams / 1000, decimal_pos=1 if grams % 1000 else 0)} kg"
