"""Cut the shop's three font files down to Vietnamese and English.

    python -m venv /tmp/fonts
    pip install 'fonttools[woff]==4.68.*' fontpkg-be-vietnam-pro==1.2 fontpkg-newsreader==1.3
    /tmp/fonts/bin/python tools/fonts/subset.py

The woff2 files are committed: run this again only to change the letters or the faces.
"""

from importlib.resources import files
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).resolve().parents[2] / "static" / "fonts"

LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x100)]
VIETNAMESE = [
    *(ord(letter) for letter in "ĂăĐđĨĩŨũƠơƯư"),
    *range(0x1EA0, 0x1EFA),
    # Combining marks, for text typed in decomposed form.
    *(0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323),
]
PUNCTUATION = [ord(sign) for sign in "–—‘’‚“”„…·•×≤≥≈−′″‹›€₫™\u2009\u200b\u2011\u202f"]
FEATURES = ["ccmp", "locl", "mark", "mkmk", "kern", "liga", "lnum", "tnum"]


def main() -> None:
    be_vietnam = files("fontpkg_be_vietnam_pro") / "files"
    newsreader = TTFont(str(files("fontpkg_newsreader") / "files" / "Newsreader[opsz,wght].ttf"))
    write(TTFont(str(be_vietnam / "BeVietnamPro-Regular.ttf")), "be-vietnam-pro-400")
    write(TTFont(str(be_vietnam / "BeVietnamPro-SemiBold.ttf")), "be-vietnam-pro-600")
    write(instantiateVariableFont(newsreader, {"wght": 500, "opsz": 48}), "newsreader-500")


def write(font: TTFont, name: str) -> None:
    options = Options(flavor="woff2", layout_features=FEATURES, hinting=False, desubroutinize=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LATIN + VIETNAMESE + PUNCTUATION)
    subsetter.subset(font)
    font.flavor = "woff2"
    path = TARGET / f"{name}.woff2"
    font.save(path)
    print(f"{path.name}: {path.stat().st_size / 1000:.1f} KB, {len(font.getBestCmap())} characters")


if __name__ == "__main__":
    main()
