"""Uploaded files are judged by what they hold, never by their names.

A picture is read, turned upright, put into sRGB, made smaller and written anew, so nothing of the
sender's file is kept: no place of the photograph (GPS), no comment, no second file hidden behind
the first.
"""

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from catalogue.originals import ready_to_show
from listings.exceptions import BadUpload
from listings.models import Upload

MEGABYTES = 10
MOST_BYTES = MEGABYTES * 1024 * 1024
MOST_PIXELS = 60_000_000  # read from the header, before anything is decoded; phones make 50
LONGEST_SIDE = 2400  # pixels kept
LEAST_SIDE = 640  # the longer side of a picture of goods: a phone shows it as wide as that
FORMATS = ("JPEG", "PNG", "WEBP")
PDF_MAGIC = b"%PDF-"
HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"heif")


@dataclass(frozen=True)
class CheckedFile:
    content: bytes
    content_type: str
    extension: str


def check(kind: str, file: IO[bytes], size: int) -> CheckedFile:
    """What may be stored of an uploaded file; BadUpload with a sentence for the maker."""
    if size > MOST_BYTES:
        raise BadUpload(_("The file is larger than %(count)d MB.") % {"count": MEGABYTES})
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    if kind == Upload.Kind.SCAN and content.startswith(PDF_MAGIC):
        return CheckedFile(content, "application/pdf", "pdf")
    least = LEAST_SIDE if kind == Upload.Kind.PICTURE else 1
    return CheckedFile(_written_anew(content, least), "image/jpeg", "jpg")


def _written_anew(content: bytes, least: int) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            _look_through(content, least)
            return _encode(content)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except UnidentifiedImageError as error:
        raise BadUpload(_said_of(content)) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:  # what broken files make of it
        raise BadUpload(_("This picture is damaged and cannot be read.")) from error


def _look_through(content: bytes, least: int) -> None:
    """The header's size, then the check sums; nothing is decoded."""
    with Image.open(BytesIO(content), formats=FORMATS) as image:
        if image.width * image.height >= MOST_PIXELS:
            raise _too_many_pixels()
        if max(image.size) < least:
            raise _too_small(image.size, least)
        image.verify()


def _encode(content: bytes) -> bytes:
    with Image.open(BytesIO(content), formats=FORMATS) as image:
        upright = ready_to_show(image, LONGEST_SIDE)
    written = BytesIO()
    upright.save(written, "JPEG", quality=88, optimize=True)
    return written.getvalue()


def _said_of(content: bytes) -> str:
    """What a file is that is none of the three, by its first bytes, and what to do about it."""
    start = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS:
        return _(
            "This is a HEIC picture of an iPhone, which browsers cannot show. On the iPhone open "
            "Settings, Camera, Formats and choose Most Compatible, then take the picture again. "
            "For a picture that you have: share it, tap Options and choose Most Compatible."
        )
    if start.startswith(b"gif8"):
        return _("This is a GIF. Send a photo as JPEG, PNG or WebP.")
    if b"<svg" in start or start.startswith((b"<", b"%pdf")):
        return _("This is a document or drawing, not a photo. Send a photo as JPEG, PNG or WebP.")
    return _("This is not a JPEG, PNG or WebP picture.")


def _too_many_pixels() -> BadUpload:
    millions = {"count": MOST_PIXELS // 1_000_000}
    return BadUpload(_("The picture has %(count)d million pixels or more.") % millions)


def _too_small(size: tuple[int, int], least: int) -> BadUpload:
    text = _(
        "The picture has only %(width)d × %(height)d pixels; its longer side needs %(least)d. Send "
        "the original from the phone or camera, not a copy from a chat."
    )
    return BadUpload(text % {"width": size[0], "height": size[1], "least": least})
