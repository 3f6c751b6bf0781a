"""The state of a certificate is computed from its dates for a Hanoi day."""

from datetime import date, timedelta

import pytest

from certification.models import GRACE, Certificate, State
from certification.services import derive_stars, last_valid_day, withdraw
from tests.factories import make_certificate, make_product

ISSUED = date(2024, 2, 29)
LAST_DAY = date(2027, 2, 27)
pytestmark = pytest.mark.django_db


def test_last_valid_day_is_36_months_minus_a_day() -> None:
    assert last_valid_day(date(2025, 6, 15)) == date(2028, 6, 14)
    assert last_valid_day(ISSUED) == LAST_DAY


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (ISSUED, State.IN_TERM),
        (LAST_DAY - timedelta(days=180), State.IN_TERM),
        (LAST_DAY - timedelta(days=179), State.RENEWAL_WINDOW),
        (LAST_DAY, State.RENEWAL_WINDOW),
        (LAST_DAY + timedelta(days=1), State.EXPIRED),
    ],
)
def test_decision_state_follows_the_calendar(day: date, state: State) -> None:
    certificate = make_certificate(make_product(), issued_on=ISSUED)

    assert certificate.state_on(day) is state


def test_checked_renewal_receipt_gives_180_days_of_grace() -> None:
    certificate = make_certificate(
        make_product(), issued_on=ISSUED, renewal_receipt_checked_on=LAST_DAY - timedelta(days=10)
    )

    assert certificate.state_on(LAST_DAY + timedelta(days=1)) is State.GRACE
    assert certificate.state_on(LAST_DAY + GRACE) is State.GRACE
    assert certificate.state_on(LAST_DAY + GRACE + timedelta(days=1)) is State.EXPIRED


@pytest.mark.parametrize("review", [Certificate.Review.SUBMITTED, Certificate.Review.REFUSED])
def test_unverified_certificate_gives_no_star(review: str) -> None:
    product = make_product()
    certificate = make_certificate(product, review=review)

    assert certificate.state == review
    assert product.stars is None
    assert product.seals == []


def test_withdrawal_takes_the_seal_at_once() -> None:
    product = make_product()
    certificate = make_certificate(product)
    assert [seal.kind for seal in product.seals] == ["solid"]

    withdraw(certificate=certificate, withdrawn_on=date(2026, 1, 5), decision="09/QĐ")

    assert certificate.state is State.WITHDRAWN
    assert product.stars is None
    assert product.seals == []


def test_candidate_never_has_a_solid_seal() -> None:
    product = make_product()
    make_certificate(
        product, stars=None, basis=Certificate.Basis.CITY_ASSESSMENT, issued_on=None, ends_on=None
    )

    assert [seal.kind for seal in product.seals] == ["candidate"]
    assert product.stars is None


def test_four_star_decision_stands_before_the_candidate() -> None:
    product = make_product()
    make_certificate(product, stars=4)
    make_certificate(
        product, stars=None, basis=Certificate.Basis.CITY_ASSESSMENT, issued_on=None, ends_on=None
    )

    assert [(seal.kind, seal.stars) for seal in product.seals] == [("solid", 4), ("candidate", 5)]


def test_report_shows_until_its_nominal_end() -> None:
    product = make_product()
    make_certificate(product, stars=5, basis=Certificate.Basis.REPORT, ends_on=date(2028, 7, 31))

    assert [seal.kind for seal in product.seals] == ["reported"]
    derive_stars(product, today=date(2028, 8, 1))
    assert product.seals == []
