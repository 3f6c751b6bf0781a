"""The only writers of certificates and of the stars that products derive from them."""

from calendar import monthrange
from datetime import date, timedelta

from django.db import transaction

from catalogue.models import Product
from certification.models import Certificate, State
from languages.calendar import hanoi_today

TERM_MONTHS = 36  # Decision 26/2026 Art. 4.3


def last_valid_day(issued_on: date, months: int = TERM_MONTHS) -> date:
    """Issued + 36 months − 1 day; the day is clipped where the month is shorter."""
    year, month = divmod(issued_on.month - 1 + months, 12)
    year, month = issued_on.year + year, month + 1
    day = min(issued_on.day, monthrange(year, month)[1])
    return date(year, month, day) - timedelta(days=1)


def derive_stars(product: Product, today: date | None = None) -> None:
    """Write the product's derived star columns from its certificates; idempotent.

    The best certificate in force gives the stars; a report speaks only where no decision does.
    """
    today = today or hanoi_today()
    certificates = list(product.certificates.all())
    states = [(certificate, certificate.state_on(today)) for certificate in certificates]
    in_force = [c for c, state in states if state.is_in_force]
    reports = [c for c, state in states if state is State.REPORTED and c.stars]
    best = max(in_force, key=lambda c: (c.stars, c.in_force_until), default=None)
    report = max(reports, key=lambda c: c.stars or 0, default=None)
    product.stars = best.stars if best else None
    product.stars_until = best.in_force_until if best else None
    product.candidate_five = any(state is State.CANDIDATE_FIVE for _, state in states)
    product.reported_stars = report.stars if report else None
    product.reported_until = report.ends_on if report else None
    product.save(
        update_fields=[
            "stars", "stars_until", "candidate_five", "reported_stars", "reported_until",
        ]
    )  # fmt: skip


@transaction.atomic
def withdraw(
    *, certificate: Certificate, withdrawn_on: date, decision: str, reason: str = ""
) -> Certificate:
    """Record a withdrawal; the seal leaves every page at once."""
    certificate.withdrawn_on = withdrawn_on
    certificate.withdrawal_decision = decision
    certificate.withdrawal_reason = reason
    certificate.save()
    derive_stars(certificate.product)
    return certificate
