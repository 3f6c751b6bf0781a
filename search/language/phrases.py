"""Phrases that an engine looks for, and what each of them weighs."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import log

from search.language.lexicon import Kind, Meaning, Sense
from search.language.parts import Part
from search.language.vocabulary import Vocabulary
from search.plan import EVERYWHERE, Field, Phrase, Slot
from search.words import bare

GOODS = frozenset({Field.TITLE, Field.TITLE_EN, Field.KINDS})
MEANT = EVERYWHERE - {Field.MAKERS}  # a maker called "Gốm sứ …" makes bricks, too
NAMES = frozenset({Field.TITLE, Field.TITLE_EN})
ENGLISH = frozenset({Field.TITLE_EN, Field.KINDS, Field.TEXT})
AT_THE_HEAD = 0.3  # a name that begins with what was asked for
EITHER = 0.01  # of one of several words that must be there: their own slots score them
OF_ITS_KIND = 0.8  # goods whose kind is what was asked for, beside a name that mentions it


def any_of(slots: Iterable[Slot]) -> Slot:
    phrases = [phrase for slot in slots for phrase in slot.alternatives]
    return Slot(tuple(replace(phrase, weight=EITHER) for phrase in phrases))


def heads(slots: Iterable[Slot]) -> Iterator[Phrase]:
    """Vietnamese names begin with what the good is: "Trà sen" before "Hộp quà trà sen"."""
    for slot in slots:
        for phrase in slot.alternatives[:4]:
            if phrase.fields & NAMES:
                weight = AT_THE_HEAD * phrase.weight
                heads = frozenset({Field.TITLE})
                yield replace(phrase, weight=weight, fields=heads, starts=True)


def kinds(slots: Iterable[Slot]) -> Iterator[Phrase]:
    """A bowl of the kind "gốm sứ" before an orchid whose name has "chậu gốm"."""
    kinds = frozenset({Field.KINDS})
    for slot in slots:
        for phrase in slot.alternatives[:4]:
            if Field.KINDS in phrase.fields:
                yield replace(phrase, weight=OF_ITS_KIND * phrase.weight, fields=kinds)


def written(meaning: Meaning, weight: float, fields: frozenset[Field]) -> Iterator[Phrase]:
    """As it stands in the texts of its language."""
    if not "".join(meaning.words).isascii():
        yield Phrase(meaning.words, weight, fields=fields - {Field.TITLE_EN})
        return
    yield Phrase(meaning.words, weight, fields=fields)
    plain = tuple(bare(word) for word in meaning.words)
    yield Phrase(plain, weight, bare=True, fields=fields & ENGLISH)


def wished(part: Part, factor: float) -> Iterator[Phrase]:
    """What the wish stands for, in names and kinds of goods: who is given a scarf is not given
    what a text puts beside a scarf. What a present is like stands in the texts."""
    if part.sense is not None:
        fields = MEANT if part.sense.kind is Kind.TRAIT else GOODS
        yield from weighed(part.sense, factor, fields)


def weighed(sense: Sense, factor: float, fields: frozenset[Field]) -> Iterator[Phrase]:
    for meaning in sense.means:
        yield from written(meaning, meaning.weight * factor, fields)


def rare(slot: Slot, vocabulary: Vocabulary) -> Slot:
    """Where not every word is needed, a rare one says more than a common one."""
    counts = vocabulary.counts.bare
    most = vocabulary.most
    own = slot.alternatives[0]
    number = min((counts.get(bare(word), 0) for word in own.words), default=0)
    factor = 1 + log(most / max(1, number)) / log(most + 2)
    weighed = (replace(phrase, weight=phrase.weight * factor) for phrase in slot.alternatives)
    return replace(slot, alternatives=tuple(weighed))
