"""Originals are shown upright, opaque and in sRGB, whatever came."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from catalogue.originals import ready_to_show
from tests.catalogue.profiles import (
    ADOBE_BLUE,
    ADOBE_GAMMA,
    ADOBE_GREEN,
    ADOBE_RED,
    adobe_rgb,
    printers_cmyk,
)

MUTED_GREEN = (120, 160, 110)
Colour = tuple[int, ...]


def shown(picture: Image.Image, format: str = "PNG", **options: Any) -> Image.Image:
    """The picture saved, opened and made ready."""
    written = BytesIO()
    picture.save(written, format, **options)
    with Image.open(BytesIO(written.getvalue())) as opened:
        return ready_to_show(opened, 2400)


def in_srgb(colour: Colour) -> Colour:
    """Reckoned by hand: Adobe RGB to D50 XYZ to linear sRGB (Lindbloom's matrix) to sRGB."""
    red, green, blue = ((value / 255) ** ADOBE_GAMMA for value in colour)
    x, y, z = (
        red * r + green * g + blue * b
        for r, g, b in zip(ADOBE_RED, ADOBE_GREEN, ADOBE_BLUE, strict=True)
    )
    linear = (
        3.1338561 * x - 1.6168667 * y - 0.4906146 * z,
        -0.9787684 * x + 1.9161415 * y + 0.0334540 * z,
        0.0719453 * x - 0.2289914 * y + 1.4052427 * z,
    )
    return tuple(
        round(255 * (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055))
        for v in linear
    )


def near(found: Any, expected: Colour, tolerance: int = 2) -> bool:
    return all(abs(a - b) <= tolerance for a, b in zip(found, expected, strict=True))


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_wide_colours_keep_their_look(mode: str) -> None:
    opaque = Image.new("RGB", (8, 8), MUTED_GREEN).convert(mode)

    pixel = shown(opaque, icc_profile=adobe_rgb()).getpixel((3, 3))

    assert not near(pixel, MUTED_GREEN, tolerance=8)
    assert near(pixel, in_srgb(MUTED_GREEN))


def test_no_profile_means_srgb() -> None:
    assert shown(Image.new("RGB", (8, 8), MUTED_GREEN)).getpixel((3, 3)) == MUTED_GREEN


def test_printed_colours_are_those_of_their_profile() -> None:
    paper, cyan = (Image.new("CMYK", (16, 16), inks) for inks in [(0, 0, 0, 0), (255, 0, 0, 0)])
    profile = printers_cmyk()

    white = shown(paper, "JPEG", icc_profile=profile).getpixel((5, 5))
    blue_green: Any = shown(cyan, "JPEG", icc_profile=profile).getpixel((5, 5))

    assert near(white, (255, 255, 255))
    assert not near(blue_green, (0, 255, 255), tolerance=20)  # what no profile would give
    assert blue_green[0] < blue_green[1]
    assert blue_green[0] < blue_green[2]


@pytest.mark.parametrize("profile", [b"no profile at all", adobe_rgb()[:200], printers_cmyk()])
def test_a_broken_or_foreign_profile_is_let_go(profile: bytes) -> None:
    picture = shown(Image.new("RGB", (8, 8), MUTED_GREEN), icc_profile=profile)

    assert picture.getpixel((3, 3)) == MUTED_GREEN


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "PA", "I;16", "RGB", "RGBA"])
def test_every_kind_of_png_becomes_plain_rgb(mode: str) -> None:
    fill: dict[str, Any] = {
        "1": 1,
        "I;16": 65535,
        "LA": (255, 255),
        "RGBA": (255,) * 4,
        "RGB": (255,) * 3,
    }
    source = "RGBA" if mode == "PA" else mode
    picture = Image.new(source, (9, 5), fill.get(source, 255))
    if mode == "PA":
        picture = picture.quantize(4)

    found = shown(picture)

    assert (found.mode, found.size) == ("RGB", (9, 5))


def test_depth_of_sixteen_bits_is_kept_in_eight() -> None:
    assert near(shown(Image.new("I;16", (4, 4), 128 * 256)).getpixel((1, 1)), (128,) * 3)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_stands_upright(orientation: int) -> None:
    upright = Image.new("RGB", (40, 20), "white")
    upright.paste("red", (0, 0, 10, 10))  # the upper left corner
    turns = {
        2: [Image.Transpose.FLIP_LEFT_RIGHT], 3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM], 5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90], 7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }  # fmt: skip
    stored = upright
    for turn in turns.get(orientation, []):
        stored = stored.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation

    found = shown(stored, exif=exif)

    assert found.size == (40, 20)
    assert found.getpixel((3, 3)) == (255, 0, 0)
    assert not found.getexif()


def test_nothing_is_longer_than_asked() -> None:
    written = BytesIO()
    Image.new("RGB", (3000, 1500), MUTED_GREEN).save(written, "JPEG")
    with Image.open(BytesIO(written.getvalue())) as opened:
        assert ready_to_show(opened, 2400).size == (2400, 1200)
