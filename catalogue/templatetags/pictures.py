"""`{% picture image sizes="5rem" %}`: a picture as AVIF, WebP and one JPEG of the ladder."""

from typing import Any

from django import template

from catalogue.pictures import PAGE_WIDTHS, Picture

register = template.Library()


@register.inclusion_tag("components/picture.html")
def picture(
    image: Picture | None,
    sizes: str = "100vw",
    *,
    eager: bool = False,
    widest: int = PAGE_WIDTHS[-1],
) -> dict[str, Any]:
    """`eager` is for the picture that a visitor sees first; the others load when they come near.

    `widest` leaves out steps of the ladder that no screen needs at these `sizes`: on a page of 24
    cards their addresses weigh more than what is read. None draws the placeholder. The width and
    height are always there, so nothing moves.
    """
    sources = [(each.type, each.srcset(widest)) for each in image.sources] if image else []
    return {"picture": image, "sources": sources, "sizes": sizes, "eager": eager}
