from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.criteria import SearchCriteria


class BackendUnavailable(Exception):
    """The index is missing, broken, foreign or locked: the database answers instead."""


class IndexMissing(BackendUnavailable):
    """There is no index yet; the rebuild that makes it will read everything."""


class RebuildRunning(Exception):
    """Another process is writing a new index; what is edited meanwhile will be in it."""


class EngineDown(BackendUnavailable):
    """The engine did not answer, or not whole: asking again at once would not help."""


class ShardsGone(EngineDown):
    """No shard answered, as while the index is replaced: asking again once may help."""


class PageOutOfRange(Exception):
    """The page asked for lies beyond the last one."""

    def __init__(self, criteria: "SearchCriteria", last: int) -> None:
        super().__init__(f"page {criteria.page} of {last}")
        self.criteria = criteria
        self.last = last
