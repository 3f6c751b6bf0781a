"""Names of facet values. The slugs of every facet are read in one query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, Model, Value
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from catalogue.models import Category, Occasion, OcopGroup
from languages.money import format_dong
from places.models import Craft, Village
from producers.models import Partner

MODELS: dict[str, type[Model]] = {
    "village": Village,
    "craft": Craft,
    "category": Category,
    "producer": Partner,
    "occasion": Occasion,
}
TITLES = {
    "stars": _("OCOP rating"),
    "reported": _("Rating reported by a source"),
    "village": _("Craft village"),
    "craft": _("Craft"),
    "group": _("Product group"),
    "category": _("Category"),
    "producer": _("Maker"),
    "occasion": _("Occasion"),
    "price": _("Price"),
    "giftable": _("Gift wrapping"),
    "in_stock": _("Availability"),
}


@dataclass(frozen=True, slots=True)
class Label:
    text: str
    is_vietnamese: bool = False  # on an English page, for want of an English name


class Labels:
    """Reads the names of the slugs it is given at once; `find` answers from memory."""

    def __init__(self, wanted: Mapping[str, Iterable[str]]) -> None:
        self._names: dict[tuple[str, str], Label] = {}
        queries = [
            _names_query(facet, model, slugs)
            for facet, model in MODELS.items()
            if (slugs := list(wanted.get(facet, ())))
        ]
        if not queries:
            return
        english = not (get_language() or "vi").startswith("vi")
        first, *others = queries
        for facet, slug, name, name_en in first.union(*others, all=True) if others else first:
            label = Label(name_en) if english and name_en else Label(name, is_vietnamese=english)
            self._names.setdefault((facet, slug), label)

    def find(self, facet: str, value: str) -> Label | None:
        """None for a slug that nothing has (any more)."""
        if facet in MODELS:
            return self._names.get((facet, value))
        return Label(text) if (text := fixed_label(facet, value)) else None


def _names_query(facet: str, model: type[Model], slugs: list[str]) -> Any:
    rows = model._default_manager.filter(slug__in=slugs).order_by()
    if model is Category:  # a hidden one has no name to give away
        rows = rows.filter(is_public=True, ancestors_are_public=True)
    facet_name = Value(facet, output_field=CharField())
    return rows.annotate(facet_name=facet_name).values_list("facet_name", "slug", "name", "name_en")


def fixed_label(facet: str, value: str) -> str:
    """The words of a value that needs no database; "" for one that does not exist."""
    if facet == "stars" and value == "candidate_five":
        return gettext("5-star candidate (awaiting the ministry)")
    if facet == "stars":
        return gettext("%(stars)s stars") % {"stars": value}
    if facet == "reported":
        return gettext("%(stars)s stars according to a published source") % {"stars": value}
    if facet == "group":
        return str(OcopGroup(value).label) if value in OcopGroup.values else ""
    if facet == "giftable":
        return gettext("Can be sent as a gift")
    if facet == "in_stock":
        return gettext("In stock now")
    return price_label(value)


def price_label(value: str) -> str:
    """ "200000-500000" → "200.000 ₫ to 500.000 ₫" in the page's language."""
    low, _dash, high = value.partition("-")
    if low and high:
        return gettext("%(low)s to %(high)s") % {
            "low": format_dong(int(low)),
            "high": format_dong(int(high)),
        }
    if high:
        return gettext("Up to %(high)s") % {"high": format_dong(int(high))}
    return gettext("From %(low)s") % {"low": format_dong(int(low))}
