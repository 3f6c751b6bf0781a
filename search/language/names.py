"""Proper names of the shop: villages, makers, crafts, categories. Never split, never respelt."""

from collections.abc import Iterable
from dataclasses import dataclass

from search.language.likeness import may_mean
from search.words import bare, words_of

# what stands before the name proper, longest first
_FORMS = tuple(
    tuple(words_of(form))
    for form in (
        "hợp tác xã nông nghiệp", "hợp tác xã", "htx nông nghiệp", "htx", "công ty cổ phần",
        "công ty tnhh một thành viên", "công ty tnhh mtv", "công ty tnhh", "công ty",
        "doanh nghiệp", "hộ kinh doanh", "cơ sở sản xuất", "cơ sở", "xưởng", "tổ hợp tác",
        "liên nhóm", "nghệ nhân", "làng nghề", "làng", "thôn", "xã", "phường",
        "village", "craft village",
    )
)  # fmt: skip
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """`kind` is village, producer, craft or category; `words` are the name proper."""

    kind: str
    slug: str
    words: Words


class Names:
    """Frozen once built."""

    def __init__(self, rows: Iterable[tuple[str, str, str]] = ()) -> None:
        """`rows` are (kind, slug, name)."""
        self._names: dict[Words, list[Name]] = {}
        self.longest = 1
        for kind, slug, text in rows:
            for words in _ways_to_say(tuple(words_of(text))):
                name = Name(kind, slug, words)
                self._names.setdefault(_bare(words), []).append(name)
                self.longest = max(self.longest, len(words))
        # "battrang" → ("bat", "trang"), for names of several words
        self.glued = {"".join(words): words for words in self._names if len(words) > 1}

    def find(self, words: Words, *, is_bare: bool) -> Name | None:
        """The name that is written so; with marks left out or a tone mistaken if `is_bare`."""
        candidates = self._names.get(_bare(words), ())
        exact = next((name for name in candidates if name.words == words), None)
        if exact is not None or not is_bare:
            return exact
        return next((name for name in candidates if _may_be(words, name.words)), None)


def _ways_to_say(words: Words) -> Iterable[Words]:
    """The whole name, and the name proper behind "HTX", "làng" and the like."""
    if words:
        yield words
    for form in _FORMS:
        if words[: len(form)] == form and len(words) > len(form):
            yield words[len(form) :]
            return


def _bare(words: Words) -> Words:
    return tuple(bare(word) for word in words)


def _may_be(typed: Words, written: Words) -> bool:
    return all(may_mean(one, other) for one, other in zip(typed, written, strict=True))
