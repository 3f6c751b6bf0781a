"""Vietnamese text: folding for search and comparison, slugs for addresses."""

import re
import unicodedata

_D_STROKE = str.maketrans({"đ": "d", "Đ": "D"})
_NOT_WORD = re.compile(r"[^a-z0-9]+")


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
