"""What the page says about the words: how else they may be meant, or how they were read."""

from dataclasses import dataclass

from search.backends.base import SearchResult
from search.criteria import SearchCriteria


@dataclass(frozen=True, slots=True)
class Wording:
    """Another spelling and its list; when `is_corrected`, that spelling answered and `url` is the
    list of what was typed, taken to the letter."""

    words: str
    url: str
    is_corrected: bool = False


def wording_of(result: SearchResult, criteria: SearchCriteria, path: str) -> Wording | None:
    other = result.understanding.did_you_mean
    if not other or other == criteria.q:
        return None
    if is_corrected(result):
        return Wording(other, path + criteria.to_query(verbatim=True, page=1), is_corrected=True)
    return Wording(other, path + criteria.to_query(q=other, verbatim=False, page=1))


def is_corrected(result: SearchResult) -> bool:
    """Nothing had the words as typed: the goods shown are those of the other spelling."""
    stages = {stage.name: stage for stage in result.understanding.plan.stages}
    answered = stages.get(result.stage)
    return bool(result.total and answered and answered.is_last_resort)
