"""From the words of a query to full-text matches: strict first, then looser, never a syntax error.

Words are cut by us and quoted, so whatever a person types is data. Four stages fill the table
`hit(id, tier, score)` of the connection; the first that finds enough is the last.
"""

import math
import sqlite3

from search.words import bare, has_marks, query_words

SHORTEST_PREFIX = 2  # letters; one letter begins half of all words
ENOUGH = 3  # hits; below that the next stage joins in, ranked after them
# title, title_bare, maker, maker_bare, kind, kind_bare, body, body_bare
WEIGHTS = "8.0, 5.0, 4.0, 2.5, 3.0, 2.0, 1.0, 0.6"
EXACT_COLUMNS = "{title maker kind body}"
STRICT, FOLDED, PREFIX, MOST = range(4)

_RANKED = f"SELECT rowid, {{tier}}, bm25(words, {WEIGHTS}) FROM words WHERE words MATCH ?"  # noqa: S608


def find_hits(connection: sqlite3.Connection, q: str) -> bool | None:
    """Fills `hit`. None when the query has no words, True when only most words were found."""
    words = query_words(q)
    if not q:
        return None
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS hit (id INTEGER PRIMARY KEY, tier INTEGER, score REAL)"
    )
    connection.execute("DELETE FROM hit")
    if not words:
        return False
    found = 0
    for tier, expression in _stages(words):
        found += _add(connection, tier, expression)
        if found >= ENOUGH:
            return False
    if found or len(words) == 1:
        return False
    _add_most(connection, words)
    return True


def _stages(words: list[str]) -> list[tuple[int, str]]:
    strict = " AND ".join(_strict(word) for word in words)
    folded = " AND ".join(_folded(word) for word in words)
    prefix = " AND ".join([*(_folded(word) for word in words[:-1]), _prefix(words[-1])])
    stages = [(STRICT, strict)] if any(has_marks(word) for word in words) else []
    stages.append((FOLDED, folded))
    if len(words[-1]) >= SHORTEST_PREFIX:
        stages.append((PREFIX, prefix))
    return stages


def _strict(word: str) -> str:
    """lúa is not lụa: a word typed with its marks means them; one without means any."""
    return f"{EXACT_COLUMNS} : {_quoted(word)}" if has_marks(word) else _quoted(word)


def _folded(word: str) -> str:
    """In every column, so that a word that is exactly as typed ranks above its folded twins."""
    plain = bare(word)
    return _quoted(word) if plain == word else f"({_quoted(word)} OR {_quoted(plain)})"


def _prefix(word: str) -> str:
    plain = bare(word)
    if plain == word:
        return f"{_quoted(word)} *"
    return f"({_quoted(word)} * OR {_quoted(plain)} *)"


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _add(connection: sqlite3.Connection, tier: int, expression: str) -> int:
    cursor = connection.execute(
        f"INSERT OR IGNORE INTO hit {_RANKED.format(tier=tier)}", [expression]
    )
    return cursor.rowcount


def _add_most(connection: sqlite3.Connection, words: list[str]) -> None:
    """Goods that have most of the words, the more the better."""
    needed = max(1, math.ceil(len(words) * 0.6) - (len(words) == 2))
    each = " UNION ALL ".join(_RANKED.format(tier=MOST) for _word in words)
    sql = (
        f"INSERT INTO hit WITH each (id, tier, score) AS MATERIALIZED ({each}) "  # noqa: S608
        "SELECT id, tier, SUM(score) - 1000 * COUNT(*) FROM each GROUP BY id HAVING COUNT(*) >= ?"
    )
    connection.execute(sql, [*(_folded(word) for word in words), needed])


def prefix_expression(q: str) -> str | None:
    """All words, the last one unfinished: what a suggestion matches."""
    words = query_words(q)
    if not words:
        return None
    return " AND ".join([*(_folded(word) for word in words[:-1]), _prefix(words[-1])])
