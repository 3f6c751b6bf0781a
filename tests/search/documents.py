"""Documents for tests of an engine without a database."""

from datetime import date
from typing import Any

from search.collation import sort_key
from search.documents import ProductDocument

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
