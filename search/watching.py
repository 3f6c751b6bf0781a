"""What the index must hear of: which rows, and which of their values.

Any column of a watched row counts unless it is named as silent, so that a document which reads one
column more is true without a change here.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model
from oscar.core.loading import get_model

from catalogue.models import Category, Occasion, Product
from certification.models import Certificate
from places.models import Craft, Village
from producers.models import Partner, StockRecord
from search.models import Change, LexiconEntry

ProductCategory = get_model("catalogue", "ProductCategory")
Kind = Change.Kind
EVENTS = ("insert", "update", "delete")


@dataclass(frozen=True)
class Watch:
    """Rows of `model` that a note of `kind` follows. `{row}` in SQL is the row before or after."""

    model: type[Model]
    kind: Kind
    key: str  # SQL of the subject's id
    events: tuple[str, ...] = EVENTS
    silent: tuple[str, ...] = ()  # columns that no document reads
    told_by: tuple[str, ...] = ()  # SQL of the only values that count, instead of all columns

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    def values(self) -> Iterator[str]:
        """SQL of each value whose change is worth a note."""
        if self.told_by:
            yield from self.told_by
            return
        for field in self.model._meta.concrete_fields:
            if field.column not in self.silent and not field.primary_key:
                yield f'{{row}}."{field.column}"'


ID = '{row}."id"'
PRODUCT = '{row}."product_id"'
WATCHED = (
    Watch(
        Product,
        Kind.PRODUCT,
        key='COALESCE({row}."parent_id", {row}."id")',
        silent=("date_updated", "rating", "folded_text", "photos", "picture_key"),
    ),
    # an order that leaves some units free changes no document: most orders are told to nobody
    Watch(
        StockRecord,
        Kind.PRODUCT,
        key=PRODUCT,
        told_by=(
            PRODUCT,
            '{row}."price"',
            '(COALESCE({row}."num_in_stock", 0) > COALESCE({row}."num_allocated", 0))',
        ),
    ),
    Watch(ProductCategory, Kind.PRODUCT, key=PRODUCT),
    Watch(Product.occasions.through, Kind.PRODUCT, key=PRODUCT),
    Watch(Certificate, Kind.CERTIFICATE, key=PRODUCT),
    # a new one has no products yet, a deleted one none any more: their own rows tell of that
    Watch(Partner, Kind.PRODUCER, key=ID, events=("update",)),
    Watch(Village, Kind.VILLAGE, key=ID, events=("update",)),
    Watch(Craft, Kind.CRAFT, key=ID, events=("update",)),
    Watch(Occasion, Kind.OCCASION, key=ID, events=("update",)),
    Watch(Category, Kind.CATEGORY, key=ID, events=("update",), silent=("numchild",)),
    # processes see a new or a missing entry by themselves
    Watch(LexiconEntry, Kind.LEXICON, key=ID, events=("update",), silent=("changed_at",)),
)
