"""What the index knows of a product. Built in a constant number of queries per batch."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from math import log10

from django.db.models import OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.html import strip_tags
from django.utils.timezone import now
from django.utils.translation import override

from catalogue.managers import ProductQuerySet, card_lookups
from catalogue.models import Category, OcopGroup, Product
from orders.models import Line
from search.collation import sort_key
from search.words import joined, words_of

BATCH = 500  # products read at once
SOLD_WITHIN = timedelta(days=90)
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


@dataclass(frozen=True, slots=True)
class _CategoryNames:
    slug: str
    names: str


def documents_of(products: ProductQuerySet) -> Iterator[ProductDocument]:
    """The documents of a product queryset, which is narrowed to what shoppers may see."""
    categories = _public_categories()
    related = products.browsable().select_related("producer", "village", "craft")
    rows = related.prefetch_related(*card_lookups(), "occasions", "categories")
    rows = rows.annotate(sold=_sold_lately(now() - SOLD_WITHIN))
    for product in rows.iterator(chunk_size=BATCH):
        yield _document(product, categories)


def _sold_lately(since: datetime) -> Coalesce:
    """Units of paid orders, of the product and of its choices."""
    lines = Line.objects.filter(order__placed_at__gte=since).order_by()
    of_product = lines.filter(Q(product=OuterRef("pk")) | Q(product__parent=OuterRef("pk")))
    total = of_product.annotate(one=Value(1)).values("one").annotate(units=Sum("quantity"))
    return Coalesce(Subquery(total.values("units")), 0)


def rank_factor(title: str, sold: int) -> float:
    """Between .8 and 1.2: short names before long ones, what sells before what does not.

    Rounded, so that a single order hardly ever changes a document.
    """
    extra = max(0, len(words_of(title)) - _LONG_NAME)
    brevity = 1 - min(0.2, 0.02 * extra)
    popularity = 1 + min(0.2, 0.04 * log10(1 + sold))
    return round(brevity * popularity, 2)


def _public_categories() -> dict[str, _CategoryNames]:
    rows = Category.objects.filter(is_public=True, ancestors_are_public=True)
    return {
        path: _CategoryNames(slug, joined([name, name_en]))
        for path, slug, name, name_en in rows.values_list("path", "slug", "name", "name_en")
    }


def _document(product: Product, categories: dict[str, _CategoryNames]) -> ProductDocument:
    occasions = list(product.occasions.all())
    lineage = _public_lineage(product, categories)
    kinds = [_names(product.craft, *occasions), *dict.fromkeys(c.names for c in lineage)]
    return ProductDocument(
        id=product.pk,
        title=product.title,
        title_en=product.title_en,
        makers=_names(product.producer, product.village),
        kinds=joined([*kinds, _group_names(product.ocop_group)]),
        text=_body(product),
        stars=product.stars,
        stars_until=product.stars_until,
        candidate_five=product.candidate_five,
        reported_stars=product.reported_stars,
        reported_until=product.reported_until,
        village=product.village.slug if product.village else "",
        craft=product.craft.slug if product.craft else "",
        group=product.ocop_group,
        producer=product.producer.slug if product.producer else "",
        categories=tuple(sorted({category.slug for category in lineage})),
        occasions=tuple(sorted(occasion.slug for occasion in occasions)),
        giftable=product.giftable,
        in_stock=product.availability.kind in ("in_stock", "low"),
        is_available=product.availability.is_available,
        price=None if product.price is None else int(product.price),
        created=int(product.date_created.timestamp()),
        sort_vi=sort_key(product.title),
        sort_en=sort_key(product.title_en or product.title),
        rank_factor=rank_factor(product.title, getattr(product, "sold", 0)),
    )


def _public_lineage(
    product: Product, categories: dict[str, _CategoryNames]
) -> list[_CategoryNames]:
    """The public categories of a product with everything above them."""
    return [
        categories[path]
        for category in product.categories.all()
        if category.path in categories
        for path in _lineage(category.path)
    ]


def _lineage(path: str) -> Iterable[str]:
    step = Category.steplen
    return (path[:end] for end in range(step, len(path) + 1, step))


def _names(*records: object) -> str:
    return joined(
        name
        for record in records
        if record is not None
        for name in (getattr(record, "name", ""), getattr(record, "name_en", ""))
    )


def _body(product: Product) -> str:
    texts = (
        product.description,
        product.description_en,
        product.materials,
        product.materials_en,
        product.technique,
        product.technique_en,
        product.ingredients,
        product.ingredients_en,
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
