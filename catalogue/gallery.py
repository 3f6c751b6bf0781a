"""The pictures of the product page, each with what it shows and what it is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalogue.models import Product
from catalogue.pictures import Picture, manifest, photo, picture, views_of
from languages.localized import Localized, localized


@dataclass(frozen=True)
class View:
    """`size` is what the maker states, where the picture is about the size."""

    picture: Picture
    name: str
    caption: str
    size: Localized | None = None


def gallery_of(product: Product) -> list[View]:
    """The maker's photographs, else the illustration and its second views, else nothing."""
    if product.photos:
        return [
            View(
                photo(product, ladder, number),
                _("Photograph %(number)d") % {"number": number},
                _("Photo by the maker."),
            )
            for number, ladder in enumerate(product.photos, start=1)
        ]
    if product.picture_key not in manifest()["pictures"]:
        return []
    views = views_of(product.picture_key)
    return [_view(product, view, picture(key)) for key, view in views.items()]


def _view(product: Product, view: str, shown: Picture) -> View:
    if view == "close":
        return View(shown, _("From near"), _("Illustration: the material from near."))
    if view == "scale":
        size = localized(product, "dimensions")
        caption = _("Illustration: size beside a teacup.")
        if not size.text:
            caption = _("Illustration: size beside a teacup. The maker states no size.")
        return View(shown, _("Beside a teacup"), caption, size if size.text else None)
    return View(shown, _("Whole"), _("Illustration, not a photograph of the goods."))
