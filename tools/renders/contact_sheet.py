"""All masters on one sheet: python tools/renders/contact_sheet.py, into docs/pictures."""

from __future__ import annotations

import sidecars
from PIL import Image, ImageDraw, ImageFont

SHEET = sidecars.HERE.parents[1] / "docs" / "pictures" / "contact-sheet.jpg"
COLUMNS = 8
CELL, GAP, LINE = 230, 12, 20
PAPER, INK = (0xFA, 0xFB, 0xF9), (0x33, 0x3A, 0x48)


def ordered() -> list[str]:
    """Wide pictures first, then every picture followed by its second views."""
    captions = sidecars.captions()
    first = [name for name in captions if "of" not in captions[name]]
    first.sort(key=lambda name: not name.startswith("wide-"))
    names = []
    for name in first:
        names += [name, *(n for n, c in captions.items() if c.get("of") == name)]
    return [name for name in names if (sidecars.MASTERS / f"{name}.jpg").exists()]


def main() -> None:
    """Draw the sheet; pairs with a second view come before the single pictures."""
    captions, names = sidecars.captions(), ordered()
    paired = {captions[name].get("of") for name in names}
    names.sort(
        key=lambda n: 0 if n.startswith("wide-") else 1 if captions[n].get("of", n) in paired else 2
    )
    rows = -(-len(names) // COLUMNS)
    step_x, step_y = CELL + GAP, CELL + GAP + LINE
    sheet = Image.new("RGB", (COLUMNS * step_x + GAP, rows * step_y + GAP), PAPER)
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(13)
    for number, name in enumerate(names):
        left = GAP + number % COLUMNS * step_x
        top = GAP + number // COLUMNS * step_y
        picture = Image.open(sidecars.MASTERS / f"{name}.jpg")
        note = f"{name}  {picture.width}"
        picture.thumbnail((CELL, CELL), Image.Resampling.LANCZOS)
        sheet.paste(picture, (left, top + (CELL - picture.height) // 2))
        pen.text((left, top + CELL + 2), note, INK, font)
    SHEET.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(SHEET, quality=80, optimize=True, progressive=True)
    print(f"{len(names)} pictures, {SHEET.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
