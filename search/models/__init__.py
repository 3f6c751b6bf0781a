"""What words mean here, what the index has yet to read, what is kept of searches, staff's rules."""

from search.models.changes import Change, ChangeQuerySet
from search.models.lexicon import LexiconEntry
from search.models.log import SearchClick, SearchLog
from search.models.rules import SearchRule

__all__ = ["Change", "ChangeQuerySet", "LexiconEntry", "SearchClick", "SearchLog", "SearchRule"]
