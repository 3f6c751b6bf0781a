"""Delivers the notes of search.signals: reads the goods again and writes them to the index."""

import logging
from collections.abc import Callable
from itertools import islice

from catalogue.managers import ProductQuerySet
from catalogue.models import Category, Product
from outbox.handlers import Payload, register, register_periodic
from search.documents import BATCH
from search.exceptions import BackendUnavailable, IndexMissing
from search.services import index_products, refresh_offers, repair

TOPIC = "search.upsert"
logger = logging.getLogger(__name__)


@register(TOPIC)
def deliver_upsert(payload: Payload) -> None:
    """Raises BackendUnavailable, so that the message is tried again; safe to call twice."""
    ids = iter(_products(payload["kind"], int(payload["key"])))
    try:
        while batch := list(islice(ids, BATCH)):
            index_products(batch)
    except IndexMissing:
        logger.debug("no index yet: the rebuild will read this change")


@register_periodic("search.offers", every_seconds=60)
def refresh_stock_and_prices() -> None:
    _keep_up(refresh_offers, "prices and stock")


@register_periodic("search.repair", every_seconds=3600)
def repair_index() -> None:
    _keep_up(repair, "documents")


def _keep_up(work: Callable[[], int], what: str) -> None:
    """An index that is not there is not repaired: the database answers and the log says so."""
    try:
        written = work()
    except BackendUnavailable as error:
        logger.warning("search index not compared with the shop: %s", error)
    else:
        if written:
            logger.info("search index: %s of %d products written again", what, written)


def _products(kind: str, key: int) -> list[int]:
    """Ids a note is about; a deleted product is still named, so that it leaves the index."""
    if kind == "product":
        return [key]
    products: ProductQuerySet = Product.objects.all()
    if kind == "category":
        category = Category.objects.filter(pk=key).first()
        if category is None:
            return []
        found = products.filter(categories__path__startswith=category.path)
    elif kind == "occasion":
        found = products.filter(occasions=key)
    else:
        found = products.filter(**{kind: key})
    return list(found.order_by("pk").values_list("pk", flat=True).distinct())
