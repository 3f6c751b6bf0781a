"""Certificates for machines: only real ones, and only while they are in force."""

from catalogue import json_ld as goods
from catalogue.models import Product
from certification.verdicts import Verdict
from languages.localized import localized
from places.json_ld import Statement, absolute


def may_be_stated(verdict: Verdict) -> bool:
    certificate = verdict.certificate
    return verdict.is_in_force and not certificate.is_demo and not certificate.product.is_demo


def certification(verdict: Verdict) -> Statement:
    certificate = verdict.certificate
    issued, until = certificate.issued_on, certificate.in_force_until
    return {
        "@type": "Certification",
        "name": f"OCOP {certificate.stars}",
        "certificationIdentification": certificate.decision_number,
        "url": absolute(certificate.get_absolute_url()),
        "issuedBy": {"@type": "Organization", "name": localized(certificate, "authority").text},
        "certificationRating": {
            "@type": "Rating",
            "ratingValue": certificate.stars,
            "bestRating": 5,
        },
        "certificationStatus": "https://schema.org/CertificationActive",
        "validFrom": issued.isoformat() if issued else None,
        "expires": until.isoformat() if until else None,
    }


def product(product: Product, verdicts: list[Verdict]) -> Statement:
    """The product's statement, with its certificates where they may be stated."""
    statement = goods.product(product)
    stated = [certification(verdict) for verdict in verdicts if may_be_stated(verdict)]
    if stated:
        statement["hasCertification"] = stated
    return statement


def page(verdict: Verdict) -> Statement | None:
    """The verification page; None for what must not be stated."""
    if not may_be_stated(verdict):
        return None
    certificate = verdict.certificate
    return {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "url": absolute(certificate.get_absolute_url()),
        "mainEntity": {
            **certification(verdict),
            "about": {"@type": "Product", "name": localized(certificate.product, "title").text},
        },
    }
