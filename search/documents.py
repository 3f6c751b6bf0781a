"""What the index knows of a product. Built in six queries for BATCH products."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import blake2b
from math import log10
from typing import NamedTuple

from django.utils.html import strip_tags
from django.utils.translation import override

from catalogue.managers import ProductQuerySet
from catalogue.models import OcopGroup, Product
from search.collation import sort_key
from search.shelves import Batch, Shelves
from search.words import joined, words_of

BATCH = 500  # products read at once
_LONG_NAME = 5  # words; what is longer says more than what was asked for


@dataclass(frozen=True, slots=True)
class ProductDocument:
    """Facet values are slugs. Stars carry their last day: readers compare it with today."""

    id: int
    title: str
    title_en: str
    makers: str  # names of the maker and the village in both languages
    kinds: str  # names of craft, categories, occasions and OCOP group in both languages
    text: str
    stars: int | None
    stars_until: date | None
    candidate_five: bool
    reported_stars: int | None
    reported_until: date | None  # None has no known end
    village: str
    craft: str
    group: str
    producer: str
    categories: tuple[str, ...]  # with all ancestors
    occasions: tuple[str, ...]
    giftable: bool
    in_stock: bool  # units are free now
    is_available: bool  # in stock, or made to order
    price: int | None  # whole dong, the lowest of its choices
    created: int  # seconds since 1970
    sort_vi: str
    sort_en: str
    rank_factor: float = 1.0  # multiplies every score: a short name, often sold

    @property
    def digest(self) -> str:
        """Equal documents have equal digests, in every process."""
        return blake2b(repr(self).encode(), digest_size=8).hexdigest()


class _Row(NamedTuple):
    """The columns of a product that a document reads, with those of what it belongs to."""

    pk: int
    title: str
    title_en: str
    structure: str
    stars: int | None
    stars_until: date | None
    candidate_five: bool
    reported_stars: int | None
    reported_until: date | None
    ocop_group: str
    giftable: bool
    made_to_order: bool
    date_created: datetime
    description: str
    description_en: str
    materials: str
    materials_en: str
    technique: str
    technique_en: str
    ingredients: str
    ingredients_en: str
    producer__slug: str | None
    producer__name: str | None
    producer__name_en: str | None
    village__slug: str | None
    village__name: str | None
    village__name_en: str | None
    craft__slug: str | None
    craft__name: str | None
    craft__name_en: str | None


def documents_of(products: ProductQuerySet) -> Iterator[ProductDocument]:
    """The documents of a product queryset, which is narrowed to what shoppers may see, by id.

    Values instead of models: a rebuild reads every product there is. What a batch needs is read in
    6 queries, and no query stays open from one batch to the next.
    """
    shelves = Shelves.read()
    rows = products.browsable().order_by("pk").values_list(*_Row._fields)
    batch: list[_Row] = []
    while not batch or len(batch) == BATCH:
        last = batch[-1].pk if batch else 0
        batch = [_Row(*values) for values in rows.filter(pk__gt=last)[:BATCH]]
        if not batch:
            return
        of_batch = Batch.read([row.pk for row in batch])
        for row in batch:
            yield _document(row, shelves, of_batch)


def _document(row: _Row, shelves: Shelves, batch: Batch) -> ProductDocument:
    occasions = [shelves.occasions[pk] for pk in batch.occasions.get(row.pk, ())]
    lineage = shelves.lineage(batch.categories.get(row.pk, ()))
    kinds = [row.craft__name, row.craft__name_en, *(occasion.names for occasion in occasions)]
    kinds += dict.fromkeys(category.names for category in lineage)
    offer = batch.offer(row.pk, is_parent=row.structure == Product.PARENT)
    has_free_units = offer.free_units > 0
    is_for_sale = offer.price is not None
    return ProductDocument(
        id=row.pk,
        title=row.title,
        title_en=row.title_en,
        makers=joined(
            [row.producer__name, row.producer__name_en, row.village__name, row.village__name_en]
        ),
        kinds=joined([*kinds, _group_names(row.ocop_group)]),
        text=_body(row),
        stars=row.stars,
        stars_until=row.stars_until,
        candidate_five=row.candidate_five,
        reported_stars=row.reported_stars,
        reported_until=row.reported_until,
        village=row.village__slug or "",
        craft=row.craft__slug or "",
        group=row.ocop_group,
        producer=row.producer__slug or "",
        categories=tuple(sorted({category.slug for category in lineage})),
        occasions=tuple(sorted(occasion.slug for occasion in occasions)),
        giftable=row.giftable,
        in_stock=is_for_sale and has_free_units and not row.made_to_order,
        is_available=is_for_sale and (has_free_units or row.made_to_order),
        price=None if offer.price is None else int(offer.price),
        created=int(row.date_created.timestamp()),
        sort_vi=sort_key(row.title),
        sort_en=sort_key(row.title_en or row.title),
        rank_factor=rank_factor(row.title, batch.sold.get(row.pk, 0)),
    )


def rank_factor(title: str, sold: int) -> float:
    """Between .8 and 1.2: short names before long ones, what sells before what does not.

    Rounded, so that a single order hardly ever changes a document.
    """
    extra = max(0, len(words_of(title)) - _LONG_NAME)
    brevity = 1 - min(0.2, 0.02 * extra)
    popularity = 1 + min(0.2, 0.04 * log10(1 + sold))
    return round(brevity * popularity, 2)


def _body(row: _Row) -> str:
    texts = (
        row.description,
        row.description_en,
        row.materials,
        row.materials_en,
        row.technique,
        row.technique_en,
        row.ingredients,
        row.ingredients_en,
    )
    return joined(strip_tags(text) for text in texts if text)


@lru_cache(maxsize=16)
def _group_names(group: str) -> str:
    if not group:
        return ""
    names = []
    for language in ("vi", "en"):
        with override(language):
            names.append(str(OcopGroup(group).label))
    return joined(dict.fromkeys(names))
