"""What words mean here, what is kept of searches, and the rules by which staff steer them."""

from search.models.lexicon import LexiconEntry
from search.models.log import SearchClick, SearchLog
from search.models.rules import SearchRule

__all__ = ["LexiconEntry", "SearchClick", "SearchLog", "SearchRule"]
