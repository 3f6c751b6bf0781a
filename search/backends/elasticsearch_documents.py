"""What Elasticsearch keeps of a ProductDocument. Words come ready: nothing is analysed there."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import blake2b
from typing import Any

from django.conf import settings
from elasticsearch.dsl import Boolean, Byte, Date, Document, Float, Keyword, Long, Text

from search.documents import ProductDocument
from search.plan import Field
from search.words import bare, words_of

VERSION = 1  # raised when the same mapping is given other content
START = "^"  # no word: stands before each text, so that a phrase can ask to begin it
LONGEST_WORD = 255  # characters; the whitespace tokenizer cuts there too
NO_END = date.max  # of a reported rating without a term
PREFIXES = {"min_chars": 1, "max_chars": 8}  # letters indexed apart; longer ones are few


def _words(**more: Any) -> Text:
    """Scores are the plan's, so the lengths of texts are not kept. Pairs of words are indexed:
    most phrases are two words, and looking up positions was half the time of a search."""
    return Text(analyzer="whitespace", norms=False, index_phrases=True, **more)


def _names() -> Text:
    return _words(index_prefixes=PREFIXES)


def _shown() -> Keyword:
    """Handed back, never searched."""
    return Keyword(index=False, doc_values=False)


class IndexedProduct(Document):
    """The mapping of the index: strict, so that a foreign document is an error."""

    id = Long()
    name = _shown()
    name_en = _shown()
    title_written = _names()
    title_bare = _names()
    title_en_written = _names()
    title_en_bare = _names()
    makers_written = _names()
    makers_bare = _names()
    kinds_written = _names()
    kinds_bare = _names()
    text_written = _words()
    text_bare = _words()
    vocabulary_written = Keyword(index=False, ignore_above=LONGEST_WORD)
    vocabulary_bare = Keyword(index=False, ignore_above=LONGEST_WORD)
    stars = Byte()
    stars_until = Date(format="strict_date")
    candidate_five = Boolean()
    reported = Byte()
    reported_until = Date(format="strict_date")
    village = Keyword()
    craft = Keyword()
    group = Keyword()
    producer = Keyword()
    category = Keyword()
    occasion = Keyword()
    giftable = Boolean()
    in_stock = Boolean()
    is_available = Boolean()
    price = Long()
    created = Long()
    sort_vi = Keyword(index=False)
    sort_en = Keyword(index=False)
    rank_factor = Float(index=False)
    digest = Keyword(index=False)


def mapping() -> dict[str, Any]:
    """With the hash of everything in it under `_meta`: an index of another hash is not read."""
    found: dict[str, Any] = IndexedProduct._doc_type.mapping.to_dict()
    # rebuilt from the database only, so the words are not kept a second time
    dropped = [f"*_{form}" for form in ("written", "bare")]
    found |= {"dynamic": "strict", "_source": {"excludes": dropped}}
    return {**found, "_meta": {"schema": _hash(found)}}


def _hash(content: Mapping[str, Any]) -> str:
    text = json.dumps([VERSION, content], sort_keys=True)
    return blake2b(text.encode(), digest_size=8).hexdigest()


def schema() -> str:
    return str(mapping()["_meta"]["schema"])


def index_settings() -> dict[str, Any]:
    """Of an index in use; replicas and refreshes wait until a rebuild has filled it."""
    return {
        "number_of_shards": settings.ELASTICSEARCH_SHARDS,
        "number_of_replicas": settings.ELASTICSEARCH_REPLICAS,
    }


def source_of(document: ProductDocument) -> dict[str, Any]:
    texts = {
        Field.TITLE: document.title,
        Field.TITLE_EN: document.title_en,
        Field.MAKERS: document.makers,
        Field.KINDS: document.kinds,
        Field.TEXT: document.text,
    }
    words: dict[str, Any] = {}
    written_ones: set[str] = set()
    for field, text in texts.items():
        written = words_of(text)
        written_ones.update(written)
        words[f"{field}_written"] = " ".join([START, *written])
        words[f"{field}_bare"] = " ".join([START, *map(bare, written)])
    return {
        **words,
        "vocabulary_written": list(written_ones),
        "vocabulary_bare": list({bare(word) for word in written_ones}),
        **_facts_of(document),
    }


def _facts_of(document: ProductDocument) -> dict[str, Any]:
    reported_until = document.reported_until or NO_END
    return {
        "id": document.id,
        "name": document.title,
        "name_en": document.title_en,
        "stars": document.stars,
        "stars_until": document.stars_until and document.stars_until.isoformat(),
        "candidate_five": document.candidate_five,
        "reported": document.reported_stars,
        "reported_until": reported_until.isoformat() if document.reported_stars else None,
        "village": document.village or None,
        "craft": document.craft or None,
        "group": document.group or None,
        "producer": document.producer or None,
        "category": document.categories,
        "occasion": document.occasions,
        "giftable": document.giftable,
        "in_stock": document.in_stock,
        "is_available": document.is_available,
        "price": document.price,
        "created": document.created,
        "sort_vi": document.sort_vi,
        "sort_en": document.sort_en,
        "rank_factor": document.rank_factor,
        "digest": document.digest,
    }
