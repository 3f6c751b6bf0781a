"""The only writers of certificates and of the stars that products derive from them."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from catalogue.models import Product
from certification.models import Certificate, State
from languages.calendar import hanoi_today

TERM_MONTHS = 36  # Decision 26/2026 Art. 4.3
MISSED_DAYS = timedelta(days=31)


def last_valid_day(issued_on: date, months: int = TERM_MONTHS) -> date:
    """Issued + 36 months − 1 day; the day is clipped where the month is shorter."""
    year, month = divmod(issued_on.month - 1 + months, 12)
    year, month = issued_on.year + year, month + 1
    day = min(issued_on.day, monthrange(year, month)[1])
    return date(year, month, day) - timedelta(days=1)


@dataclass(frozen=True)
class DerivedStars:
    """The star columns of a product, named as the product names them."""

    stars: int | None
    stars_until: date | None
    candidate_five: bool
    reported_stars: int | None
    reported_until: date | None


DERIVED_COLUMNS = [field.name for field in fields(DerivedStars)]


def derived_stars(certificates: Iterable[Certificate], today: date) -> DerivedStars:
    """What one product's certificates say today.

    The best certificate in force gives the stars; a report speaks only where no decision does.
    """
    states = [(certificate, certificate.state_on(today)) for certificate in certificates]
    in_force = [c for c, state in states if state.is_in_force]
    reports = [c for c, state in states if state is State.REPORTED and c.stars]
    best = max(in_force, key=lambda c: (c.stars, c.in_force_until), default=None)
    report = max(reports, key=lambda c: c.stars or 0, default=None)
    return DerivedStars(
        stars=best.stars if best else None,
        stars_until=best.in_force_until if best else None,
        candidate_five=any(state is State.CANDIDATE_FIVE for _, state in states),
        reported_stars=report.stars if report else None,
        reported_until=report.ends_on if report else None,
    )


def derive_stars(product: Product, today: date | None = None) -> None:
    """Write the product's derived star columns from its certificates; idempotent."""
    for column, value in asdict(
        derived_stars(product.certificates.all(), today or hanoi_today())
    ).items():
        setattr(product, column, value)
    product.save(update_fields=DERIVED_COLUMNS)


def derive_stars_of(products: QuerySet[Product], today: date | None = None) -> int:
    """The same for many products in a few statements; the number of products that changed."""
    today = today or hanoi_today()
    changed = []
    narrow = products.only(*DERIVED_COLUMNS).prefetch_related("certificates")
    for product in narrow.iterator(chunk_size=500):
        derived = asdict(derived_stars(product.certificates.all(), today))
        if derived != {column: getattr(product, column) for column in derived}:
            for column, value in derived.items():
                setattr(product, column, value)
            changed.append(product)
    Product.objects.bulk_update(changed, DERIVED_COLUMNS, batch_size=500)
    return len(changed)


def derive_stars_of_new_day(today: date | None = None) -> int:
    """Where a certificate ended, began or is withdrawn as from today, another one may speak now.

    Idempotent. Looks MISSED_DAYS back, in case the job did not run for a while.
    """
    today = today or hanoi_today()
    lately = (today - MISSED_DAYS, today)
    ended = Q(stars_until__lt=today) | Q(reported_until__lt=today)
    turned = (
        Q(issued_on__range=lately)
        | Q(withdrawn_on__range=lately)
        | Q(renewal_receipt_checked_on__range=lately)
    )
    dated = Certificate.objects.filter(turned).values("product")
    return derive_stars_of(Product.objects.filter(ended | Q(pk__in=dated)), today)


@transaction.atomic
def record_decision(
    *,
    product: Product,
    stars: int,
    issued_on: date,
    ends_on: date,
    decision_number: str,
    authority: str = "",
    is_demo: bool = False,
) -> Certificate:
    """A decision whose papers staff have checked today; the product's stars follow at once.

    The same decision entered again is checked again, not doubled.
    """
    values = {
        "basis": Certificate.Basis.DECISION,
        "review": Certificate.Review.VERIFIED,
        "stars": stars,
        "issued_on": issued_on,
        "ends_on": ends_on,
        "authority": authority,
        "last_checked_on": hanoi_today(),
        "is_demo": is_demo,
    }
    certificate, _ = Certificate.objects.update_or_create(
        product=product, decision_number=decision_number, withdrawn_on=None, defaults=values
    )
    derive_stars(product)
    return certificate


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
