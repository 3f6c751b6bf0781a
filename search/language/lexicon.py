"""What words mean in this shop: synonyms, general words, intents and fillers, found by phrase."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from search.language.likeness import is_syllable
from search.language.vocabulary import SURE_FROM, Spelling, spellings_among
from search.words import bare, words_of

BARE_DISCOUNT = 0.8  # of a meaning found without the marks that tell it from others
LONGEST_MEANING = 8  # words
ANY_GIFT = "gift"  # value of the intent that says no more than that it is a present
Words = tuple[str, ...]


class Kind(StrEnum):
    """Equal to LexiconEntry.Kind."""

    TWO_WAY = "two_way"
    ONE_WAY = "one_way"
    GENERAL = "general"
    RECIPIENT = "recipient"
    OCCASION = "occasion"
    GIFTABLE = "giftable"
    BUDGET = "budget"
    TRAIT = "trait"
    FILLER = "filler"
    DESCRIPTION = "description"
    ELSEWHERE = "elsewhere"
    ABSENT = "absent"
    AVOIDS = "avoids"


INTENTS = (Kind.RECIPIENT, Kind.OCCASION, Kind.GIFTABLE, Kind.BUDGET, Kind.TRAIT)
ROLES = (Kind.DESCRIPTION, Kind.ELSEWHERE, Kind.ABSENT, Kind.AVOIDS)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as staff wrote it; `means` is empty for words that mean each other.

    Of AVOIDS, `means` is what goods must not have.
    """

    kind: Kind
    words: Sequence[str]
    means: Mapping[str, float] = field(default_factory=dict)
    weight: float = 0.9
    value: str = ""
    price_min: int | None = None
    price_max: int | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    words: Words
    weight: float


@dataclass(frozen=True, slots=True)
class Sense:
    """What one phrase stands for. A phrase of several rows has the kind of the first of them, but
    what only says how words are to be taken never hides a meaning."""

    kind: Kind
    means: tuple[Meaning, ...] = ()
    value: str = ""
    price_min: int | None = None
    price_max: int | None = None
    roles: frozenset[Kind] = frozenset()  # those of ROLES among its rows
    avoids: tuple[Meaning, ...] = ()
    weight: float = 0.9  # of a wish among several

    @property
    def is_intent(self) -> bool:
        return self.kind in INTENTS


class Lexicon:
    """Frozen once built. Phrases are found as written, or without marks when none were typed."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._written: dict[Words, Sense] = {}
        self._bare: dict[Words, Sense] = {}
        self.longest = 1
        self.presents: Sense | None = None  # what is given to anyone
        self._known: set[str] = set()
        self._twins: dict[Words, set[Words]] = defaultdict(set)
        for entry in entries:
            for phrase in entry.words:
                words = tuple(words_of(phrase))
                if words:
                    self._add(words, _sense(entry, words))
            if entry.kind is Kind.GIFTABLE and entry.value == ANY_GIFT:
                self.presents = _merged(self.presents, _sense(entry, ()))
        for plain, twins in self._twins.items():
            self._bare[plain] = replace(self._bare[plain], roles=self._roles(plain, twins))
        english = sorted(filter(self._is_english, self._written))
        self._spelt = spellings_among({words[0]: 1 for words in english})
        # "caphe" → ("ca", "phe"), for phrases of several words
        self._sorted = sorted((" ".join(words), words) for words in self._bare)
        self.glued = {"".join(words): words for words in self._bare if len(words) > 1}

    def _add(self, words: Words, sense: Sense) -> None:
        self.longest = max(self.longest, len(words))
        self._written[words] = _merged(self._written.get(words), sense)
        plain = _bare(words)
        self._known.update(words, plain)
        self._bare[plain] = _merged(self._bare.get(plain), sense)
        self._twins[plain].add(words)

    def _is_english(self, words: Words) -> bool:
        """One English word that stands for something to find."""
        word, *more = words
        sense = self._written[words]
        return not more and word.isascii() and not is_syllable(word) and bool(sense.means)

    def _roles(self, plain: Words, twins: Iterable[Words]) -> frozenset[Kind]:
        """Those that all words have that are written so without marks: "nho" may be "nhỏ" or a
        grape. A single syllable is too little to tell."""
        if len(plain) == 1 and plain not in twins:
            return frozenset()
        roles = [self._written[words].roles for words in twins]
        return roles[0].intersection(*roles[1:])

    def sense(self, words: Words, *, is_bare: bool) -> Sense | None:
        """`is_bare`: the words were typed without marks and may stand for any of their twins."""
        exact = self._written.get(words)
        if exact is not None or not is_bare:
            return exact
        sense = self._bare.get(_bare(words))
        return None if sense is None else _discounted(sense)

    def beginning_with(self, begun: Words, limit: int) -> list[Sense]:
        """Senses of phrases, without marks, whose letters begin so."""
        start = " ".join(begun)
        place = bisect_left(self._sorted, (start, ()))
        found = []
        for text, words in self._sorted[place : place + limit]:
            if not text.startswith(start):
                break
            found.append(self._bare[words])
        return found

    def nearest(self, word: str, others: Sequence[Spelling]) -> str:
        """The English word of the lexicon that a misspelt one is most like, unless the index has
        one that is as like; "" when none is close."""
        if not word.isascii() or is_syllable(word) or len(word) < SURE_FROM:
            return ""
        best = next(iter(self._spelt(word)), None)
        if best is None or not best.is_close or best.text[0] != word[0]:
            return ""
        rival = next((other for other in others if other.is_close), None)
        return "" if rival is not None and rival.weight >= best.weight else best.text

    def knows(self, word: str) -> bool:
        """Stands in a phrase of the lexicon."""
        return word in self._known

    def __len__(self) -> int:
        return len(self._written)


def _bare(words: Words) -> Words:
    return tuple(bare(word) for word in words)


def _sense(entry: Entry, words: Words) -> Sense:
    means: dict[Words, float] = defaultdict(float)
    if entry.kind is Kind.TWO_WAY:
        targets = dict.fromkeys(entry.words, entry.weight)
    else:
        targets = dict(entry.means)
    for phrase, weight in targets.items():
        target = tuple(words_of(phrase))[:LONGEST_MEANING]
        if target and target != words:
            means[target] = max(means[target], min(max(weight, 0.0), 1.0))
    meanings = tuple(Meaning(target, weight) for target, weight in means.items() if weight)
    roles = frozenset({entry.kind}) & {*ROLES}
    if entry.kind is Kind.AVOIDS:
        return Sense(entry.kind, value=entry.value, roles=roles, avoids=meanings)
    prices = (entry.price_min, entry.price_max)
    return Sense(entry.kind, meanings, entry.value, *prices, roles, weight=entry.weight)


def _merged(one: Sense | None, other: Sense) -> Sense:
    if one is None:
        return other
    first, second = (one, other) if _rank(one) <= _rank(other) else (other, one)
    return Sense(
        first.kind,
        _heavier(one.means, other.means),
        first.value or second.value,
        first.price_min or second.price_min,
        first.price_max or second.price_max,
        one.roles | other.roles,
        _heavier(one.avoids, other.avoids),
        first.weight,
    )


def _rank(sense: Sense) -> int:
    return 0 if sense.is_intent else 1 if sense.kind not in ROLES else 2


def _heavier(one: Iterable[Meaning], other: Iterable[Meaning]) -> tuple[Meaning, ...]:
    weights: dict[Words, float] = {}
    for meaning in (*one, *other):
        weights[meaning.words] = max(weights.get(meaning.words, 0.0), meaning.weight)
    return tuple(Meaning(words, weight) for words, weight in weights.items())


def _discounted(sense: Sense) -> Sense:
    means = tuple(Meaning(m.words, m.weight * BARE_DISCOUNT) for m in sense.means)
    return replace(sense, means=means)
