"""The lexicon as data/search_words.yaml has it, and its way into the database."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction

from search.models import LexiconEntry
from search.words import words_of

SEED = Path(settings.BASE_DIR) / "data" / "search_words.yaml"
Kind = LexiconEntry.Kind
_LISTS = (
    ("fillers", Kind.FILLER),
    ("descriptions", Kind.DESCRIPTION),
    ("elsewhere", Kind.ELSEWHERE),
    ("absent", Kind.ABSENT),
)
_FIELDS = (
    *("kind", "words", "means", "weight", "value", "label", "label_en"),
    *("price_min", "price_max"),
)


def seed_rows(path: Path = SEED) -> list[LexiconEntry]:
    """Unsaved rows with keys of their own. Raises OSError, ValueError, yaml.YAMLError."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise ValueError(f"{path} is not a mapping of sections")
    taken: Counter[str] = Counter()
    rows = []
    for row in _rows(content):
        name = " ".join(words_of(row.value or row.words.partition("\n")[0]))[:100]
        key = f"{row.kind}: {name}"
        taken[key] += 1
        row.key = key if taken[key] == 1 else f"{key} {taken[key]}"
        rows.append(row)
    return rows


def _rows(content: Mapping[str, Any]) -> Iterator[LexiconEntry]:
    for record in content.get("synonyms") or ():
        if "word" in record:
            yield _row(Kind.ONE_WAY, [record["word"]], record)
        else:
            yield _row(Kind.TWO_WAY, record["words"], record)
    for record in content.get("general") or ():
        yield _row(Kind.GENERAL, record["words"], record)
    for record in content.get("intents") or ():
        yield _row(Kind(record["kind"]), record["words"], record)
    for record in content.get("avoids") or ():
        yield _row(Kind.AVOIDS, record["words"], record)
    for section, kind in _LISTS:
        if words := content.get(section):
            yield _row(kind, words, {})


def _row(kind: Kind, words: Iterable[object], record: Mapping[str, Any]) -> LexiconEntry:
    label, price = record.get("label") or {}, record.get("price") or {}
    return LexiconEntry(
        kind=kind,
        words="\n".join(str(word) for word in words),
        means="\n".join(
            f"{word}: {weight}" for word, weight in (record.get("means") or {}).items()
        ),
        weight=float(record.get("weight", 0.9)),
        value=str(record.get("value") or record.get("id") or ""),
        label=str(label.get("vi", "")),
        label_en=str(label.get("en", "")),
        price_min=price.get("min"),
        price_max=price.get("max"),
    )


@transaction.atomic
def load_lexicon(path: Path = SEED) -> int:
    """Brings the rows of the file up to date; what staff edited or made stays. Idempotent.

    Rows that the file no longer has are removed, unless staff edited them. The number of rows
    written. A folder without the file changes nothing.
    """
    if not path.exists():
        return 0
    present = LexiconEntry.objects.in_bulk(field_name="key")
    fresh, changed, keys = [], [], set()
    for row in seed_rows(path):
        keys.add(row.key)
        there = present.get(row.key)
        if there is None:
            fresh.append(row)
        elif not there.is_edited and _differs(there, row):
            row.pk, row.is_active = there.pk, there.is_active
            changed.append(row)
    LexiconEntry.objects.bulk_create(fresh)
    for row in changed:
        row.save()
    LexiconEntry.objects.filter(is_edited=False).exclude(key__in=keys).delete()
    return len(fresh) + len(changed)


def _differs(one: LexiconEntry, other: LexiconEntry) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in _FIELDS)
