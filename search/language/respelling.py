"""Words put right before they are read: keys, glued and divided words, spelling."""

from collections.abc import Sequence
from dataclasses import replace

from search.language.likeness import is_syllable
from search.language.parts import Knowledge, part_of
from search.language.query import Word
from search.language.vocabulary import MOST_SPELLINGS, Spelling
from search.words import bare

MOST_PIECES = 4  # of a glued word
SHORTEST_PIECE = 2  # letters
SHORTEST_COMPOUND = 7


def put_right(
    words: Sequence[Word], known: Knowledge, *, is_typing: bool
) -> tuple[list[Word], dict[Word, tuple[Spelling, ...]]]:
    """Keys become letters, glued words come apart, a misspelt word takes the form that its
    neighbours ask for; the others keep their possible spellings."""
    result: list[Word] = []
    for place, word in enumerate(words):
        is_unfinished = is_typing and place == len(words) - 1
        if is_unfinished or _is_known(word, known):
            result.append(word)
        elif reading := known.vocabulary.decoded(word.text):
            result.append(replace(word, text=reading, is_loose=False))
        else:
            result += _unglued(word, known) or [word]
    return _respelt(_compounds(result, known), known, is_typing=is_typing)


def _compounds(words: list[Word], known: Knowledge) -> list[Word]:
    """ "table cloth" as the index writes it, where it writes it in one word."""
    result: list[Word] = []
    for word in words:
        before = result[-1] if result else None
        if before is not None and _is_compound(before, word, known):
            result[-1] = replace(before, text=before.text + word.text, end=word.end)
        else:
            result.append(word)
    return result


def _is_compound(one: Word, other: Word, known: Knowledge) -> bool:
    glued = one.text + other.text
    if len(glued) < SHORTEST_COMPOUND or not glued.isascii() or is_syllable(other.bare):
        return False
    texts = (one.text, other.text)
    is_phrase = known.lexicon.sense(texts, is_bare=True) is not None
    return bare(glued) in known.vocabulary.counts.bare and not is_phrase


def _respelt(
    words: list[Word], known: Knowledge, *, is_typing: bool
) -> tuple[list[Word], dict[Word, tuple[Spelling, ...]]]:
    spellings: dict[Word, tuple[Spelling, ...]] = {}
    for place, word in enumerate(words):
        is_unfinished = is_typing and place == len(words) - 1
        if is_unfinished or _is_known(word, known):
            continue
        candidates = known.vocabulary.spellings(word.text)
        fitting = next((c for c in candidates if _fits(words, place, c, known)), None)
        if fitting is not None:
            words[place] = word.spelt(fitting.text)
        elif meant := known.lexicon.nearest(word.text, candidates):
            words[place] = word.spelt(meant)
        elif believed := _believed(word, candidates, alone=len(words) == 1):
            spellings[word] = believed
    return words, spellings


def _believed(word: Word, candidates: Sequence[Spelling], *, alone: bool) -> tuple[Spelling, ...]:
    """Where nothing speaks for a spelling but its likeness: close ones, or any of a syllable that
    other words stand beside."""
    likely = candidates[:MOST_SPELLINGS]
    if not alone and is_syllable(word.bare):
        return tuple(likely)
    return tuple(candidate for candidate in likely if candidate.is_close)


def _fits(words: Sequence[Word], place: int, spelling: Spelling, known: Knowledge) -> bool:
    """With this spelling the word belongs to a name or a phrase with its neighbours."""
    changed = [*words[:place], words[place].spelt(spelling.text), *words[place + 1 :]]
    longest = max(known.lexicon.longest, known.names.longest)
    for start in range(max(0, place - longest + 1), place + 1):
        for end in range(max(place + 1, start + 2), min(len(changed), start + longest) + 1):
            part = part_of(tuple(changed[start:end]), known)
            if part.name is not None or part.sense is not None:
                return True
    return False


def _is_known(word: Word, known: Knowledge) -> bool:
    if not word.text.isalpha() and not known.vocabulary.decoded(word.text):
        return True  # numbers and sizes are never respelt
    return (
        known.vocabulary.knows(word.text)
        or known.lexicon.knows(word.text)
        or (word.text.isascii() and known.lexicon.knows(word.bare))
    )


def _unglued(word: Word, known: Knowledge) -> list[Word]:
    """ "battrang" as "bat", "trang"; nothing when the pieces are not all known."""
    plain = word.bare
    if not plain.isalpha() or is_syllable(plain):
        return []
    pieces = _pieces(plain, known)
    return [word.spelt(piece) for piece in pieces]


def _pieces(plain: str, known: Knowledge) -> list[str]:
    """The fewest names, phrases and words that the letters consist of."""
    best: list[list[str] | None] = [[]] + [None] * len(plain)
    for end in range(1, len(plain) + 1):
        for start in range(max(0, end - 40), end - SHORTEST_PIECE + 1):
            before = best[start]
            piece = plain[start:end]
            words = (
                known.names.glued.get(piece)
                or known.lexicon.glued.get(piece)
                or _one_word(piece, known)
            )
            if before is None or not words or len(before) + len(words) > MOST_PIECES:
                continue
            candidate = [*before, *words]
            current = best[end]
            if current is None or len(candidate) < len(current):
                best[end] = candidate
    found = best[len(plain)] or []
    return found if len(found) > 1 else []


def _one_word(piece: str, known: Knowledge) -> tuple[str, ...]:
    is_word = piece in known.vocabulary.counts.bare and is_syllable(piece)
    return (piece,) if is_word else ()
