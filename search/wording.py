"""What the page says about the words: how else they may be meant, or how they were read."""

from dataclasses import dataclass

from search.backends.base import SearchResult
from search.criteria import SearchCriteria
from search.words import bare, words_of


@dataclass(frozen=True, slots=True)
class Wording:
    """Another spelling and its list; when `is_corrected`, that spelling answered and `url` is the
    list of what was typed, taken to the letter."""

    words: str  # "" when several spellings answered together
    url: str
    is_corrected: bool = False


def wording_of(result: SearchResult, criteria: SearchCriteria, path: str) -> Wording | None:
    other = result.understanding.did_you_mean
    if result.total and (is_put_right(result, criteria.q) or is_last_resort(result)):
        return Wording(other, path + criteria.to_query(verbatim=True, page=1), is_corrected=True)
    if not other or other == criteria.q:
        return None
    return Wording(other, path + criteria.to_query(q=other, verbatim=False, page=1))


def is_put_right(result: SearchResult, q: str) -> bool:
    """The engine was asked for the other spelling and not for what was typed."""
    other = words_of(result.understanding.did_you_mean)
    replaced = {bare(word) for word in words_of(q) if word not in other}
    return bool(other and replaced) and not replaced & asked_words(result)


def is_last_resort(result: SearchResult) -> bool:
    """Nothing had the words as typed: the goods shown have words that are like them."""
    answered = [s for s in result.understanding.plan.stages if s.name == result.stage]
    return bool(answered) and all(
        stage.is_last_resort and not stage.leaves_out for stage in answered
    )


def asked_words(result: SearchResult) -> set[str]:
    """Every word that some stage looks for, without its marks."""
    slots = [slot for stage in result.understanding.plan.stages for slot in stage.slots]
    phrases = [phrase for slot in slots for phrase in slot.alternatives]
    return {bare(word) for phrase in phrases for word in phrase.words}
