"""What stands around products, read for many at once: categories, occasions, offers, sales."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple, TypeVar

from django.db.models import Sum
from django.utils.timezone import now
from oscar.core.loading import get_model

from catalogue.models import Category, Occasion, Product
from orders.models import Line
from producers.models import StockRecord
from search.words import joined

ProductCategory = get_model("catalogue", "ProductCategory")
Key = TypeVar("Key", int, str)
SOLD_WITHIN = timedelta(days=90)


class Named(NamedTuple):
    slug: str
    names: str  # in both languages


class Offer(NamedTuple):
    """What `Product.price` and `Product.availability` say, of all its choices together."""

    price: Decimal | None
    free_units: int


@dataclass(frozen=True, slots=True)
class Shelves:
    """The public categories by path, and the occasions by id: few enough to know them all."""

    categories: Mapping[str, Named]
    occasions: Mapping[int, Named]

    @classmethod
    def read(cls) -> "Shelves":
        public = Category.objects.filter(is_public=True, ancestors_are_public=True)
        return cls(
            dict(_named(public.values_list("path", "slug", "name", "name_en"))),
            dict(_named(Occasion.objects.values_list("pk", "slug", "name", "name_en"))),
        )

    def lineage(self, paths: Iterable[str]) -> list[Named]:
        """The public ones of the categories with everything above them."""
        return [
            self.categories[above]
            for path in paths
            if path in self.categories
            for above in _lineage(path)
        ]


@dataclass(frozen=True, slots=True)
class Batch:
    """By id of the product that has a page; what it has none of is missing."""

    categories: Mapping[int, Sequence[str]]  # paths
    occasions: Mapping[int, Sequence[int]]
    sold: Mapping[int, int]  # units lately, with those of its choices
    _own: Mapping[int, Offer]
    _choices: Mapping[int, Sequence[int]]

    @classmethod
    def read(cls, ids: Sequence[int]) -> "Batch":
        children = Product.objects.filter(parent__in=ids).order_by("pk")
        parents: dict[int, int] = {}
        choices: dict[int, list[int]] = defaultdict(list)
        for pk, parent, is_public in children.values_list("pk", "parent_id", "is_public"):
            parents[pk] = parent
            if is_public:
                choices[parent].append(pk)
        asked = [*ids, *parents]
        in_category = ProductCategory.objects.filter(product__in=ids).order_by("category__path")
        for_occasion = Product.occasions.through.objects.filter(product__in=ids)
        ordered = for_occasion.order_by("occasion__position", "occasion__slug")
        return cls(
            _grouped(in_category.values_list("product_id", "category__path")),
            _grouped(ordered.values_list("product_id", "occasion_id")),
            _sold(asked, parents),
            _offers(asked),
            choices,
        )

    def offer(self, pk: int, *, is_parent: bool) -> Offer:
        choices = self._choices.get(pk, ()) if is_parent else (pk,)
        offers = [self._own[choice] for choice in choices if choice in self._own]
        prices = [offer.price for offer in offers if offer.price is not None]
        return Offer(min(prices, default=None), sum(offer.free_units for offer in offers))


def _named(rows: Iterable[tuple[Key, str, str, str]]) -> Iterator[tuple[Key, Named]]:
    for key, slug, name, name_en in rows:
        yield key, Named(slug, joined([name, name_en]))


def _lineage(path: str) -> Iterator[str]:
    step = Category.steplen
    return (path[:end] for end in range(step, len(path) + 1, step))


def _grouped(rows: Iterable[tuple[int, Key]]) -> Mapping[int, Sequence[Key]]:
    found: dict[int, list[Key]] = defaultdict(list)
    for pk, value in rows:
        found[pk].append(value)
    return found


def _offers(ids: Sequence[int]) -> Mapping[int, Offer]:
    """The first stock record of each, as `Product.offers` has it."""
    records = StockRecord.objects.filter(product__in=ids).order_by("pk")
    found: dict[int, Offer] = {}
    for pk, price, in_stock, allocated in records.values_list(
        "product_id", "price", "num_in_stock", "num_allocated"
    ):
        found.setdefault(pk, Offer(price, (in_stock or 0) - (allocated or 0)))
    return found


def _sold(ids: Sequence[int], parents: Mapping[int, int]) -> Mapping[int, int]:
    """Units of placed orders, of products and of their choices."""
    lines = Line.objects.filter(product__in=ids, order__placed_at__gte=now() - SOLD_WITHIN)
    found: dict[int, int] = defaultdict(int)
    sums = lines.order_by().values("product_id").annotate(units=Sum("quantity"))
    for pk, units in sums.values_list("product_id", "units"):
        found[parents.get(pk, pk)] += units
    return found
