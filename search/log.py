"""Keeps what was searched, of nobody: no user, address, session or browser is in a row.

The design, with what is not kept and why, is in docs/adr/0015.
"""

import logging
import re
import uuid
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from catalogue.models import Product
from outbox.handlers import register_periodic
from search.backends.base import SearchResult
from search.criteria import SearchCriteria
from search.models import SearchClick, SearchLog
from search.models.log import MAX_QUERY
from search.words import query_words

logger = logging.getLogger(__name__)

BATCH = 1_000  # rows deleted at once
MAX_POSITION = 100_000
# an account, a phone, an identity card or a payment card is nine digits or more, however grouped
_LONG_NUMBER = re.compile(r"(?:\d[\s.,()+/-]*){9,}")
_ADDRESS = re.compile(r"\S\s*@\s*\S")
_MACHINE = re.compile(
    r"bot\b|bot[/-]|crawl|spider|slurp|preview|monitor|lighthouse|curl|wget|python|java/|go-http",
    re.IGNORECASE,
)


class LoggedResponse(HttpResponse):
    """Writes its row when the answer has been sent, so that nobody waits for the log."""

    def __init__(self, content: str, *, entry: SearchLog) -> None:
        super().__init__(content)
        self.entry = entry

    def close(self) -> None:
        keep(self.entry)
        super().close()


def entry_for(
    request: HttpRequest, criteria: SearchCriteria, result: SearchResult
) -> SearchLog | None:
    """The row of this list, not yet written; None for what is not to be kept.

    Only a first page with words is a search, and only when a person asked for it.
    """
    query = normalised(criteria, result)
    is_new = criteria.page == 1 and not criteria.verbatim  # of the search that was turned down
    if not query or not is_new or request.method != "GET" or is_machine(request):
        return None
    if looks_personal(criteria.q) or looks_personal(query):
        return None
    return SearchLog(
        query=query,
        language=criteria.language,
        engine=result.engine,
        stage=result.stage,
        total=result.total,
        related=len(result.related),
        filters={facet: sorted(criteria.selected(facet)) for facet in criteria.active_facets},
        sort=criteria.sort.value,
    )


def normalised(criteria: SearchCriteria, result: SearchResult) -> str:
    """The words as the engine understood them; as typed when it understood none."""
    words = result.understanding.normalised or " ".join(query_words(criteria.q))
    return words[:MAX_QUERY].strip()


def looks_personal(text: str) -> bool:
    return bool(_LONG_NUMBER.search(text) or _ADDRESS.search(text))


def is_machine(request: HttpRequest) -> bool:
    """A crawler, a script, or a page that a browser fetches in advance."""
    agent = request.headers.get("User-Agent", "")
    return "Sec-Purpose" in request.headers or bool(_MACHINE.search(agent))


def keep(entry: SearchLog) -> None:
    """One INSERT. A log that cannot be written is one warning, never an error of the page."""
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except DatabaseError as error:
        logger.warning("search not logged: %s", type(error).__name__)


def keep_click(*, search: uuid.UUID, product: int, position: int) -> bool:
    """Whether the click was kept: once per good and list, and only for what the shop shows."""
    if not 1 <= position <= MAX_POSITION or not SearchLog.objects.filter(pk=search).exists():
        return False
    if not Product.objects.browsable().filter(pk=product).exists():
        return False
    try:
        with transaction.atomic():
            SearchClick.objects.create(search_id=search, product_id=product, position=position)
    except IntegrityError:  # a second click, or the row went a moment ago
        return False
    except DatabaseError as error:
        logger.warning("click not logged: %s", type(error).__name__)
        return False
    return True


@register_periodic("search.forget", every_seconds=24 * 3600)
def forget_old_searches() -> int:
    """Deletes what is older than SEARCH_LOG_DAYS, with its clicks; the number of searches."""
    before = timezone.now() - timedelta(days=settings.SEARCH_LOG_DAYS)
    forgotten = 0
    while old := _ids_before(before):
        SearchLog.objects.filter(pk__in=old).delete()
        forgotten += len(old)
    return forgotten


def _ids_before(moment: Any) -> list[uuid.UUID]:
    rows = SearchLog.objects.filter(created__lt=moment).order_by("created")
    return list(rows.values_list("pk", flat=True)[:BATCH])
