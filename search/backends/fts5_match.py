"""Runs the stages of a plan on the full-text table: sets of ids, and a score for each.

Every phrase in every field is one query that asks for nothing but ids; the sets are remembered
until the index changes. Weights are added up here, the same way as in every engine: see
search.plan. Words are cut by us and quoted, so whatever a person types is data.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from search.plan import FIELD_WEIGHTS, Exclusion, Field, Phrase, Stage

REMEMBERED = 1_000_000  # ids in all sets of one index together
_COLUMNS = {
    Field.TITLE: "title",
    Field.TITLE_EN: "title_en",
    Field.MAKERS: "maker",
    Field.KINDS: "kind",
    Field.TEXT: "body",
}
_IDS = "SELECT rowid FROM words WHERE words MATCH ?"
Ids = frozenset[int]
Scores = dict[int, float]
NOTHING: Ids = frozenset()


class Postings:
    """The ids of each phrase in each field, of one state of the index."""

    def __init__(self) -> None:
        self._sets: OrderedDict[str, Ids] = OrderedDict()
        self._size = 0

    def ids(self, connection: sqlite3.Connection, expression: str) -> Ids:
        found = self._sets.get(expression)
        if found is None:
            found = frozenset(row[0] for row in connection.execute(_IDS, [expression]))
            self._sets[expression] = found
            self._size += len(found)
            while self._size > REMEMBERED and len(self._sets) > 1:
                self._size -= len(self._sets.popitem(last=False)[1])
        return found


@dataclass(frozen=True, slots=True)
class Hit:
    """`tier` is the place of the stage that found it."""

    tier: int
    score: float


class Matcher:
    """For one query on one snapshot of the index."""

    def __init__(self, connection: sqlite3.Connection, postings: Postings) -> None:
        self._connection = connection
        self._postings = postings

    def run(self, stage: Stage, but: Iterable[int] = ()) -> Scores:
        """Every document that meets the stage with its score, some left out."""
        needed = [slot for slot in stage.slots if not slot.optional]
        optional = [slot for slot in stage.slots if slot.optional]
        if not needed:
            return {}
        levels = [list(self._levels(slot.alternatives)) for slot in needed]
        allowed = self._allowed(levels, stage.needed) - frozenset(but)
        scores = dict.fromkeys(allowed, 0.0)
        if not scores:
            return scores
        for parts in levels:
            _add_best(scores, parts, allowed)
        for slot in optional:
            _add_best(scores, self._levels(slot.alternatives), allowed)
        for phrase in stage.closer:
            _add_best(scores, self._levels((phrase,)), allowed)
        return scores

    def excluded(self, exclusion: Exclusion) -> Ids:
        """Every document that the exclusion leaves out."""
        having, spared = map(self._having, (exclusion.phrases, exclusion.spared))
        return having - spared

    def _having(self, phrases: Iterable[Phrase]) -> Ids:
        return NOTHING.union(*(ids for _weight, ids in self._levels(phrases)))

    def _allowed(self, levels: list[list[tuple[float, Ids]]], needed: int) -> Ids:
        """Documents that have enough of the slots."""
        having = [NOTHING.union(*(ids for _weight, ids in parts)) for parts in levels]
        if needed >= len(having):
            smallest, *others = sorted(having, key=len)
            return smallest.intersection(*others)
        number: dict[int, int] = {}
        for ids in having:
            for product_id in ids:
                number[product_id] = number.get(product_id, 0) + 1
        return frozenset(product_id for product_id, times in number.items() if times >= needed)

    def _levels(self, phrases: Iterable[Phrase]) -> Iterator[tuple[float, Ids]]:
        """Sets of ids with their weight, the heaviest first."""
        asked = [
            (phrase.weight * FIELD_WEIGHTS[field], expression(phrase, field))
            for phrase in phrases
            for field in phrase.fields
            if phrase.words
        ]
        for weight, text in sorted(asked, key=lambda pair: -pair[0]):
            ids = self._postings.ids(self._connection, text)
            if ids:
                yield weight, ids


def _add_best(scores: Scores, levels: Iterable[tuple[float, Ids]], allowed: Ids) -> None:
    """The heaviest level of each document counts, once."""
    seen: set[int] = set()
    for weight, ids in levels:
        fresh = (ids & allowed) - seen
        for product_id in fresh:
            scores[product_id] += weight
        seen |= fresh


def run_stages(
    stages: Iterable[Stage],
    run: Callable[[Stage, Iterable[int]], Scores],
    enough: int | None = None,
) -> tuple[dict[int, Hit], str]:
    """Hits of the stages in their order until there are enough, or as many as each of them fills
    to; the name of the last that ran."""
    hits: dict[int, Hit] = {}
    name = ""
    for tier, stage in enumerate(stages):
        if not stage.joins_in(len(hits), enough):
            continue
        name = stage.name
        for product_id, score in run(stage, hits).items():
            hits[product_id] = Hit(tier, score)
    return hits, name


def expression(phrase: Phrase, field: Field) -> str:
    column = _COLUMNS[field] + ("_bare" if phrase.bare else "")
    text = " ".join(phrase.words).replace('"', '""')
    return f'{column} : {"^" * phrase.starts} "{text}"{" *" * phrase.prefix}'
