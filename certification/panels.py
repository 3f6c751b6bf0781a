"""Which of a product's or maker's certificates a page shows."""

from datetime import date

from catalogue.models import Product
from certification.models import Certificate, State
from certification.verdicts import Verdict, verdict_of
from languages import calendar
from producers.models import Partner
from sources.citations import with_sources

_ORDER = list(State)


def verdicts_of(product: Product) -> list[Verdict]:
    """The verdicts worth showing beside a product, the strongest first: one query, kept on it."""
    kept: list[Verdict] | None = product.__dict__.get("_verdicts")
    if kept is None:
        kept = _worth_showing(_read(product))
        product.__dict__["_verdicts"] = kept
    return kept


def _read(product: Product) -> list[Verdict]:
    certificates = Certificate.objects.filter(
        product=product, review=Certificate.Review.VERIFIED
    ).order_by("-issued_on", "pk")
    found = with_sources(certificates)
    for certificate, _sources in found:
        certificate.product = product
    return [verdict_of(certificate, sources) for certificate, sources in found]


def _worth_showing(verdicts: list[Verdict]) -> list[Verdict]:
    """The best in force; candidates and withdrawals; the past only where nothing is in force."""
    in_force = sorted(
        (each for each in verdicts if each.is_in_force),
        key=lambda each: (each.certificate.stars or 0, each.certificate.in_force_until or date.min),
        reverse=True,
    )[:1]
    shown = [*in_force, *_in(verdicts, State.CANDIDATE_FIVE), *_in(verdicts, State.WITHDRAWN)]
    if not in_force:
        shown += _in(verdicts, State.EXPIRED)[:1]
    if not shown:
        shown = _in(verdicts, State.REPORTED) or _in(verdicts, State.REPORTED_PAST)[:1]
    return shown


def _in(verdicts: list[Verdict], state: State) -> list[Verdict]:
    return [each for each in verdicts if each.state is state]


def verdicts_of_producer(producer: Partner) -> list[Verdict]:
    """Everything public about a maker's goods, in the order of the vocabulary: one query."""
    certificates = (
        Certificate.objects.filter(
            product__producer=producer,
            product__is_public=True,
            review=Certificate.Review.VERIFIED,
        )
        .select_related("product")
        .order_by("product_id", "-issued_on", "pk")
    )
    today = calendar.hanoi_today()
    verdicts = [verdict_of(each, sources, today) for each, sources in with_sources(certificates)]
    return sorted(verdicts, key=lambda each: _ORDER.index(each.state))
