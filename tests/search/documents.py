"""Documents for tests of an engine without a database."""

from datetime import date
from typing import Any

from search.backends.base import SearchBackend
from search.collation import sort_key
from search.documents import ProductDocument
from search.language.lexicon import Lexicon
from search.language.names import Names
from search.language.understand import understand, understand_typing
from search.plan import Plan, Stage

TODAY = date(2026, 11, 22)


def make_document(product_id: int, **fields: Any) -> ProductDocument:
    title = fields.get("title", "Sản vật")
    defaults: dict[str, Any] = {
        "title": title,
        "title_en": "",
        "makers": "",
        "kinds": "",
        "text": "",
        "stars": None,
        "stars_until": None,
        "candidate_five": False,
        "reported_stars": None,
        "reported_until": None,
        "village": "",
        "craft": "",
        "group": "",
        "producer": "",
        "categories": (),
        "occasions": (),
        "giftable": False,
        "in_stock": True,
        "is_available": True,
        "price": 100_000,
        "created": 0,
        "sort_vi": sort_key(title),
        "sort_en": sort_key(fields.get("title_en") or title),
    }
    return ProductDocument(id=product_id, **{**defaults, **fields})


def plan_of(backend: SearchBackend, q: str, lexicon: Lexicon | None = None) -> Plan:
    """What the engine is asked for a query, in a shop that knows no names."""
    counts = backend.vocabulary()
    return understand(q, "vi", lexicon or Lexicon(), counts, Names()).plan if q else Plan()


def typing_stage(backend: SearchBackend, q: str) -> Stage:
    """The first stage of a query that is still being typed."""
    return understand_typing(q, "vi", Lexicon(), backend.vocabulary(), Names())[0]
