"""Vietnamese text: folding for search and comparison, slugs for addresses."""

import html
import re
import unicodedata

import nh3

_D_STROKE = str.maketrans({"đ": "d", "Đ": "D"})
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_MOST_ROUNDS = 5  # each takes one layer of escaping off

Spans = tuple[tuple[int, int], ...]  # first letter and the one after the last, in order


def fold(text: str) -> str:
    """Lower case without diacritics, đ as d: "Gốm Bát Tràng" → "gom bat trang".

    Canonically equal spellings (NFC, NFD) fold alike; white space is collapsed.
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_D_STROKE))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.translate(_D_STROKE).casefold().split())


def slugify(text: str, allow_unicode: bool = False) -> str:
    """An ASCII slug of at most 200 characters; "" when nothing of the text can stand in one.

    Oscar calls its OSCAR_SLUG_FUNCTION with `allow_unicode`; ours is ASCII all the same.

    Oscar's own slugifier turns "Đường phèn" into "u0110uong-phen".
    """
    return _NOT_WORD.sub("-", fold(text)).strip("-")[:200].rstrip("-")


def plain(text: str) -> str:
    """What a person typed, without any markup, in composed letters and with Unix line ends.

    nh3 gives HTML; unescaping it could bring a tag back ("&lt;script&gt;"), so both are repeated
    until nothing changes.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\x00", ""))
    for _ in range(_MOST_ROUNDS):
        cleaned = html.unescape(nh3.clean(text, tags=set()))
        if cleaned == text:
            return text.strip()
        text = cleaned
    return nh3.clean(text, tags=set()).strip()
