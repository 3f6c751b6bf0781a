"""One line in the log when an engine stops answering, and one when it answers again."""

import logging
import threading
from weakref import WeakSet

from search.backends.base import SearchBackend
from search.exceptions import BackendUnavailable

logger = logging.getLogger(__name__)
_out: WeakSet[SearchBackend] = WeakSet()
_lock = threading.Lock()


def tell_outage(backend: SearchBackend, error: BackendUnavailable) -> None:
    with _lock:
        is_news = backend not in _out
        _out.add(backend)
    if is_news:
        logger.warning("search is answered by the database, not by %s: %s", backend.name, error)


def tell_answer(backend: SearchBackend) -> None:
    if backend not in _out:
        return
    with _lock:
        _out.discard(backend)
    logger.info("search is answered by %s again", backend.name)
