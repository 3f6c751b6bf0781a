"""Cut the shop's three faces down to Vietnamese and English, and the rest of Latin-1 apart.

    python -m venv /tmp/fonts
    pip install 'fonttools[woff]==4.68.*' fontpkg-be-vietnam-pro==1.2 fontpkg-newsreader==1.3
    /tmp/fonts/bin/python tools/fonts/subset.py

The woff2 files are committed: run this again only to change the letters or the faces.
"""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import groupby
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).resolve().parents[2] / "static" / "fonts"

ASCII = [*range(0x20, 0x7F), 0xA0]
VIETNAMESE = [
    *(ord(letter) for sign in "àáâãèéêìíòóôõùúý" for letter in (sign, sign.upper())),
    *(ord(letter) for letter in "ĂăĐđĨĩŨũƠơƯư"),
    *range(0x1EA0, 0x1EFA),
    # Combining marks, for text typed in decomposed form: the shaper composes it.
    *(0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323),
]
PUNCTUATION = [ord(sign) for sign in "©«°²·»×–—‘’‚“”„…•≤≥≈−′″‹›€₫™\u2009\u200b\u2011\u202f"]
MAIN = [*ASCII, *VIETNAMESE, *PUNCTUATION]
# Letters of other countries' names and rare signs: files of their own (unicode-range in shop.css)
# that a page loads only when it has one.
OTHER = sorted({*range(0xA1, 0x100)} - {*MAIN})
FEATURES = ["ccmp", "locl", "kern", "liga", "lnum", "tnum"]

WRITTEN = {chr(sign) for sign in [*ASCII, *VIETNAMESE] if chr(sign).isalnum()}
WRITTEN |= set(" .,;:!?()\"'“”‘’–—-…·/%₫")


def main() -> None:
    be_vietnam = files("fontpkg_be_vietnam_pro") / "files"
    newsreader = files("fontpkg_newsreader") / "files" / "Newsreader[opsz,wght].ttf"
    write(be_vietnam / "BeVietnamPro-Regular.ttf", "be-vietnam-pro-400")
    write(be_vietnam / "BeVietnamPro-SemiBold.ttf", "be-vietnam-pro-600")
    write(newsreader, "newsreader-500", {"wght": 500, "opsz": 48})


def write(source: Traversable, name: str, instance: dict[str, float] | None = None) -> None:
    for signs, file_name in ((MAIN, name), (OTHER, f"{name}-other")):
        font = TTFont(str(source))
        if instance:
            font = instantiateVariableFont(font, instance)
        options = Options(
            flavor="woff2", layout_features=FEATURES, hinting=False, desubroutinize=True
        )
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=signs)
        subsetter.subset(font)
        if signs is MAIN:
            thin_kerning(font)
        font.flavor = "woff2"
        path = TARGET / f"{file_name}.woff2"
        font.save(path)
        size = path.stat().st_size / 1000
        print(f"{path.name}: {size:.1f} KB, {len(font.getBestCmap())} characters")
    print("unicode-range of the others:", ", ".join(ranges(OTHER)))


def ranges(signs: list[int]) -> Iterator[str]:
    for _, run in groupby(enumerate(signs), lambda each: each[1] - each[0]):
        found = [sign for _, sign in run]
        yield f"U+{found[0]:X}" + (f"-{found[-1]:X}" if len(found) > 1 else "")


def thin_kerning(font: TTFont) -> None:
    """Drop the single pairs that no word of ours has (a capital after a small letter, a degree sign
    before a T), and those that differ by a hair from what their classes say: a fifth of Newsreader.
    """
    letters: dict[str, str] = {}
    for sign, glyph in font.getBestCmap().items():
        letters.setdefault(glyph, chr(sign))
    (kerning,) = (
        font["GPOS"].table.LookupList.Lookup[number]
        for record in font["GPOS"].table.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for number in record.Feature.LookupListIndex
    )
    hair = font["head"].unitsPerEm / 100  # a third of a pixel in the largest heading
    pairs, classes = (getattr(table, "ExtSubTable", table) for table in kerning.SubTable)
    kept = {}
    for first, following in zip(pairs.Coverage.glyphs, pairs.PairSet, strict=True):
        following.PairValueRecord = [
            record
            for record in following.PairValueRecord
            if is_written(letters.get(first), letters.get(record.SecondGlyph))
            and abs(advance(record.Value1) - class_advance(classes, first, record.SecondGlyph))
            > hair
        ]
        following.PairValueCount = len(following.PairValueRecord)
        if following.PairValueRecord:
            kept[first] = following
    pairs.Coverage.glyphs, pairs.PairSet = list(kept), list(kept.values())
    pairs.PairSetCount = len(kept)


def is_written(first: str | None, second: str | None) -> bool:
    """Can the two stand side by side in Vietnamese or English? None is a ligature."""
    if first is None or second is None:
        return True
    if not {first, second} <= WRITTEN:
        return False
    if second.isupper():
        return not first.isalnum() or (first.isupper() and (first + second).isascii())  # OCOP
    if second.islower():
        return not first.isdigit()
    return not (second.isdigit() and first.isalpha())


def advance(value: Any) -> int:
    return getattr(value, "XAdvance", 0)


def class_advance(classes: Any, first: str, second: str) -> int:
    if first not in classes.Coverage.glyphs:
        return 0
    row = classes.Class1Record[classes.ClassDef1.classDefs.get(first, 0)]
    return advance(row.Class2Record[classes.ClassDef2.classDefs.get(second, 0)].Value1)


if __name__ == "__main__":
    main()
