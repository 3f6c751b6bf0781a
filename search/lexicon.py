"""The lexicon and the names of the shop as this process knows them: at most seconds old."""

import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Count, Max

from places.models import Village
from producers.models import Partner
from search.language.lexicon import Entry, Kind, Lexicon
from search.language.names import Names
from search.models import LexiconEntry

NAMES_SECONDS = 60  # a new maker is known as a name so much later at most


@dataclass(slots=True)
class _Known:
    version: object = None
    lexicon: Lexicon = field(default_factory=Lexicon)
    names: Names = field(default_factory=Names)
    looked_at: float = float("-inf")  # monotonic seconds
    names_at: float = float("-inf")


_known = _Known()
_lock = threading.Lock()


def current_words() -> tuple[Lexicon, Names]:
    """One query every SEARCH_LEXICON_SECONDS, three when something has changed."""
    now = time.monotonic()
    if now - _known.looked_at >= settings.SEARCH_LEXICON_SECONDS:
        with _lock:
            _look(now)
    return _known.lexicon, _known.names


def forget_words() -> None:
    """The next search reads everything again; for tests and after a change in this process."""
    _known.looked_at = _known.names_at = float("-inf")
    _known.version = None


def _look(now: float) -> None:
    _known.looked_at = now
    state = LexiconEntry.objects.aggregate(changed=Max("changed_at"), number=Count("pk"))
    version = (state["changed"], state["number"])
    if version != _known.version:
        _known.lexicon = Lexicon(entries_of(LexiconEntry.objects.filter(is_active=True)))
        _known.version = version
    if now - _known.names_at >= NAMES_SECONDS:
        _known.names, _known.names_at = Names(_names()), now


def entries_of(rows: Iterable[LexiconEntry]) -> Iterator[Entry]:
    """What searches can use of the rows; a line that cannot be read is passed over."""
    for row in rows:
        if row.kind in LexiconEntry.Kind.values:
            yield Entry(
                Kind(row.kind),
                tuple(line.strip() for line in row.words.splitlines() if line.strip()),
                dict(weights_of(row.means)),
                row.weight,
                row.value,
                row.price_min,
                row.price_max,
            )


def weights_of(means: str) -> Iterator[tuple[str, float]]:
    """ "hộp quà: 0.9" → ("hộp quà", 0.9)."""
    for line in means.splitlines():
        phrase, _colon, number = line.rpartition(":")
        try:
            weight = float(number)
        except ValueError:
            continue
        if phrase.strip() and 0 < weight <= 1:
            yield phrase.strip(), weight


def _names() -> Iterator[tuple[str, str, str]]:
    for kind, model in (("village", Village), ("producer", Partner)):
        for slug, *texts in model._default_manager.values_list("slug", "name", "name_en"):
            for text in texts:
                if text:
                    yield kind, slug, text
