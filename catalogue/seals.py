"""The OCOP seals a product may wear today, from the one vocabulary of certificate states."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from languages.calendar import hanoi_today

if TYPE_CHECKING:
    from catalogue.models import Product


@dataclass(frozen=True)
class Seal:
    """`kind` is solid, candidate, reported or expired; the words carry the meaning."""

    kind: str
    stars: int
    text: str
    short_text: str

    @property
    def css_class(self) -> str:
        return f"s{self.stars}" if self.kind == "solid" else self.kind


def solid_seal(stars: int) -> Seal:
    text = _("%(stars)d stars") % {"stars": stars}
    return Seal("solid", stars, text, text)


def candidate_seal() -> Seal:
    return Seal("candidate", 5, _("5-star candidate"), _("5-star candidate"))


def reported_seal(stars: int) -> Seal:
    text = _("%(stars)d stars according to a published source") % {"stars": stars}
    return Seal("reported", stars, text, _("%(stars)d stars (reported)") % {"stars": stars})


def expired_seal(stars: int) -> Seal:
    text = _("%(stars)d stars, expired") % {"stars": stars}
    return Seal("expired", stars, text, text)


def seals_of(product: "Product", today: date | None = None) -> list[Seal]:
    """The seals of a card: none for what has expired, was withdrawn or never was.

    The dates are compared here, at render, so that a badge never outlives its certificate.
    A certificate in force stands before the candidate's seal.
    """
    today = today or hanoi_today()
    seals = []
    if product.stars and product.stars_until and product.stars_until >= today:
        seals.append(solid_seal(product.stars))
    if product.candidate_five:
        seals.append(candidate_seal())
    is_open = product.reported_until is None or product.reported_until >= today
    if not seals and product.reported_stars and is_open:
        seals.append(reported_seal(product.reported_stars))
    return seals
