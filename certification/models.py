"""Certificates: dated facts about one product of one producer; the state is never stored."""

import enum
from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalogue.models import Product
from certification import codes
from languages.calendar import hanoi_today
from sources.models import Source

RENEWAL_WINDOW = timedelta(
    days=180
)  # Decision 26/2026 Art. 7.6.a: renewals are filed from 180 days on
RENEWAL_CLOSES = timedelta(days=120)  # the same article: until 120 days before the end
GRACE = timedelta(days=180)  # Art. 12.3


class State(enum.StrEnum):
    """The one vocabulary of certificate states (docs/architecture.md)."""

    IN_TERM = "in_term"
    RENEWAL_WINDOW = "renewal_window"
    GRACE = "grace"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    CANDIDATE_FIVE = "candidate_five"
    REPORTED = "reported"
    REPORTED_PAST = "reported_past"
    SUBMITTED = "submitted"
    REFUSED = "refused"

    @property
    def is_in_force(self) -> bool:
        """Whether a solid seal, the star facet and the JSON-LD may rest on it."""
        return self in (State.IN_TERM, State.RENEWAL_WINDOW, State.GRACE)

    @property
    def is_public(self) -> bool:
        return self not in (State.SUBMITTED, State.REFUSED)


class Certificate(models.Model):
    """What the shop knows of one rating: a decision, a city assessment, or a published report."""

    class Basis(models.TextChoices):
        DECISION = "decision", _("decision on file")
        CITY_ASSESSMENT = "city", _("city assessment as potential five-star")
        REPORT = "report", _("published source only")

    class Review(models.TextChoices):
        SUBMITTED = "submitted", _("with staff")
        VERIFIED = "verified", _("verified")
        REFUSED = "refused", _("refused")

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        MONTH = "month", _("month")
        YEAR = "year", _("year")

    key = models.CharField(
        _("key"), max_length=80, unique=True, null=True, blank=True,
        help_text=_("id in the catalogue files"),
    )  # fmt: skip
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="certificates")
    code = models.CharField(_("look-up code"), max_length=16, unique=True, editable=False)
    basis = models.CharField(_("basis"), max_length=8, choices=Basis)
    review = models.CharField(_("review"), max_length=9, choices=Review, default=Review.SUBMITTED)
    stars = models.PositiveSmallIntegerField(_("stars"), null=True, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    issued_precision = models.CharField(
        _("precision of the date"), max_length=5, choices=Precision, default=Precision.DAY
    )
    ends_on = models.DateField(_("last valid day"), null=True, blank=True)
    decision_number = models.CharField(_("decision number"), max_length=60, blank=True)
    authority = models.CharField(_("authority"), max_length=160, blank=True)
    authority_en = models.CharField(_("authority (English)"), max_length=160, blank=True)
    official_code = models.CharField(_("official product code"), max_length=40, blank=True)
    renewal_receipt = models.CharField(_("renewal receipt"), max_length=60, blank=True)
    renewal_receipt_checked_on = models.DateField(
        _("renewal receipt checked on"), null=True, blank=True
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawal_decision = models.CharField(_("withdrawal decision"), max_length=60, blank=True)
    withdrawal_reason = models.CharField(_("reason"), max_length=300, blank=True)
    withdrawal_reason_en = models.CharField(_("reason (English)"), max_length=300, blank=True)
    superseded_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="supersedes"
    )
    last_checked_on = models.DateField(_("last checked on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)
    note_en = models.CharField(_("note (English)"), max_length=400, blank=True)
    is_demo = models.BooleanField(_("invented for demonstration"), default=False)
    sources = models.ManyToManyField(Source, related_name="certificates", blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        ordering = ["product", "-issued_on", "pk"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.CheckConstraint(
                condition=Q(stars=None) | Q(stars__in=[3, 4, 5]),
                name="certification_stars_are_3_4_5",
            ),
            models.CheckConstraint(
                condition=~Q(basis="decision", review="verified")
                | (
                    Q(stars__isnull=False, issued_on__isnull=False, ends_on__isnull=False)
                    & ~Q(decision_number="")
                ),
                name="certification_verified_decision_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(issued_on=None) | Q(ends_on__gte=F("issued_on")),
                name="certification_ends_after_issue",
            ),
            models.CheckConstraint(
                condition=~Q(basis="city") | Q(stars=None),
                name="certification_candidate_has_no_star",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.product}"

    def save(self, *args: object, **kwargs: object) -> None:
        if not self.code:
            self.code = codes.new_code(is_demo=self.is_demo)
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # passed through unread

    def get_absolute_url(self) -> str:
        return reverse("certification:detail", args=[self.code])

    @property
    def in_force_until(self) -> date | None:
        """The last day a solid seal may rest on it, renewal grace included."""
        if self.ends_on is None or self.renewal_receipt_checked_on is None:
            return self.ends_on
        return self.ends_on + GRACE

    @property
    def renewal_opens_on(self) -> date | None:
        """The first day on which a renewal can be filed."""
        return self.ends_on and self.ends_on - RENEWAL_WINDOW

    @property
    def renewal_closes_on(self) -> date | None:
        """The last day on which a renewal can be filed in time."""
        return self.ends_on and self.ends_on - RENEWAL_CLOSES

    def state_on(self, day: date) -> State:
        """The state on a Hanoi day."""
        if self.review != self.Review.VERIFIED:
            return State(self.review)
        if self.withdrawn_on is not None and self.withdrawn_on <= day:
            return State.WITHDRAWN
        if self.basis == self.Basis.CITY_ASSESSMENT:
            return State.CANDIDATE_FIVE
        if self.basis == self.Basis.REPORT:
            is_past = self.ends_on is not None and self.ends_on < day
            return State.REPORTED_PAST if is_past else State.REPORTED
        return self._state_of_decision(day)

    def _state_of_decision(self, day: date) -> State:
        if self.ends_on is None:
            raise ValueError(f"verified decision {self.code} has no end")
        if self.issued_on is not None and day < self.issued_on:
            return State.SUBMITTED  # checked, but its term has not begun
        if day <= self.ends_on:
            closing = self.ends_on - day < RENEWAL_WINDOW
            return State.RENEWAL_WINDOW if closing else State.IN_TERM
        receipt = self.renewal_receipt_checked_on
        if receipt is not None and receipt <= day <= self.ends_on + GRACE:
            return State.GRACE
        return State.EXPIRED

    @property
    def state(self) -> State:
        return self.state_on(hanoi_today())
