"""Writes a generated catalogue in batches, so that memory does not grow with its size."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from random import Random
from typing import TypeVar

from django.db import transaction

from catalogue.models import Category, Occasion, Product
from certification.models import Certificate
from languages.calendar import hanoi_today
from orders.models import Order
from places.models import Craft, Village
from producers.models import Partner, StockRecord
from search.services import rebuild
from shop.generating.goods import KEY, Good, References, goods, makers
from shop.loading import rows
from shop.loading.files import Files
from shop.loading.load import DATA_DIR
from shop.loading.names import Names
from shop.loading.read_categories import GOODS, read_categories
from shop.loading.read_places import read_places
from shop.loading.rows import ProductClass
from shop.loading.writing import Writer

Item = TypeVar("Item")
BATCH = 1_000


class DatabaseInUse(Exception):
    """The database holds what a benchmark must not mix with."""


def refuse_a_database_in_use(*, is_forced: bool) -> None:
    """Raises DatabaseInUse: generated goods belong in a database of their own."""
    if Product.objects.filter(key__startswith=KEY).exists():
        raise DatabaseInUse("It holds generated goods already; use an empty database.")
    if is_forced:
        return
    if Order.everything.exists():
        raise DatabaseInUse("It holds orders; use a database of its own (or --force).")
    if Product.objects.exists():
        raise DatabaseInUse("It holds products; use a database of its own (or --force).")


def make_catalogue(
    *,
    count: int,
    seed: int,
    today: date | None = None,
    is_forced: bool = False,
    progress: Callable[[int], object] = lambda done: None,
) -> int:
    """Invents `count` goods with makers, stock and certificates, and builds the search index.

    Deterministic by seed, size and day; each batch is a transaction of its own. The number of
    makers. Raises DatabaseInUse before anything is written.
    """
    refuse_a_database_in_use(is_forced=is_forced)
    today, rng = today or hanoi_today(), Random(seed)
    references = _references()
    producers: list[Partner] = []
    for batch in _batches(makers(count, references, rng)):
        producers += Partner.objects.bulk_create(batch)
    for goods_batch in _batches(goods(count, producers, references, rng, today)):
        _write(goods_batch)
        progress(len(goods_batch))
    rebuild()
    return len(producers)


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, BATCH)):
        yield batch


@transaction.atomic
def _write(batch: list[Good]) -> None:
    """Products first: their primary keys are needed by all the others."""
    Product.objects.bulk_create([good.product for good in batch])
    for good in batch:
        good.stock.product_id = good.certificate.product_id = good.product.pk
    StockRecord.objects.bulk_create([good.stock for good in batch])
    Certificate.objects.bulk_create([good.certificate for good in batch])
    in_category = Product.categories.through
    in_category._default_manager.bulk_create(
        [in_category(product_id=g.product.pk, category_id=g.category) for g in batch]
    )
    for_occasion = Product.occasions.through
    for_occasion._default_manager.bulk_create(
        [
            for_occasion(product_id=good.product.pk, occasion_id=occasion)
            for good in batch
            for occasion in good.occasions
        ]
    )


@transaction.atomic
def _references() -> References:
    """The villages, crafts, categories and occasions of data/, loaded where they are missing."""
    names = Names(Files(DATA_DIR), with_demo=False)
    found = read_places(names) | read_categories(names)
    names.files.stop_when_broken()
    Writer(lambda done: None).write(
        {table: found[table] for table in rows.TABLES if table in found}
    )
    villages = list(Village.objects.select_related("craft").order_by("slug"))
    by_craft: dict[str, list[Village]] = {}
    for village in villages:
        by_craft.setdefault(village.craft.slug, []).append(village)
    return References(
        villages=by_craft,
        all_villages=villages,
        crafts={craft.slug: craft for craft in Craft.objects.all()},
        categories=dict(Category.objects.values_list("slug", "pk")),
        occasions=list(Occasion.objects.order_by("position").values_list("pk", flat=True)),
        product_class=ProductClass.objects.get(slug=GOODS).pk,
    )
