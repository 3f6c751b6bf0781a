"""Finds certificates by what a person typed: our code, a decision number or the official code."""

import enum
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet

from certification import codes
from certification.models import Certificate
from languages.text import fold
from sources.citations import with_sources
from sources.models import Source

LONGEST = 120
SHOWN = 50
_OFFICIAL = re.compile(r"^\d{1,3}-\d{1,5}-\d{1,6}(-\d{1,3})?-20\d\d$")
_BARCODE = re.compile(r"^\d{8,14}$")
_DECISION = re.compile(r"\d[\d.]*/?[a-z0-9/.-]*")


class Kind(enum.StrEnum):
    """What the typed text seems to be."""

    OURS = "ours"
    MISTYPED = "mistyped"
    OTHER_SHOP = "other_shop"
    OFFICIAL = "official"
    BARCODE = "barcode"
    DECISION = "decision"
    UNKNOWN = "unknown"


Cited = tuple[Certificate, list[Source]]


@dataclass(frozen=True)
class Lookup:
    typed: str
    kind: Kind
    found: list[Cited] = field(default_factory=list)


def public_certificates() -> QuerySet[Certificate]:
    """What a visitor may know of: neither dossiers with staff nor refused ones."""
    return Certificate.objects.filter(review=Certificate.Review.VERIFIED).select_related(
        "product__producer", "product__village__commune", "superseded_by"
    )


def find_by_code(code: str) -> Cited | None:
    """The certificate of one of our codes with its sources, in one query."""
    found = with_sources(public_certificates().filter(code=code))
    return found[0] if found else None


def look_up(typed: str) -> Lookup:
    """At most three queries; several results when a decision covers several goods."""
    text = typed.replace("\x00", "").strip()[:LONGEST]
    host, text = _scanned(text)
    if host and host != urlsplit(settings.SITE_ORIGIN).netloc:
        return Lookup(typed, Kind.OTHER_SHOP)
    code = codes.normalise(text)
    if code:
        cited = find_by_code(code)
        return Lookup(text, Kind.OURS, [cited] if cited else [])
    kind = _kind_of(text)
    if kind is Kind.OFFICIAL:
        return Lookup(text, kind, _cited(Q(official_code=_compact(text))))
    if kind is Kind.DECISION:
        return Lookup(text, kind, _by_decision(text))
    return Lookup(text, kind)


def _scanned(text: str) -> tuple[str, str]:
    """The host and last part of a scanned address; ("", text) when it is none."""
    if not re.match(r"https?://", text, re.IGNORECASE):
        return "", text
    try:
        address = urlsplit(text)
    except ValueError:
        return "", text
    return address.netloc, address.path.rstrip("/").rpartition("/")[2]


def _compact(text: str) -> str:
    return re.sub(r"\s+", "", re.sub(r"[‐-―]", "-", text))


def _kind_of(text: str) -> Kind:
    compact = _compact(text)
    if re.match(r"(LN|DEMO)-?[0-9A-Z]", compact, re.IGNORECASE):
        return Kind.MISTYPED
    if _OFFICIAL.match(compact):
        return Kind.OFFICIAL
    if _BARCODE.match(compact):
        return Kind.BARCODE
    return Kind.DECISION if _decision_key(text) else Kind.UNKNOWN


def _decision_key(text: str) -> str:
    """What two spellings of one decision number share: "Số 813/QĐ-UBND" → "813/qd-ubnd"."""
    found = _DECISION.search(_compact(fold(text)))
    return found[0].strip(".-/") if found and "/" in found[0] else ""


def _by_decision(text: str) -> list[Cited]:
    key = _decision_key(text)
    digits = re.match(r"\d+", key)
    numbers = (
        public_certificates()
        .filter(decision_number__contains=digits[0] if digits else "")
        .order_by()
        .values_list("decision_number", flat=True)
        .distinct()
    )
    same = [number for number in numbers if _decision_key(number) == key]
    return _cited(Q(decision_number__in=same)) if same else []


def _cited(condition: Q) -> list[Cited]:
    return with_sources(public_certificates().filter(condition).order_by("pk"))[:SHOWN]
