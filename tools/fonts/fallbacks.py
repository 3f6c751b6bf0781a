"""How far each local face must be stretched to run as wide as the shop's own, for shop.css.

    /tmp/fonts/bin/pip install uharfbuzz pyyaml fontpkg-roboto fontpkg-noto-serif fontpkg-arimo
    /tmp/fonts/bin/python tools/fonts/fallbacks.py      # after subset.py; wants fonts-liberation

Widths are of the shop's own stories and words, shaped with kerning, Vietnamese and English apart:
a first visit is drawn in the local faces, and lines that run alike break alike. shop.css takes the
mean of the two. Georgia, which no package holds, runs a ninth wider than Times New Roman.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any

import uharfbuzz
import yaml
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parents[2]
ARIMO = files("fontpkg_arimo") / "files" / "Arimo[wght].ttf"
LIBERATION = Path("/usr/share/fonts/truetype/liberation")
ROBOTO = files("fontpkg_roboto") / "files" / "Roboto[wdth,wght].ttf"
NOTO_SERIF = files("fontpkg_noto_serif") / "files" / "NotoSerif[wdth,wght].ttf"
# own face → local faces: Liberation has the widths of Arial and of Times New Roman
PAIRS = {
    "be-vietnam-pro-400": {
        "Arial": (ARIMO, {"wght": 400}),
        "Roboto": (ROBOTO, {"wght": 400, "wdth": 100}),
    },
    "be-vietnam-pro-600": {
        "Arial Bold": (ARIMO, {"wght": 700}),
        "Roboto Bold": (ROBOTO, {"wght": 700, "wdth": 100}),
    },
    "newsreader-500": {
        "Times New Roman": (LIBERATION / "LiberationSerif-Regular.ttf", {}),
        "Noto Serif": (NOTO_SERIF, {"wght": 400, "wdth": 100}),
    },
}


def main() -> None:
    texts = {"vi": [*stories("vi"), *words("vi")], "en": [*stories("en"), *words("en")]}
    for own_name, local_faces in PAIRS.items():
        own = TTFont(ROOT / "static" / "fonts" / f"{own_name}.woff2")
        own.flavor = None
        for local_name, (source, place) in local_faces.items():
            local = TTFont(str(source))
            if place:
                local = instantiateVariableFont(local, place)
            for language, corpus in texts.items():
                ratios = [width(own, text) / width(local, text) for text in corpus]
                total = sum(width(own, t) for t in corpus) / sum(width(local, t) for t in corpus)
                spread = sum((each / total - 1) ** 2 for each in ratios) ** 0.5 / len(ratios) ** 0.5
                ascent, descent = own["hhea"].ascent, -own["hhea"].descent
                scale = own["head"].unitsPerEm * total
                print(
                    f"{own_name} {local_name} {language}: size-adjust {total:.1%},"
                    f" ascent {ascent / scale:.1%}, descent {descent / scale:.1%}"
                    f" (a text differs by {spread:.1%})"
                )


def stories(language: str) -> Iterator[str]:
    for name in ("stories_villages", "stories_makers"):
        yield from strings(yaml.safe_load((ROOT / "data" / f"{name}.yaml").read_text()), language)


def strings(tree: Any, language: str) -> Iterator[str]:
    """The texts of 20 letters or more below the keys of the language."""
    if isinstance(tree, list):
        for item in tree:
            yield from strings(item, language)
    elif isinstance(tree, dict):
        for key, value in tree.items():
            if key == language and isinstance(value, str) and len(value) >= 20:
                yield value
            else:
                yield from strings(value, language)


def words(language: str) -> Iterator[str]:
    """The shop's own sentences, from the translations."""
    field = "msgid" if language == "en" else "msgstr"
    for path in ROOT.glob("locale/vi/LC_MESSAGES/django.po"):
        for text in re.findall(rf'^{field} "(.{{20,}})"$', path.read_text(), re.MULTILINE):
            if "%" not in text and "<" not in text:
                yield text


def covered(font: TTFont, text: str) -> str:
    """Letters that the font lacks lose their marks, which seldom change a width."""
    letters = font.getBestCmap()
    bare = str.maketrans("ơưƠƯđĐ₫", "ouOUdDd")
    return "".join(
        sign if ord(sign) in letters else unicodedata.normalize("NFD", sign)[0].translate(bare)
        for sign in unicodedata.normalize("NFC", text)
    )


@cache
def shaper(font: TTFont) -> uharfbuzz.Font:
    data = BytesIO()
    font.save(data)
    return uharfbuzz.Font(uharfbuzz.Face(data.getvalue()))


@cache
def width(font: TTFont, text: str) -> float:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(covered(font, text))
    buffer.guess_segment_properties()
    uharfbuzz.shape(shaper(font), buffer, {"kern": True, "liga": True})
    return sum(place.x_advance for place in buffer.glyph_positions) / font["head"].unitsPerEm


if __name__ == "__main__":
    main()
