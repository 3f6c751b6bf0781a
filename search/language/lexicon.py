"""What words mean in this shop: synonyms, general words, intents and fillers, found by phrase."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

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


INTENTS = (Kind.RECIPIENT, Kind.OCCASION, Kind.GIFTABLE, Kind.BUDGET, Kind.TRAIT)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as staff wrote it; `means` is empty for words that mean each other."""

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
    """What one phrase stands for. A phrase of several rows has the kind of the first of them."""

    kind: Kind
    means: tuple[Meaning, ...] = ()
    value: str = ""
    price_min: int | None = None
    price_max: int | None = None
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
        for entry in entries:
            for phrase in entry.words:
                words = tuple(words_of(phrase))
                if words:
                    self._add(words, _sense(entry, words))
            if entry.kind is Kind.GIFTABLE and entry.value == ANY_GIFT:
                self.presents = _merged(self.presents, _sense(entry, ()))
        # "caphe" → ("ca", "phe"), for phrases of several words
        self._sorted = sorted((" ".join(words), words) for words in self._bare)
        self.glued = {"".join(words): words for words in self._bare if len(words) > 1}

    def _add(self, words: Words, sense: Sense) -> None:
        self.longest = max(self.longest, len(words))
        self._written[words] = _merged(self._written.get(words), sense)
        plain = _bare(words)
        self._known.update(words, plain)
        self._bare[plain] = _merged(self._bare.get(plain), sense)

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
    return Sense(entry.kind, meanings, entry.value, entry.price_min, entry.price_max, entry.weight)


def _merged(one: Sense | None, other: Sense) -> Sense:
    if one is None:
        return other
    weights: dict[Words, float] = {}
    for meaning in (*one.means, *other.means):
        weights[meaning.words] = max(weights.get(meaning.words, 0.0), meaning.weight)
    means = tuple(Meaning(words, weight) for words, weight in weights.items())
    first, second = (one, other) if one.is_intent or not other.is_intent else (other, one)
    return Sense(
        first.kind,
        means,
        first.value or second.value,
        first.price_min or second.price_min,
        first.price_max or second.price_max,
        first.weight,
    )


def _discounted(sense: Sense) -> Sense:
    means = tuple(Meaning(m.words, m.weight * BARE_DISCOUNT) for m in sense.means)
    return replace(sense, means=means)
