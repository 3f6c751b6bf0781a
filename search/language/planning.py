"""From a reading to the stages that engines run.

A word alone counts in names and kinds of goods. In running text, and in the names of makers, it
counts beside a neighbour of the query: "máy" in a text about a sewing machine makes no good of
"máy giặt". Weaker evidence goes to the related list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise
from math import ceil

from search.language.asides import without_asides
from search.language.core import Core, cores, head_of, is_foreign, plain, tells
from search.language.lexicon import ANY_GIFT
from search.language.likeness import is_syllable
from search.language.parts import (
    Knowledge,
    Part,
    Reading,
    contents,
    intents,
    is_for_giving,
)
from search.language.phrases import (
    ENGLISH,
    GOODS,
    MEANT,
    NAMES,
    any_of,
    heads,
    kinds,
    rare,
    weighed,
    wished,
    written,
)
from search.language.vocabulary import MOST_SPELLINGS, SHORTEST_SURE
from search.plan import EVERYWHERE, Field, Phrase, Slot, Stage
from search.words import bare

BESIDE = frozenset({Field.MAKERS, Field.TEXT})  # only with a neighbour

LOOSE = 0.8  # of a word found with other marks than typed
SIDE_BY_SIDE = 0.35  # a pair of the query's words together in a name
SPOKEN_INTENT = 1.2  # "quà tết" in a name, before what it stands for
EXTRA_INTENT = 0.4  # an intent beside goods that were named
MOST_ALTERNATIVES = 40  # of one slot
MOST_PRESENTS = 90  # of one wish
Pairs = Sequence[tuple[str, str]]
FOLLOWING = 0.4  # a wish that only orders
PRESENTS_TO_CHOOSE_FROM = 12


class Planner:
    """Writes the stages of one reading."""

    def __init__(self, known: Knowledge) -> None:
        self.vocabulary = known.vocabulary
        self.presents = known.lexicon.presents

    def stages(self, whole: Reading, apart: Reading) -> Iterator[Stage]:
        """As typed, then with other marks, without what only describes, with phrases taken apart,
        without all that is said about the good, then respelt. What the shop never has is looked
        for as it was typed and no further."""
        if not contents(whole.parts):
            yield from self._wish_stages(intents(whole.parts))
            return
        is_strict = not all(word.is_loose for word in whole.words)
        if is_strict:
            yield self.stage("strict", whole, is_strict=True)
        if is_foreign(whole):
            if not is_strict:
                yield self.stage("folded", whole)
            yield from self._asides_left_out(whole)
            return
        yield self.stage("folded", whole)
        yield from self._plain(whole, is_strict=is_strict)
        if len(apart.parts) > len(whole.parts):
            yield self.stage("apart", apart)
        yield from self._asides_left_out(whole)
        yield from self._cores(whole, is_strict=is_strict)
        yield from self._respelt(apart)

    def _asides_left_out(self, whole: Reading) -> Iterator[Stage]:
        rest = replace(whole, parts=tuple(without_asides(whole.parts)))
        if contents(rest.parts) or is_foreign(rest):
            return
        wishes = intents(rest.parts)
        if told := [part for part in contents(whole.parts) if _is_telling(part)]:
            yield self._told(told, wishes)
        first, *others = self._wish_stages(wishes)
        yield from (replace(first, fills_to=PRESENTS_TO_CHOOSE_FROM), *others)

    def _told(self, told: Sequence[Part], wishes: Sequence[Part]) -> Stage:
        """What suits something that was said of the person: "mất ngủ, nhức chân"."""
        slots = [self._slot(part, (), is_alone=False) for part in told]
        extra = [self._intent(part, FOLLOWING) for part in wishes]
        optional = [replace(slot, optional=True) for slot in slots]
        return Stage("told", (*optional, any_of(slots), *extra), needed=1, fills_to=6)

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
            slots.append(any_of(either))
        slots += stage.slots[len(goods) :]
        needed = sum(not slot.optional for slot in slots)
        return replace(stage, slots=tuple(slots), needed=needed)

    def related(self, whole: Reading, apart: Reading) -> Iterator[Stage]:
        """All the words anywhere, then half of them, then whatever is of that kind."""
        goods = [part for part in contents(apart.parts) if self._is_known(part)]
        slots = [rare(self._slot(part, (), is_alone=True), self.vocabulary) for part in goods]
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
            return self._wish_stage("intent", wishes, _decisive(wishes))
        is_alone = len(goods) == 1
        slots = [self._slot(part, pairs, is_alone=is_alone, is_strict=is_strict) for part in goods]
        extra = [self._intent(part, EXTRA_INTENT) for part in wishes]
        closer = [*self._closer(reading), *heads(slots), *kinds(slots)]
        return Stage(name, (*slots, *extra), needed=len(slots), closer=tuple(closer))

    def _wish_stages(self, wishes: Sequence[Part]) -> Iterator[Stage]:
        """Goods that suit the wishes that decide, then any of them, then presents for anyone."""
        deciding = _decisive(wishes)
        yield self._wish_stage("intent", wishes, deciding)
        if not is_for_giving(wishes):
            return
        others = [part for part in wishes if part not in deciding and not _is_any_gift(part)]
        if others:
            yield replace(
                self._wish_stage("wishes", wishes, [*deciding, *others]),
                fills_to=PRESENTS_TO_CHOOSE_FROM,
            )
        if self.presents is not None:
            slots = (
                Slot(tuple(weighed(self.presents, 1.0, GOODS))),
                *(self._intent(part, FOLLOWING) for part in wishes),
            )
            yield Stage("presents", slots, needed=1, fills_to=PRESENTS_TO_CHOOSE_FROM)

    def _wish_stage(self, name: str, wishes: Sequence[Part], deciding: Sequence[Part]) -> Stage:
        """Nothing but intents: what they stand for is what is looked for.

        Goods must suit one of those that decide, and come the earlier the more of all they suit.
        """
        heaviest = max((_weight(part) for part in wishes), default=1.0)
        slots = []
        for part in wishes:
            decides = part in deciding
            factor = _weight(part) / heaviest * (1.0 if decides else FOLLOWING)
            slots.append(self._intent(part, factor, decides=decides))
        return Stage(name, tuple(slots), needed=1)

    def slot(self, part: Part) -> Slot:
        """A finished part of a query whose last word is still being typed."""
        return self._slot(part, (), is_alone=True)

    def _intent(self, part: Part, factor: float, *, decides: bool = False) -> Slot:
        own = [
            Phrase(part.texts, SPOKEN_INTENT * factor),
            Phrase(part.bare, SPOKEN_INTENT * factor * LOOSE, bare=True),
        ]
        most = MOST_PRESENTS if decides else MOST_ALTERNATIVES
        meant = islice(wished(part, factor), most)
        return Slot((*own, *meant), optional=not decides)

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
        if part.is_aside:
            fields = GOODS
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
        elif not is_strict and not part.is_aside and not (is_alone and part.texts[0].isascii()):
            for word in self.vocabulary.meant(part.texts[0]):
                yield Phrase((word,), LOOSE, fields=fields - {Field.TEXT})
        if all(_is_english(text) for text in part.texts):
            yield Phrase(part.bare, bare=True, fields=fields & ENGLISH)

    def _meant(self, part: Part, *, is_alone: bool) -> Iterator[Phrase]:
        """What the lexicon says besides."""
        for meaning in part.sense.means if part.sense else ():
            fields = MEANT if is_alone or len(meaning.words) > 1 else GOODS
            yield from written(meaning, meaning.weight, fields)

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

    def _pair_respelt(self, goods: Sequence[Part], place: int) -> tuple[Phrase, ...]:
        """ "chà sen" is "trà sen" where names have the two side by side."""
        if len(goods) != 2 or not all(map(_is_word, goods)):
            return ()
        other = goods[1 - place]
        found = []
        for spelling in self.vocabulary.spellings(goods[place].texts[0])[:MOST_SPELLINGS]:
            other_text = other.bare[0] if spelling.is_bare else other.texts[0]
            pair = (spelling.text, other_text) if place == 0 else (other_text, spelling.text)
            found.append(Phrase(pair, spelling.weight, spelling.is_bare, NAMES))
        return tuple(found)

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
            phrases = phrases or self._pair_respelt(goods, place)
            if phrases:
                slots = list(stage.slots)
                slots[place] = Slot(phrases)
                yield replace(stage, slots=tuple(slots), is_last_resort=True)


def _is_word(part: Part) -> bool:
    return len(part.words) == 1 and part.name is None and not part.is_number


def _is_telling(part: Part) -> bool:
    """An aside that says which goods might suit."""
    return part.sense is not None and bool(part.sense.means) and not part.is_foreign


def _pairs(reading: Reading) -> Pairs:
    """Neighbours that both say something."""
    telling = {word for part in reading.parts if not part.is_filler for word in part.words}
    neighbours = pairwise(reading.words)
    return [(one.text, two.text) for one, two in neighbours if {one, two} <= telling]


def _weight(part: Part) -> float:
    return part.sense.weight if part.sense else 0.0


def _decisive(wishes: Sequence[Part]) -> list[Part]:
    """The heaviest say which goods: a birthday adds nothing that does not suit father."""
    heaviest = max(map(_weight, wishes), default=0.0)
    return [part for part in wishes if _weight(part) == heaviest]


def _is_any_gift(part: Part) -> bool:
    return part.sense is not None and part.sense.value == ANY_GIFT


def _is_english(word: str) -> bool:
    return word.isascii() and not is_syllable(word)
