"""What a certificate says on a Hanoi day, in words: the verdict, its seal and its facts."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from catalogue.seals import Seal, candidate_seal, expired_seal, reported_seal, solid_seal
from certification.models import Certificate, State
from languages import calendar
from languages.templatetags.languages import localized as marked
from sources.models import Source

_KINDS = {
    State.IN_TERM: "valid",
    State.RENEWAL_WINDOW: "valid",
    State.GRACE: "valid",
    State.EXPIRED: "expired",
    State.WITHDRAWN: "withdrawn",
    State.CANDIDATE_FIVE: "pending",
    State.REPORTED: "unverified",
    State.REPORTED_PAST: "unverified",
}


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Verdict:
    """`kind` is one of the six of components/verdict.html; `short` is the product page's line."""

    certificate: Certificate
    state: State
    kind: str
    title: str
    short: str
    text: str
    seals: list[Seal]
    sources: list[Source] = field(default_factory=list)

    @property
    def is_in_force(self) -> bool:
        return self.state.is_in_force

    @property
    def anchor(self) -> str:
        return f"verdict-{self.certificate.pk}"


def day_text(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def issued_text(certificate: Certificate) -> str:
    """The date of issue no finer than the source gives it."""
    day = certificate.issued_on
    if day is None:
        return ""
    formats = {"day": "%d/%m/%Y", "month": "%m/%Y", "year": "%Y"}
    return day.strftime(formats[certificate.issued_precision])


def verdict_of(
    certificate: Certificate, sources: list[Source], today: date | None = None
) -> Verdict:
    """Only for a certificate the public may see (`State.is_public`)."""
    state = certificate.state_on(today or calendar.hanoi_today())
    title, short, text = _words(certificate, state)
    return Verdict(
        certificate, state, _KINDS[state], title, short, text, _seals(certificate, state), sources
    )


def _seals(certificate: Certificate, state: State) -> list[Seal]:
    if state is State.CANDIDATE_FIVE:
        return [candidate_seal()]
    makers = {State.EXPIRED: expired_seal, State.REPORTED: reported_seal}
    make = solid_seal if state.is_in_force else makers.get(state)
    return [make(certificate.stars)] if make and certificate.stars else []


def _words(certificate: Certificate, state: State) -> tuple[str, str, str]:
    """Title, short line and explanation."""
    if state.is_in_force:
        return _words_in_force(certificate, state)
    if state is State.WITHDRAWN:
        return _words_withdrawn(certificate)
    if state is State.CANDIDATE_FIVE:
        return (
            _("Awaiting the ministry's decision"),
            _("Provincial result approved, awaiting the ministry"),
            _(
                "The city assessed this product as a potential five-star product. There is no"
                " five-star certificate until the ministry decides."
            ),
        )
    if state is State.EXPIRED:
        return _words_expired(certificate)
    return _words_reported(certificate, state)


def _words_in_force(certificate: Certificate, state: State) -> tuple[str, str, str]:
    last_day = certificate.in_force_until if state is State.GRACE else certificate.ends_on
    until = {"day": day_text(last_day)}
    if state is State.GRACE:
        ended = {
            "day": day_text(certificate.ends_on),
            "checked": day_text(certificate.renewal_receipt_checked_on),
        }
        return (
            _("Valid, extended until %(day)s") % until,
            _("Valid, extended until %(day)s") % until,
            _(
                "The 36 months ended on %(day)s. A renewal was filed; we checked its receipt on"
                " %(checked)s (Decision 26/2026/QĐ-TTg, Art. 12.3)."
            )
            % ended,
        )
    return _("Valid until %(day)s") % until, _("Valid until %(day)s") % until, ""


def _words_expired(certificate: Certificate) -> tuple[str, str, str]:
    facts = {
        "stars": certificate.stars,
        "number": certificate.decision_number,
        "day": day_text(certificate.ends_on),
    }
    return (
        _("Expired on %(day)s") % facts,
        _("Once rated OCOP %(stars)s stars, decision %(number)s, expired on %(day)s") % facts,
        _("The product wears no OCOP star in this shop any more."),
    )


def _words_withdrawn(certificate: Certificate) -> tuple[str, str, str]:
    facts = {
        "day": day_text(certificate.withdrawn_on),
        "number": certificate.withdrawal_decision,
    }
    if not certificate.withdrawal_decision:
        short = _("The certificate was withdrawn on %(day)s") % facts
    else:
        short = _("The certificate was withdrawn on %(day)s by decision %(number)s") % facts
    return (
        _("Withdrawn on %(day)s") % facts,
        short,
        _("The product wears no OCOP star in this shop any more."),
    )


def _words_reported(certificate: Certificate, state: State) -> tuple[str, str, str]:
    facts = {"stars": certificate.stars, "issued": issued_text(certificate)}
    unverified = _(
        "We only know this from a published source. We have not seen the decision and have not"
        " verified it."
    )
    if not certificate.stars:
        short = _("A published source calls it an OCOP product")
    elif state is State.REPORTED_PAST and facts["issued"]:
        short = _("Once recognised %(stars)s stars (%(issued)s)") % facts
    elif state is State.REPORTED_PAST:
        short = _("Once recognised %(stars)s stars") % facts
    else:
        short = _("%(stars)s stars according to a published source") % facts
    return _("We have not verified this"), short, unverified


def facts_of(verdict: Verdict) -> list[Fact]:
    """The rows of the verification page; rows without a value are left out."""
    return [fact for fact in [*_subject(verdict), *_paper(verdict)] if fact.value]


def _subject(verdict: Verdict) -> list[Fact]:
    product = verdict.certificate.product
    producer, village = product.producer, product.village
    url = product.url if product.is_public and not product.is_child else ""
    return [
        Fact(_("Product"), marked(product, "title"), url),
        Fact(_("Maker"), marked(producer, "name"), producer.get_absolute_url())
        if producer
        else Fact(_("Maker"), ""),
        Fact(_("Craft village"), marked(village, "name"), village.get_absolute_url())
        if village
        else Fact(_("Craft village"), ""),
    ]


def _paper(verdict: Verdict) -> list[Fact]:
    certificate = verdict.certificate
    stars = certificate.stars
    rating = _("OCOP rating")
    if certificate.basis == Certificate.Basis.REPORT:
        rating = _("Reported rating")
    elif not verdict.is_in_force:
        rating = _("OCOP rating at that time")
    return [
        Fact(rating, _("%(stars)d stars") % {"stars": stars} if stars else ""),
        *paper_facts(certificate),
        Fact(_("Official product code"), certificate.official_code),
        Fact(_("Look-up code"), certificate.code),
        Fact(_("Withdrawal decision"), certificate.withdrawal_decision),
        Fact(_("Reason"), marked(certificate, "withdrawal_reason")),
        Fact(_("Renewal receipt"), certificate.renewal_receipt),
        Fact(_("Our evidence"), _evidence(certificate)),
        Fact(_("Last checked by us"), day_text(certificate.last_checked_on)),
    ]


def paper_facts(certificate: Certificate) -> list[Fact]:
    ends_label = _("Last valid day")
    if certificate.basis == Certificate.Basis.REPORT:
        ends_label = _("Nominal end, if the term was 36 months")
    return [
        Fact(_("Decision number"), certificate.decision_number),
        Fact(_("Authority"), marked(certificate, "authority")),
        Fact(_("Issued on"), issued_text(certificate)),
        Fact(ends_label, day_text(certificate.ends_on)),
    ]


def _evidence(certificate: Certificate) -> str:
    if certificate.is_demo:
        return _("Invented for this demonstration")
    return {
        Certificate.Basis.DECISION: _("The decision is on file with us"),
        Certificate.Basis.CITY_ASSESSMENT: _("A published report of the city's assessment"),
        Certificate.Basis.REPORT: _("A published source only"),
    }[Certificate.Basis(certificate.basis)]
