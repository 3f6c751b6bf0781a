"""What was valid when an order was placed stays readable on that order."""

from datetime import date
from operator import attrgetter
from typing import Any

from django.utils.translation import override

from catalogue.models import Product
from catalogue.seals import seals_of
from certification.models import Certificate
from delivery.parcels import shown_product


def titles_of(product: Product) -> tuple[str, str]:
    """Vietnamese and English; a choice is named after its product. English may be blank."""
    if product.parent is None:
        return product.title, product.title_en
    english = [product.parent.title_en, product.title_en or product.title]
    return f"{product.parent.title}, {product.title}", ", ".join(english) if english[0] else ""


def certificates_by_product(products: list[Product]) -> dict[int, list[Certificate]]:
    """One query for all the goods of an order."""
    found: dict[int, list[Certificate]] = {}
    wanted = {shown_product(product).pk for product in products}
    certificates = Certificate.objects.filter(product__in=wanted).order_by()
    for certificate in sorted(certificates, key=attrgetter("pk")):  # cheaper than a wide ORDER BY
        found.setdefault(certificate.product_id, []).append(certificate)
    return found


def seal_snapshot(
    product: Product, certificates: list[Certificate], day: date
) -> list[dict[str, Any]]:
    """The seals as worn on `day` in both languages, each with the certificate that carries it."""
    shown = shown_product(product)
    with override("vi"):
        vietnamese = seals_of(shown, day)
    with override("en"):
        english = seals_of(shown, day)
    return [
        {
            "kind": seal.kind,
            "stars": seal.stars,
            "text": seal.text,
            "text_en": english[number].text,
            **_certificate_facts(seal.kind, seal.stars, certificates, day),
        }
        for number, seal in enumerate(vietnamese)
    ]


def _certificate_facts(
    kind: str, stars: int, certificates: list[Certificate], day: date
) -> dict[str, Any]:
    for certificate in certificates:
        state = certificate.state_on(day)
        fits = certificate.stars == stars or kind == "candidate"
        if fits and _kind_of_state(state) == kind:
            ends_on = certificate.in_force_until
            return {
                "code": certificate.code,
                "state": str(state),
                "decision_number": certificate.decision_number,
                "valid_until": ends_on.isoformat() if ends_on else "",
            }
    return {"code": "", "state": "", "decision_number": "", "valid_until": ""}


def _kind_of_state(state: Any) -> str:
    if state.is_in_force:
        return "solid"
    return {"candidate_five": "candidate", "reported": "reported"}.get(str(state), "expired")
