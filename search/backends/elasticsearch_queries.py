"""From the slots of a plan to Elasticsearch's query language; scores are the plan's own."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from search.backends.elasticsearch_documents import START
from search.plan import FIELD_WEIGHTS, Exclusion, Phrase, Slot, Stage

Query = dict[str, Any]
NOTHING: Query = {"match_none": {}}
EVERYTHING: Query = {"match_all": {}}
TIER = 1_000.0  # between the scores of two stages; no stage scores that much
EXPANSIONS = 1_000  # words that a long unfinished word of a phrase may become


def constant(query: Query, score: float) -> Query:
    return {"constant_score": {"filter": query, "boost": score}}


def every(queries: Sequence[Query]) -> Query:
    """A filter: all of them, or everything when there are none."""
    return {"bool": {"filter": list(queries)}} if queries else EVERYTHING


def some(queries: Sequence[Query]) -> Query:
    return {"bool": {"should": list(queries), "minimum_should_match": 1}} if queries else NOTHING


def but(query: Query, unwanted: Query) -> Query:
    return {"bool": {"filter": [query], "must_not": [unwanted]}}


def tiers(stages: Sequence[Stage], functions: Sequence[Query]) -> Query:
    """What any of the stages finds, scored by the first that does, earlier stages above later.

    `functions` multiply a stage's own score, never the distance between stages.
    """
    scored = [multiplied(stage_query(stage), functions) for stage in stages]
    if len(scored) == 1:
        return scored[0]
    steps = range(len(scored) - 1, -1, -1)
    lifted = [
        {"bool": {"must": [query, constant(EVERYTHING, TIER * step)]}} if step else query
        for query, step in zip(scored, steps, strict=True)
    ]
    return _best(lifted)


def multiplied(query: Query, functions: Sequence[Query]) -> Query:
    parts = {"query": query, "functions": list(functions)}
    return {"function_score": {**parts, "score_mode": "multiply", "boost_mode": "multiply"}}


def stage_query(stage: Stage) -> Query:
    required = [slot_query(slot) for slot in stage.slots if not slot.optional]
    raising = [slot_query(slot) for slot in stage.slots if slot.optional]
    closer = [phrase_query(phrase) for phrase in stage.closer]
    if not required:
        return NOTHING
    if stage.needed >= len(required):
        return {"bool": {"must": required, "should": [*raising, *closer]}}
    most = {"bool": {"should": required, "minimum_should_match": max(stage.needed, 1)}}
    return {"bool": {"must": [most], "should": [*raising, *closer]}}


def stage_filter(stage: Stage) -> Query:
    """What the stage finds, without the scores."""
    required = [_slot_filter(slot) for slot in stage.slots if not slot.optional]
    needed = min(max(stage.needed, 1), len(required))
    return {"bool": {"should": required, "minimum_should_match": needed}} if required else NOTHING


def _slot_filter(slot: Slot) -> Query:
    """Single words of a field are looked up together."""
    words: dict[str, list[str]] = defaultdict(list)
    others: list[Query] = []
    for phrase in slot.alternatives:
        for field in _fields(phrase):
            if len(phrase.words) == 1 and not (phrase.prefix or phrase.starts):
                words[field] += phrase.words
            else:
                others.append(_match(field, phrase))
    return some([*({"terms": {field: found}} for field, found in words.items()), *others])


def slot_query(slot: Slot) -> Query:
    return _best([query for phrase in slot.alternatives for query in _in_fields(phrase)])


def exclusion_query(exclusion: Exclusion) -> Query:
    """What is left out."""
    phrases = some([phrase_query(phrase) for phrase in exclusion.phrases])
    return but(phrases, some([phrase_query(phrase) for phrase in exclusion.spared]))


def phrase_query(phrase: Phrase) -> Query:
    return _best(list(_in_fields(phrase)))


def _in_fields(phrase: Phrase) -> Iterable[Query]:
    for name, weight in _fields(phrase).items():
        yield constant(_match(name, phrase), phrase.weight * weight)


def _fields(phrase: Phrase) -> dict[str, float]:
    """Names in the index, and weights."""
    form = "bare" if phrase.bare else "written"
    return {f"{f}_{form}": weight for f, weight in FIELD_WEIGHTS.items() if f in phrase.fields}


def _match(field: str, phrase: Phrase) -> Query:
    words = (START, *phrase.words) if phrase.starts else phrase.words
    text = " ".join(words)
    if phrase.prefix:
        if len(words) == 1:
            return {"prefix": {field: {"value": text}}}
        return {"match_phrase_prefix": {field: {"query": text, "max_expansions": EXPANSIONS}}}
    if len(words) == 1:
        return {"term": {field: {"value": text}}}
    return {"match_phrase": {field: {"query": text}}}


def _best(queries: Sequence[Query]) -> Query:
    """The highest score counts."""
    if not queries:
        return NOTHING
    return queries[0] if len(queries) == 1 else {"dis_max": {"queries": list(queries)}}
