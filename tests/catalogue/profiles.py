"""Colour profiles made for the tests: an Adobe RGB look-alike and a small printer's CMYK."""

import struct
from itertools import product

ADOBE_GAMMA = 563 / 256
WHITE = (0.9642, 1.0, 0.8249)  # D50, as every profile's
ADOBE_RED, ADOBE_GREEN, ADOBE_BLUE = (  # ICC's numbers for Adobe RGB (1998)
    (0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457),
)  # fmt: skip


def adobe_rgb() -> bytes:
    curve = b"curv" + struct.pack(">IIH", 0, 1, 563) + b"\0\0"
    tags = {
        b"wtpt": _xyz(WHITE),
        b"rXYZ": _xyz(ADOBE_RED), b"gXYZ": _xyz(ADOBE_GREEN), b"bXYZ": _xyz(ADOBE_BLUE),
        b"rTRC": curve, b"gTRC": curve, b"bTRC": curve,
    }  # fmt: skip
    return _profile(b"mntr", b"RGB ", b"XYZ ", tags)


def printers_cmyk() -> bytes:
    """Two points an ink: paper is white, every ink alone takes lightness; cyan turns blue-green."""
    ramp = bytes(range(256))
    table = b"".join(_lab(*inks) for inks in product((0, 1), repeat=4))
    matrix = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    lut = b"mft1" + struct.pack(">IBBBB", 0, 4, 3, 2, 0) + matrix + ramp * 4 + table + ramp * 3
    return _profile(b"prtr", b"CMYK", b"Lab ", {b"wtpt": _xyz(WHITE), b"A2B0": lut})


def _lab(cyan: int, magenta: int, yellow: int, black: int) -> bytes:
    light = 255 - 60 * cyan - 70 * magenta - 20 * yellow
    a = 128 - 60 * cyan + 70 * magenta
    b = 128 - 40 * cyan + 80 * yellow
    return bytes((0, 128, 128)) if black else bytes((max(light, 0), a, b))


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in values))


def _profile(kind: bytes, space: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    name = b"made for a test\0"
    tags = {
        b"desc": b"desc" + struct.pack(">II", 0, len(name)) + name + b"\0" * 78,
        b"cprt": b"text\0\0\0\0none\0",
        **tags,
    }
    directory, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for tag, data in tags.items():
        directory += tag + struct.pack(">II", start + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    header = struct.pack(
        ">I4sI4s4s4s12s4s4sI4s4s8sI12s4s44s",
        start + len(body), b"\0" * 4, 0x02400000, kind, space, connection, b"\0" * 12, b"acsp",
        b"\0" * 4, 0, b"\0" * 4, b"\0" * 4, b"\0" * 8, 0, _xyz(WHITE)[8:], b"\0" * 4, b"\0" * 44,
    )  # fmt: skip
    return header + directory + body
