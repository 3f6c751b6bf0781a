"""Submissions: what a maker proposes, and what staff decided about it, when and why."""

from datetime import date
from typing import ClassVar

from django.core.files.storage import Storage, storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from catalogue.models import Category, OcopGroup, Product
from certification.services import last_valid_day
from listings.exceptions import WrongState
from producers.models import Partner

STARS = [(3, _("3 stars")), (4, _("4 stars")), (5, _("5 stars"))]


def private_storage() -> Storage:
    """Files that no address leads to: only a view that asks who is there gives them out."""
    return storages["private"]


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("With the shop")
    ASKED = "asked", _("Question from the shop")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")


TRANSITIONS: dict[str, frozenset[str]] = {
    Status.DRAFT: frozenset({Status.SUBMITTED}),
    Status.SUBMITTED: frozenset({Status.APPROVED, Status.REFUSED, Status.ASKED, Status.DRAFT}),
    Status.ASKED: frozenset({Status.SUBMITTED}),
    Status.APPROVED: frozenset(),
    Status.REFUSED: frozenset(),
}


DECIDED = (Status.APPROVED, Status.REFUSED)


class Submission(models.Model):
    """A new product, or a change of one. Nothing of it is public before staff approve it.

    The columns named in `listings.changes.FIELDS` are named as the product names them. Price and
    stock belong to a new product only: those of a live one are changed at once.
    """

    producer = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="submissions")
    product = models.ForeignKey(
        Product, on_delete=models.SET_NULL, related_name="submissions", null=True, blank=True,
        help_text=_("The product to change; of a new one, what approval made."),
    )  # fmt: skip
    is_new = models.BooleanField(_("a new product"))
    author = models.ForeignKey(
        User, on_delete=models.SET_NULL, related_name="submissions", null=True
    )
    status = models.CharField(
        _("state"), max_length=9, choices=Status, default=Status.DRAFT, db_index=True
    )
    base = models.JSONField(_("the product when the draft was begun"), default=dict, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    title = models.CharField(_("Name"), max_length=200, blank=True)
    title_en = models.CharField(_("Name in English"), max_length=200, blank=True)
    category = models.ForeignKey(
        Category, on_delete=models.SET_NULL, null=True, blank=True, verbose_name=_("Category")
    )
    ocop_group = models.CharField(
        _("OCOP group"), max_length=12, choices=OcopGroup, default=OcopGroup.HANDICRAFT, blank=True
    )
    description = models.TextField(_("Description"), max_length=3000, blank=True)
    description_en = models.TextField(_("Description in English"), max_length=3000, blank=True)
    story = models.TextField(_("Story"), max_length=6000, blank=True)
    story_en = models.TextField(_("Story in English"), max_length=6000, blank=True)
    materials = models.CharField(_("Materials"), max_length=400, blank=True)
    materials_en = models.CharField(_("Materials in English"), max_length=400, blank=True)
    technique = models.CharField(_("Technique"), max_length=300, blank=True)
    technique_en = models.CharField(_("Technique in English"), max_length=300, blank=True)
    dimensions = models.CharField(_("Size"), max_length=200, blank=True)
    dimensions_en = models.CharField(_("Size in English"), max_length=200, blank=True)
    weight_g = models.PositiveIntegerField(
        _("Weight with packing, grams"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(200_000)],
    )  # fmt: skip
    price = models.PositiveIntegerField(
        _("Price with VAT, dong"), null=True, blank=True,
        validators=[MinValueValidator(1_000), MaxValueValidator(1_000_000_000)],
    )  # fmt: skip
    stock = models.PositiveIntegerField(
        _("Pieces in stock"), null=True, blank=True, validators=[MaxValueValidator(100_000)]
    )

    certificate_number = models.CharField(_("Number of the decision"), max_length=60, blank=True)
    certificate_authority = models.CharField(_("Who decided"), max_length=160, blank=True)
    certificate_stars = models.PositiveSmallIntegerField(
        _("Stars"), choices=STARS, null=True, blank=True
    )
    certificate_issued_on = models.DateField(_("Issued on"), null=True, blank=True)
    certificate_ends_on = models.DateField(_("Last valid day"), null=True, blank=True)

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        permissions = [
            ("review", "Can decide what makers submit"),
            ("manage_members", "Can add and remove the members of a maker"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(certificate_stars=None) | Q(certificate_stars__in=[3, 4, 5]),
                name="listings_stars_are_3_4_5",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "asked"]) | ~Q(title=""),
                name="listings_submitted_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"submission {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("listings:submission", args=[self.producer.slug, self.pk])

    @property
    def is_editable(self) -> bool:
        return self.status in (Status.DRAFT, Status.ASKED)

    @property
    def was_answered(self) -> bool:
        """Staff asked about it once: from then on its history is kept."""
        return self.moves.filter(new_status=Status.ASKED).exists()

    @property
    def claims_certificate(self) -> bool:
        return bool(self.certificate_number)

    @property
    def claimed_end(self) -> date | None:
        """The last valid day as stated, else 36 months after the issue."""
        if self.certificate_ends_on or self.certificate_issued_on is None:
            return self.certificate_ends_on
        return last_valid_day(self.certificate_issued_on)

    def move_to(self, status: str, *, by: User | None, note: str = "") -> "Move":
        """Under select_for_update only. Saves the state with a history row, or raises WrongState
        with nothing changed."""
        if status not in TRANSITIONS[self.status]:
            raise WrongState(self.status, status)
        old, self.status = self.status, status
        self.save(update_fields=["status", "changed_at"])
        return self.moves.create(old_status=old, new_status=status, by=by, note=note)


class Move(models.Model):
    """Who moved a submission, when and why."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="moves")
    old_status = models.CharField(_("from"), max_length=9, choices=Status, blank=True)
    new_status = models.CharField(_("to"), max_length=9, choices=Status)
    by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, verbose_name=_("by")
    )
    note = models.TextField(_("reason"), max_length=2000, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("step of a submission")
        verbose_name_plural = _("steps of submissions")

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.old_status} → {self.new_status}"


class Upload(models.Model):
    """A picture of the goods or a scan of the certificate, stored where no address leads."""

    class Kind(models.TextChoices):
        PICTURE = "picture", _("picture")
        SCAN = "scan", _("scan of the certificate")

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="uploads")
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    file = models.FileField(_("file"), storage=private_storage, upload_to="listings/%Y/%m/")
    content_type = models.CharField(_("type"), max_length=40)
    size = models.PositiveIntegerField(_("bytes"))
    created_at = models.DateTimeField(_("created at"), default=timezone.now)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("uploaded file")
        verbose_name_plural = _("uploaded files")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_image(self) -> bool:
        return self.content_type.startswith("image/")
