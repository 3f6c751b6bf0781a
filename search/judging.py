"""Answers the queries of a judged file from an index of its own; the shop's stays as it is."""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.utils.module_loading import import_string

from languages.calendar import hanoi_today
from languages.text import slugify
from search.backends.base import SearchBackend
from search.collation import sort_key
from search.criteria import SearchCriteria
from search.documents import ProductDocument, rank_factor
from search.language.lexicon import Lexicon
from search.language.names import Names
from search.language.understand import understand, understand_typing
from search.lexicon import current_words, entries_of
from search.relevance import DEEP, TOP, Answer
from search.seed import seed_rows
from search.services import suggested
from search.words import joined

BACKENDS = {
    "fts5": "search.backends.fts5.Fts5Backend",
    "elasticsearch": "search.backends.elasticsearch.ElasticsearchBackend",
}
_IN_TERM = timedelta(days=365)


def judged(content: Mapping[str, Any], backend: str, lexicon: str = "file") -> Iterator[Answer]:
    """One answer per query, in the file's order. Raises BackendUnavailable, KeyError."""
    today = hanoi_today()
    words = Lexicon(entries_of(seed_rows())) if lexicon == "file" else current_words()[0]
    names = Names(_names(content["products"]))
    with scratch_backend(backend) as engine:
        engine.rebuild(document_of(product, today) for product in content["products"])
        counts = engine.vocabulary()
        for query in content["queries"]:
            q, language = query["query"], query.get("lang", "vi")
            main: list[int] = []
            related: list[int] = []
            if query["kind"] == "prefix":
                stages = understand_typing(q, language, words, counts, names)
                main = [row.product_id for row in suggested(engine, stages, language, TOP)]
            else:
                plan = understand(q, language, words, counts, names).plan
                for page in range(1, 1 + -(-DEEP // 24)):
                    result = engine.search(SearchCriteria(q=q, page=page), plan, today)
                    main += result.ids
                    related += result.related
            grades = {int(pk): int(grade) for pk, grade in query["judgments"].items()}
            yield Answer(query["kind"], q, main, related, grades)


@contextmanager
def scratch_backend(name: str) -> Iterator[SearchBackend]:
    """An engine with an empty index that is gone afterwards."""
    backend = import_string(BACKENDS[name])
    if name == "fts5":
        with TemporaryDirectory() as folder:
            yield backend(Path(folder) / "relevance.sqlite3")
        return
    engine = backend(alias=f"relevance-{uuid.uuid4().hex[:12]}")
    try:
        yield engine
    finally:
        engine.drop()


def document_of(product: Mapping[str, Any], today: date) -> ProductDocument:
    """A product of a judged file, with a certificate that is running."""
    title, title_en = product["name_vi"], product.get("name_en") or ""
    village, maker = product.get("village") or "", product.get("producer") or ""
    category, group = product.get("category") or "", product.get("group") or ""
    stars = product.get("stars") or None
    return ProductDocument(
        id=product["id"],
        title=title,
        title_en=title_en,
        makers=joined([maker, village]),
        kinds=joined([category, group]),
        text=joined([product.get("desc_vi") or "", product.get("desc_en") or ""]),
        stars=stars,
        stars_until=today + _IN_TERM if stars else None,
        candidate_five=False,
        reported_stars=None,
        reported_until=None,
        village=slugify(village),
        craft="",
        group=slugify(group),
        producer=slugify(maker),
        categories=(slugify(category),) if category else (),
        occasions=(),
        giftable=False,
        in_stock=True,
        is_available=True,
        price=product.get("price"),
        created=product["id"],
        sort_vi=sort_key(title),
        sort_en=sort_key(title_en or title),
        rank_factor=rank_factor(title, sold=product.get("sold", 0)),
    )


def _names(products: list[Mapping[str, Any]]) -> list[tuple[str, str, str]]:
    found = {
        (kind, slugify(product[kind]), product[kind])
        for product in products
        for kind in ("village", "producer")
        if product.get(kind)
    }
    return sorted(found)
