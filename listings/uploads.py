"""Uploaded files are judged by what they hold, never by their names.

A picture is read, turned upright, made smaller and written anew, so nothing of the sender's file
is kept: no place of the photograph (GPS), no comment, no second file hidden behind the first.
"""

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from listings.exceptions import BadUpload
from listings.models import Upload

MEGABYTES = 10
MOST_BYTES = MEGABYTES * 1024 * 1024
MOST_PIXELS = 40_000_000  # read from the header, before anything is decoded
LONGEST_SIDE = 2400  # pixels kept
FORMATS = ("JPEG", "PNG", "WEBP")
PDF_MAGIC = b"%PDF-"


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
    return CheckedFile(_written_anew(content), "image/jpeg", "jpg")


def _written_anew(content: bytes) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            _look_through(content)
            return _encode(content)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except UnidentifiedImageError as error:
        raise BadUpload(_("This is not a JPEG, PNG or WebP picture.")) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:  # what broken files make of it
        raise BadUpload(_("This picture is damaged and cannot be read.")) from error


def _look_through(content: bytes) -> None:
    """The header's size, then the check sums; nothing is decoded."""
    with Image.open(BytesIO(content), formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise _too_many_pixels()
        image.verify()


def _encode(content: bytes) -> bytes:
    with Image.open(BytesIO(content), formats=FORMATS) as image:
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # JPEG decodes small at once
        upright = ImageOps.exif_transpose(image)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    flat = Image.new("RGB", upright.size, "white")
    with_alpha = upright.convert("RGBA")
    flat.paste(with_alpha, mask=with_alpha.getchannel("A"))
    written = BytesIO()
    flat.save(written, "JPEG", quality=88, optimize=True)
    return written.getvalue()


def _too_many_pixels() -> BadUpload:
    millions = {"count": MOST_PIXELS // 1_000_000}
    return BadUpload(_("The picture has more than %(count)d million pixels.") % millions)
