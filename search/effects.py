"""When the index is brought up to date: at every drain of the outbox, and by jobs that compare."""

import logging
import time
from collections.abc import Callable

from outbox.handlers import register_periodic, register_queue
from search.backends.base import SearchBackend
from search.engines import get_backend
from search.exceptions import BackendUnavailable
from search.indexing import drain, refresh_offers, repair

REST = 10.0  # seconds to leave an engine alone that cannot be written to

logger = logging.getLogger(__name__)
_resting: dict[SearchBackend, float] = {}


@register_queue("search.changes")
def deliver_changes(budget_seconds: float) -> int:
    """An engine that is away is tried again later; what was noted waits for it."""
    backend = get_backend()
    if time.monotonic() < _resting.get(backend, 0.0):
        return 0
    try:
        delivered = drain(budget_seconds)
    except BackendUnavailable as error:
        logger.warning("search index is not kept up to date: %s", error)
        _resting[backend] = time.monotonic() + REST
        return 0
    _resting.pop(backend, None)
    return delivered


@register_periodic("search.offers", every_seconds=60 * 60)
def refresh_stock_and_prices() -> None:
    _keep_up(refresh_offers, "prices and stock")


@register_periodic("search.repair", every_seconds=24 * 60 * 60)
def repair_index() -> None:
    _keep_up(repair, "documents")


def _keep_up(work: Callable[[], int], what: str) -> None:
    """An index that is not there is not repaired: the database answers and the log says so."""
    try:
        written = work()
    except BackendUnavailable as error:
        logger.warning("search index not compared with the shop: %s", error)
    else:
        if written:  # the triggers note every change: this should not happen
            logger.warning("search index: %s of %d products had to be repaired", what, written)
