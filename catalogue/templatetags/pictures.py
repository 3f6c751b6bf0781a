"""`{% picture image sizes="5rem" %}`: a picture as AVIF, WebP and one JPEG of the ladder."""

from typing import Any

from django import template

from catalogue.pictures import Picture

register = template.Library()


@register.inclusion_tag("components/picture.html")
def picture(image: Picture | None, sizes: str = "100vw", *, eager: bool = False) -> dict[str, Any]:
    """`eager` is for the picture that a visitor sees first; the others load when they come near.

    None draws the placeholder. The width and height are always there, so nothing moves.
    """
    return {"picture": image, "sizes": sizes, "eager": eager}
