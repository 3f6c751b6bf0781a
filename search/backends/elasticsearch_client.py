"""Connections to Elasticsearch, and a breaker that stops asking a cluster that does not answer."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from django.conf import settings
from elastic_transport.client_utils import DEFAULT
from elasticsearch import ApiError, BadRequestError, ConflictError, Elasticsearch, NotFoundError
from elasticsearch import TransportError as NoAnswer

from search.exceptions import BackendUnavailable, EngineDown, IndexMissing, ShardsGone

FAILURES = 3  # in a row; then the database answers for RESTS seconds without asking
RESTS = 30.0

logger = logging.getLogger(__name__)


class Breaker:
    """Open after FAILURES in a row; after RESTS seconds one caller may try, the others wait on.

    One per process; threads share it.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._rests_until: float | None = None  # None while closed
        self._is_probing = False

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Raises EngineDown at once while open; an EngineDown from inside is a failure."""
        self._admit()
        try:
            yield
        except EngineDown as error:
            self._failed(error)
            raise
        except BackendUnavailable:
            self._succeeded()  # it answered, although not with what was asked
            raise
        except BaseException:
            self._is_probing = False
            raise
        self._succeeded()

    def _admit(self) -> None:
        with self._lock:
            if self._rests_until is None:
                return
            left = self._rests_until - self._clock()
            if left > 0 or self._is_probing:
                raise EngineDown(f"not asked again for {max(left, 0):.0f} s")
            self._is_probing = True

    def _failed(self, error: EngineDown) -> None:
        with self._lock:
            self._failures += 1
            was_closed, self._is_probing = self._rests_until is None, False
            if self._failures >= FAILURES:
                self._rests_until = self._clock() + RESTS
                if was_closed:
                    logger.info("Elasticsearch is left alone for %.0f s: %s", RESTS, error)

    def _succeeded(self) -> None:
        with self._lock:
            was_open = self._rests_until is not None
            self._failures, self._rests_until, self._is_probing = 0, None, False
        if was_open:
            logger.info("Elasticsearch answers again")


class Cluster:
    """The nodes of ELASTICSEARCH_URLS. Nothing but BackendUnavailable leaves `asking`."""

    def __init__(self) -> None:
        urls = settings.ELASTICSEARCH_URLS
        self.breaker = Breaker()
        self._client = Elasticsearch(
            urls,
            api_key=settings.ELASTICSEARCH_API_KEY or None,
            ca_certs=settings.ELASTICSEARCH_CA or DEFAULT,
            # another node, or a connection that a restarted node had closed; never after a time-out
            max_retries=max(1, len(urls) - 1),
            retry_on_timeout=False,
        )
        self._patient = lru_cache(lambda seconds: self._client.options(request_timeout=seconds))

    @contextmanager
    def asking(self, timeout: float | None = None) -> Iterator[Elasticsearch]:
        """`timeout` in seconds; ELASTICSEARCH_TIMEOUT where a page waits for the answer."""
        seconds = timeout or settings.ELASTICSEARCH_TIMEOUT
        with self.breaker.watching():
            try:
                yield self._patient(seconds)
            except NotFoundError as error:
                raise IndexMissing(f"there is no such index: {error}") from error
            except (BadRequestError, ConflictError) as error:
                raise BackendUnavailable(f"refused: {error}") from error
            except (ApiError, NoAnswer) as error:
                raise EngineDown(f"{type(error).__name__}: {error}") from error


@contextmanager
def reading() -> Iterator[None]:
    """Around what takes an answer apart: another form of it is no answer."""
    try:
        yield
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise EngineDown(f"an answer of another form: {error!r}") from error


def whole(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """A search answer from every shard in time; anything less is no answer."""
    if error := answer.get("error"):
        kind = error.get("type", "") if isinstance(error, dict) else str(error)
        if kind == "index_not_found_exception":
            raise IndexMissing(f"there is no such index: {error.get('index')}")
        if kind == "search_phase_execution_exception" and answer.get("status") == 503:
            raise ShardsGone("no shard answered")
        raise EngineDown(f"{answer.get('status')} {kind}")
    if answer.get("timed_out"):
        raise EngineDown("the search took too long")
    shards = answer["_shards"]
    if shards["failed"] or shards["successful"] < shards["total"]:
        raise EngineDown(f"{shards['failed']} of {shards['total']} shards failed")
    return answer
