"""A picture as it came, made ready to be shown: upright, in sRGB, nothing transparent."""

from io import BytesIO

from PIL import Image, ImageCms, ImageOps

SRGB = ImageCms.createProfile("sRGB")
KEEP_BLACK = ImageCms.Flags.BLACKPOINTCOMPENSATION


def ready_to_show(image: Image.Image, longest: int) -> Image.Image:
    """An RGB picture with no side longer than `longest`; it carries nothing of the file it is from.

    Colours of another profile (Adobe RGB, Display P3, a printer's CMYK) are turned into sRGB, so
    that they look alike on a page that says nothing of profiles. Raises what Pillow makes of
    broken files.
    """
    image.draft(image.mode, (longest, longest))  # a JPEG decodes small at once
    profile = image.info.get("icc_profile")
    ImageOps.exif_transpose(image, in_place=True)
    shown = _eight_bits(image)
    shown.thumbnail((longest, longest))
    alpha = shown.convert("RGBA").getchannel("A") if shown.has_transparency_data else None
    coloured = _in_srgb(shown, profile) if profile else shown.convert("RGB")
    plain = Image.new("RGB", shown.size, "white")
    plain.paste(coloured, mask=alpha)
    return plain


def _eight_bits(image: Image.Image) -> Image.Image:
    """Modes that a smaller picture can be made of without losing colours or depth."""
    if image.mode.startswith("I"):
        return image.point(lambda value: value / 256).convert("L")
    if image.mode in ("1", "P", "PA"):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The picture as its profile means it; a profile that does not fit or is broken is let go."""
    colours = {"RGBA": "RGB", "LA": "L"}.get(image.mode, image.mode)
    try:
        return ImageCms.profileToProfile(
            image.convert(colours),
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            SRGB,
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=KEEP_BLACK,
        ) or image.convert("RGB")  # fmt: skip
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image.convert("RGB")
