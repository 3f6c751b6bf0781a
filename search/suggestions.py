"""At most eight rows for a query that is still being typed, in labelled groups."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalogue.models import Product
from catalogue.pictures import Picture
from languages.localized import Localized, localized
from languages.text import Spans, fold
from search.language.canonical import WORD
from search.listing import products_in_order
from search.names import KINDS, Name, names_beginning
from search.services import suggest

MOST_ROWS = 8
FEWEST_PRODUCTS = 4  # of the rows, when there are so many goods
PER_KIND = 3
FEWEST_LETTERS = 2
TITLES = {
    "query": _("Searches"),
    "category": _("Categories"),
    "village": _("Craft villages"),
    "producer": _("Makers"),
}
ICONS = {"query": "search", "category": "list", "village": "map-pin", "producer": "store"}


@dataclass(frozen=True, slots=True)
class Row:
    """`typed` is the part that stands in the field already; a product has picture and price."""

    title: Localized
    url: str
    typed: Spans = ()
    icon: str = ""
    picture: Picture | None = None
    price: Decimal | None = None
    is_price_from: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    rows: Sequence[Row]
    are_products: bool = False


def suggestions_for(q: str, language: str) -> list[Group]:
    """Three queries for the goods whatever their number; the names come from memory."""
    if len(q) < FEWEST_LETTERS:
        return []
    goods = [each.product_id for each in suggest(q, language, MOST_ROWS)]
    names = names_beginning(q, language, PER_KIND)
    names["query"] = [name for name in names["query"] if name.folded.strip() != fold(q)]
    shown = _fair_share(names, MOST_ROWS - min(len(goods), FEWEST_PRODUCTS))
    groups = [
        Group(str(TITLES[kind]), [_row_of(name, q) for name in rows])
        for kind, rows in shown.items()
        if rows
    ]
    taken = sum(len(group.rows) for group in groups)
    if products := products_in_order(goods[: MOST_ROWS - taken]):
        rows = [_row_of_product(product) for product in products]
        groups.append(Group(gettext("Products"), rows, are_products=True))
    return groups


def _fair_share(names: dict[str, list[Name]], places: int) -> dict[str, list[Name]]:
    """One name of each kind in turn until the places are taken."""
    shown: dict[str, list[Name]] = {kind: [] for kind in KINDS}
    for turn in range(PER_KIND):
        for kind in KINDS:
            if places and turn < len(names[kind]):
                shown[kind].append(names[kind][turn])
                places -= 1
    return shown


def _row_of(name: Name, q: str) -> Row:
    title = Localized(name.text, name.is_vietnamese)
    return Row(title, name.url, typed_part(name.text, q), ICONS[name.kind])


def _row_of_product(product: Product) -> Row:
    picture = product.picture
    return Row(
        title=localized(product, "title"),
        url=product.url,
        picture=replace(picture, alt="") if picture else None,  # the title says what it is
        price=product.price,
        is_price_from=product.is_price_from,
    )


def typed_part(text: str, q: str) -> Spans:
    """The text up to where `q` ends, its last word unfinished; marks do not count.

    All of it when `q` stands in the other language's name.
    """
    begun = fold(q).split()
    found = [(fold(m.group()), m.start(), m.end()) for m in WORD.finditer(text)]
    for first in range(len(found) - len(begun) + 1):
        here = [word for word, _start, _end in found[first : first + len(begun)]]
        if begun and here[:-1] == begun[:-1] and here[-1].startswith(begun[-1]):
            _word, start, end = found[first + len(begun) - 1]
            return ((0, min(start + len(begun[-1]), end)),)
    return ((0, len(text)),)
