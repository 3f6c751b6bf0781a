"""From a reading to the stages that engines run.

A word alone counts in names and kinds of goods. In running text, and in the names of makers, it
counts beside a neighbour of the query: "máy" in a text about a sewing machine makes no good of
"máy giặt". Weaker evidence goes to the related list.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil, log

from search.language.core import Core, cores, head_of, is_foreign, plain, tells
from search.language.lexicon import Kind
from search.language.likeness import is_syllable
from search.language.reading import Part, Reading, contents, intents
from search.language.vocabulary import MOST_SPELLINGS, SHORTEST_SURE, Vocabulary
from search.plan import EVERYWHERE, Field, Phrase, Slot, Stage
from search.words import bare

GOODS = frozenset({Field.TITLE, Field.TITLE_EN, Field.KINDS})
BESIDE = frozenset({Field.MAKERS, Field.TEXT})  # only with a neighbour
MEANT = EVERYWHERE - {Field.MAKERS}  # a maker called "Gốm sứ …" makes bricks, too
NAMES = frozenset({Field.TITLE, Field.TITLE_EN})
ENGLISH = frozenset({Field.TITLE_EN, Field.KINDS, Field.TEXT})

LOOSE = 0.8  # of a word found with other marks than typed
SIDE_BY_SIDE = 0.35  # a pair of the query's words together in a name
AT_THE_HEAD = 0.3  # a name that begins with what was asked for
SPOKEN_INTENT = 1.2  # "quà tết" in a name, before what it stands for
EXTRA_INTENT = 0.4  # an intent beside goods that were named
JUST_A_GIFT = 0.1  # "quà" where the query says for whom
MOST_ALTERNATIVES = 40  # of one slot
Pairs = Sequence[tuple[str, str]]
# of several wishes the first of these says which goods; the others order them
LEADING = (
    frozenset({Kind.OCCASION}),
    frozenset({Kind.RECIPIENT}),
    frozenset({Kind.GIFTABLE}),
)
FOLLOWING = 0.5  # a wish that only orders
ANY_GIFT = "gift"  # value of the intent that says no more than that it is a present
EITHER = 0.01  # of one of several words that must be there: their own slots score them
OF_ITS_KIND = 0.8  # goods whose kind is what was asked for, beside a name that mentions it


class Planner:
    """Writes the stages of one reading."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def stages(self, whole: Reading, apart: Reading) -> Iterator[Stage]:
        """As typed, then with other marks, without what only describes, with phrases taken apart,
        without all that is said about the good, then respelt. What the shop never has is looked
        for as it was typed and no further."""
        if not contents(whole.parts):
            yield self.stage("intent", whole)
            return
        is_strict = not all(word.is_loose for word in whole.words)
        if is_strict:
            yield self.stage("strict", whole, is_strict=True)
        if is_foreign(whole):
            if not is_strict:
                yield self.stage("folded", whole)
            return
        yield self.stage("folded", whole)
        yield from self._plain(whole, is_strict=is_strict)
        if len(apart.parts) > len(whole.parts):
            yield self.stage("apart", apart)
        yield from self._cores(whole, is_strict=is_strict)
        yield from self._respelt(apart)

    def _plain(self, whole: Reading, *, is_strict: bool) -> Iterator[Stage]:
        """Without what only describes."""
        core = plain(whole, contents(whole.parts))
        if core is not None:
            stage = self._about("plain", whole, core, is_strict=is_strict)
            yield replace(stage, leaves_out=any(map(tells, core.left_out)))

    def _cores(self, whole: Reading, *, is_strict: bool) -> Iterator[Stage]:
        """What is asked for, without what is said about it."""
        for core in cores(whole, contents(whole.parts), self._is_known):
            stage = self._about("core", whole, core, is_strict=is_strict)
            yield replace(stage, is_last_resort=True, leaves_out=True)

    def _about(self, name: str, whole: Reading, core: Core, *, is_strict: bool) -> Stage:
        """The slots of the core are needed, the others raise a score."""
        goods = contents(whole.parts)
        stage = self.stage(name, whole, is_strict=is_strict)
        slots = []
        for part, slot in zip(goods, stage.slots, strict=False):
            if part in core.needed:
                slots.append(slot)
            elif self._is_known(part):
                slots.append(replace(slot, optional=True))
        either = [
            slot for part, slot in zip(goods, stage.slots, strict=False) if part in core.either
        ]
        if either:
            phrases = [phrase for slot in either for phrase in slot.alternatives]
            slots.append(Slot(tuple(replace(phrase, weight=EITHER) for phrase in phrases)))
        slots += stage.slots[len(goods) :]
        needed = sum(not slot.optional for slot in slots)
        return replace(stage, slots=tuple(slots), needed=needed)

    def related(self, whole: Reading, apart: Reading) -> Iterator[Stage]:
        """All the words anywhere, then half of them, then whatever is of that kind."""
        goods = [part for part in contents(apart.parts) if self._is_known(part)]
        slots = [_rare(self._slot(part, (), is_alone=True), self.vocabulary) for part in goods]
        extra = [self._intent(part, EXTRA_INTENT) for part in intents(apart.parts)]
        if not slots:
            return
        if len(slots) > 1:
            yield Stage("anywhere", (*slots, *extra), needed=len(slots))
        yield Stage("some", (*slots, *extra), needed=ceil(len(slots) / 2))
        yield from self._kin(whole)
        yield from self._kin(apart)

    def _kin(self, reading: Reading) -> Iterator[Stage]:
        """Goods of the kind that was named, whatever else was said of it."""
        head = head_of(reading)
        goods = contents(reading.parts)
        if head is None or len(goods) < 2 or not self._is_known(head):
            return
        others = (part for part in goods if part is not head and self._is_known(part))
        optional = [replace(self._slot(part, (), is_alone=True), optional=True) for part in others]
        yield Stage("kin", (self._slot(head, (), is_alone=False), *optional), needed=1)

    def _is_known(self, part: Part) -> bool:
        """Some of it may be in the index; a foreign word is in no related goods either."""
        if part.spellings or part.name is not None or part.sense is not None:
            return True
        if part.is_english:
            written = self.vocabulary.counts.written
            return part.texts[0] in written or part.bare[0] in written
        return all(self.vocabulary.knows(text) for text in part.texts)

    def stage(self, name: str, reading: Reading, *, is_strict: bool = False) -> Stage:
        goods, wishes = contents(reading.parts), intents(reading.parts)
        pairs = _pairs(reading)
        if not goods:
            return self._wish_stage(wishes)
        is_alone = len(goods) == 1
        slots = [self._slot(part, pairs, is_alone=is_alone, is_strict=is_strict) for part in goods]
        extra = [self._intent(part, EXTRA_INTENT) for part in wishes]
        closer = [*self._closer(reading), *_heads(slots), *_kinds(slots)]
        return Stage(name, (*slots, *extra), needed=len(slots), closer=tuple(closer))

    def _wish_stage(self, wishes: Sequence[Part]) -> Stage:
        """Nothing but intents: what they stand for is what is looked for.

        One group leads, so that a birthday adds nothing that does not suit father: goods that
        suit the others, too, come first among those of the leaders.
        """
        kinds = {part.sense.kind for part in wishes if part.sense and not _is_any_gift(part)}
        leading = next((group for group in LEADING if kinds & group), frozenset(Kind))
        slots = []
        for part in wishes:
            leads = part.sense is not None and part.sense.kind in leading
            if _is_any_gift(part) and kinds:
                slot = replace(self._intent(part, JUST_A_GIFT), optional=True)
            elif leads:
                slot = replace(self._intent(part, 1.0), optional=False)
            else:
                slot = replace(self._intent(part, FOLLOWING), optional=True)
            slots.append(slot)
        return Stage("intent", tuple(slots), needed=1)

    def slot(self, part: Part) -> Slot:
        """A finished part of a query whose last word is still being typed."""
        return self._slot(part, (), is_alone=True)

    def _intent(self, part: Part, factor: float) -> Slot:
        own = [
            Phrase(part.texts, SPOKEN_INTENT * factor),
            Phrase(part.bare, SPOKEN_INTENT * factor * LOOSE, bare=True),
        ]
        meant = self._meant(part, is_alone=True)
        weighed = (replace(phrase, weight=phrase.weight * factor) for phrase in meant)
        return Slot(tuple([*own, *weighed][:MOST_ALTERNATIVES]), optional=factor < 1)

    def _slot(self, part: Part, pairs: Pairs, *, is_alone: bool, is_strict: bool = False) -> Slot:
        phrases = [
            *self._own(part, is_alone=is_alone, is_strict=is_strict),
            *self._meant(part, is_alone=is_alone),
            *self._beside(part, pairs, is_strict=is_strict),
        ]
        best: dict[Phrase, Phrase] = {}
        for phrase in phrases:
            key = replace(phrase, weight=1.0)
            if key not in best or best[key].weight < phrase.weight:
                best[key] = phrase
        return Slot(tuple(best.values())[:MOST_ALTERNATIVES])

    def _own(self, part: Part, *, is_alone: bool, is_strict: bool) -> Iterator[Phrase]:
        """The words themselves."""
        fields = EVERYWHERE if is_alone or len(part.words) > 1 else GOODS
        if part.name is not None:
            yield Phrase(part.name.words)
            yield Phrase(part.bare, LOOSE, bare=True)
            return
        for spelling in part.spellings:
            yield Phrase((spelling.text,), spelling.weight, spelling.is_bare, fields)
        if part.spellings:
            return
        yield Phrase(part.texts, fields=fields)
        if part.is_english:
            yield Phrase(part.bare, bare=True, fields=fields & {Field.TITLE_EN})
            return
        if part.is_loose or (not is_strict and len(part.words) > 1):
            yield Phrase(part.bare, LOOSE, bare=True, fields=fields)
        elif not is_strict and not (is_alone and part.texts[0].isascii()):
            for word in self.vocabulary.meant(part.texts[0]):
                yield Phrase((word,), LOOSE, fields=fields - {Field.TEXT})
        if all(_is_english(text) for text in part.texts):
            yield Phrase(part.bare, bare=True, fields=fields & ENGLISH)

    def _meant(self, part: Part, *, is_alone: bool) -> Iterator[Phrase]:
        """What the lexicon says besides."""
        for meaning in part.sense.means if part.sense else ():
            fields = MEANT if is_alone or len(meaning.words) > 1 else GOODS
            is_ascii = all(word.isascii() for word in meaning.words)
            written = fields if is_ascii else fields - {Field.TITLE_EN}
            yield Phrase(meaning.words, meaning.weight, fields=written)
            if is_ascii:
                plain = tuple(bare(word) for word in meaning.words)
                yield Phrase(plain, meaning.weight, bare=True, fields=fields & ENGLISH)

    def _beside(self, part: Part, pairs: Pairs, *, is_strict: bool) -> Iterator[Phrase]:
        """A single word with its neighbour, in a text or in the name of a maker."""
        if len(part.words) > 1 or part.name is not None:
            return
        for pair in pairs:
            if part.texts[0] in pair:
                yield Phrase(pair, fields=BESIDE)
                if part.is_loose or not is_strict:
                    plain = tuple(bare(word) for word in pair)
                    yield Phrase(plain, LOOSE, bare=True, fields=BESIDE)

    def _closer(self, reading: Reading) -> Iterator[Phrase]:
        for one, other in pairwise(reading.words):
            yield Phrase((one.text, other.text), SIDE_BY_SIDE, fields=NAMES)
            yield Phrase((one.bare, other.bare), SIDE_BY_SIDE * LOOSE, bare=True, fields=NAMES)

    def _respelt(self, reading: Reading) -> Iterator[Stage]:
        """One known word may be another one that it is like: "gốm xứ" is "gốm sứ"."""
        stage = self.stage("respelt", reading)
        goods = contents(reading.parts)
        for place, part in enumerate(goods):
            if len(part.words) > 1 or part.name is not None or part.spellings:
                continue
            spellings = self.vocabulary.spellings(part.texts[0])[:MOST_SPELLINGS]
            is_short = len(part.texts[0]) < SHORTEST_SURE
            if len(goods) <= 1 + is_short:
                spellings = tuple(s for s in spellings if s.is_close)
            phrases = tuple(Phrase((s.text,), s.weight, s.is_bare, GOODS) for s in spellings)
            if phrases:
                slots = list(stage.slots)
                slots[place] = Slot(phrases)
                yield replace(stage, slots=tuple(slots), is_last_resort=True)


def _pairs(reading: Reading) -> Pairs:
    """Neighbours that both say something."""
    telling = {word for part in reading.parts if not part.is_filler for word in part.words}
    neighbours = pairwise(reading.words)
    return [(one.text, two.text) for one, two in neighbours if {one, two} <= telling]


def _heads(slots: Iterable[Slot]) -> Iterator[Phrase]:
    """Vietnamese names begin with what the good is: "Trà sen" before "Hộp quà trà sen"."""
    for slot in slots:
        for phrase in slot.alternatives[:4]:
            if phrase.fields & NAMES:
                weight = AT_THE_HEAD * phrase.weight
                heads = frozenset({Field.TITLE})
                yield replace(phrase, weight=weight, fields=heads, starts=True)


def _kinds(slots: Iterable[Slot]) -> Iterator[Phrase]:
    """A bowl of the kind "gốm sứ" before an orchid whose name has "chậu gốm"."""
    kinds = frozenset({Field.KINDS})
    for slot in slots:
        for phrase in slot.alternatives[:4]:
            if Field.KINDS in phrase.fields:
                yield replace(phrase, weight=OF_ITS_KIND * phrase.weight, fields=kinds)


def _is_any_gift(part: Part) -> bool:
    return part.sense is not None and part.sense.value == ANY_GIFT


def _is_english(word: str) -> bool:
    return word.isascii() and not is_syllable(word)


def _rare(slot: Slot, vocabulary: Vocabulary) -> Slot:
    """Where not every word is needed, a rare one says more than a common one."""
    counts = vocabulary.counts.bare
    most = max(counts.values(), default=1)
    own = slot.alternatives[0]
    number = min((counts.get(bare(word), 0) for word in own.words), default=0)
    factor = 1 + log(max(1, most) / max(1, number)) / log(most + 2)
    weighed = (replace(phrase, weight=phrase.weight * factor) for phrase in slot.alternatives)
    return replace(slot, alternatives=tuple(weighed))
