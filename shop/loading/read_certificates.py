"""Certificates: what sources report of the real goods, and the invented ones of the demo."""

from datetime import date, timedelta
from typing import Any

from certification.models import Certificate
from certification.services import last_valid_day
from shop.loading.names import CATALOGUE, DEMO_GOODS, Names
from shop.loading.record import Record
from shop.loading.rows import Row

# catalogue.yaml, meta.status_values
REPORTED = frozenset(
    {
        "in-term",
        "past-nominal-term",
        "past-nominal-term-grace-possible",
        "ambiguous",
        "term-unknown",
    }
)
CANDIDATE = "potential-five-star-only"
WITHOUT = frozenset({"level-not-stated", "proposed-only", "not-an-ocop-product"})


def read_reports(names: Names) -> list[Row]:
    """The real goods: a published star, a city assessment, or no certificate at all."""
    checked_on = names.files.day_built(CATALOGUE)
    records = names.files.records(CATALOGUE, "products")
    found = [
        _report(names, record, checked_on) for record in records if not names.is_left_out(record)
    ]
    return [row for row in found if row is not None]


def _report(names: Names, record: Record, checked_on: date) -> Row | None:
    """The nominal end is the latest that the precision of the date allows: nothing is called past
    that may not be."""
    status = record.text("certification.status_on_2026_11_22")
    stars = record.whole_or_none("certification.stars")
    if not _is_coherent(record, status, stars):
        return None
    recognised = record.day("certification.recognised")
    nominal_end = record.day("certification.nominal_expiry")
    note, note_en = _report_note(names, record, status)
    authority, authority_en = _authority(names, record)
    values = {
        "key": record.key,
        "basis": str(_basis(status)),
        "review": str(Certificate.Review.VERIFIED),
        "stars": stars,
        "issued_on": recognised.first if recognised else None,
        "issued_precision": recognised.precision if recognised else "day",
        "ends_on": nominal_end.last if nominal_end and stars else None,
        "decision_number": record.text("certification.decision", optional=True),
        "authority": authority,
        "authority_en": authority_en,
        "last_checked_on": checked_on,
        "note": note,
        "note_en": note_en,
        "is_demo": False,
    }
    links = {"sources": record.refs("refs", names.sources)}
    return Row(record.key, record.origin, values, {"product": record.key}, links)


def _is_coherent(record: Record, status: str, stars: int | None) -> bool:
    """Whether the record has a certificate; a star that its status does not carry is refused."""
    if status in REPORTED:
        if stars is None:
            record.refuse("certification.stars", f"is missing, though the status is {status}")
        return True
    if status not in WITHOUT and status != CANDIDATE:
        record.refuse("certification.status_on_2026_11_22", f"is not a known status: {status}")
    if stars is not None:
        record.refuse("certification.stars", f"is {stars}, though the status is {status}")
    if (status == CANDIDATE) != record.flag("certification.potential_five_star"):
        record.refuse("certification.potential_five_star", f"contradicts the status {status}")
    return status == CANDIDATE


def _basis(status: str) -> Certificate.Basis:
    return Certificate.Basis.CITY_ASSESSMENT if status == CANDIDATE else Certificate.Basis.REPORT


def _report_note(names: Names, record: Record, status: str) -> tuple[str, str]:
    reasons = [record.value("certification.basis")]
    if record.flag("certification.recognised_inferred"):
        reasons.append("inferred")
    if status == CANDIDATE:
        reasons.append("candidate")
    known = names.shop.value("certificate_notes")
    notes = [known[reason] for reason in reasons if reason in known]
    return " ".join(note["vi"] for note in notes), " ".join(note["en"] for note in notes)


def _authority(names: Names, record: Record) -> tuple[str, str]:
    authority = record.text("certification.authority", optional=True)
    english = names.shop.value("authorities").get(authority, "")
    if authority and not english:
        record.refuse("certification.authority", f"has no English in shop.yaml: {authority}")
    return authority, english


def read_demo_certificates(names: Names, today: date) -> list[Row]:
    """The invented ones; their days count back from today, in Hanoi."""
    goods = names.files.records(DEMO_GOODS, "goods")
    return [
        _demo_certificate(good, part, today)
        for good in goods
        if not names.is_left_out(good) and (part := good.part("certificate")) is not None
    ]


def _demo_certificate(good: Record, record: Record, today: date) -> Row:
    issued_on = _back(record, "issued_days_ago", today)
    values: dict[str, Any] = {
        "key": good.key,
        "basis": str(Certificate.Basis.DECISION),
        "review": record.text("review"),
        "stars": record.whole_or_none("stars"),
        "issued_on": issued_on,
        "issued_precision": str(Certificate.Precision.DAY),
        "ends_on": None,
        "decision_number": record.text("decision"),
        **record.columns("authority", "authority"),
        "renewal_receipt": record.text("renewal_receipt", optional=True),
        "renewal_receipt_checked_on": None,
        "withdrawn_on": _back(record, "withdrawn_days_ago", today),
        "withdrawal_decision": record.text("withdrawal_decision", optional=True),
        **record.columns("withdrawal_reason", "withdrawal_reason", optional=True),
        **record.columns("note", "refusal_reason", optional=True),
        "last_checked_on": today,
        "is_demo": True,
    }
    if record.flag("renewal_receipt_checked"):
        values["renewal_receipt_checked_on"] = _back(record, "renewal_receipt_days_ago", today)
    if record.flag("candidate_five"):
        values["basis"] = str(Certificate.Basis.CITY_ASSESSMENT)
        values["issued_on"] = _back(record, "city_assessed_days_ago", today)
    elif issued_on is None:
        record.refuse("certificate.issued_days_ago", "is missing")
    else:
        values["ends_on"] = last_valid_day(issued_on, record.whole("term_months"))
    return Row(good.key, good.origin, values, {"product": good.key})


def _back(record: Record, path: str, today: date) -> date | None:
    days = record.whole_or_none(path)
    return None if days is None else today - timedelta(days=days)
