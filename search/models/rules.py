"""Rules by which staff steer single searches; `search.rules` applies them."""

from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from search.criteria import CHOICES
from search.words import words_of

SMALLEST_FACTOR, LARGEST_FACTOR = Decimal("0.1"), Decimal(10)


class SearchRule(models.Model):
    """For a query of these words: goods first, goods away, a facet value up, or another page."""

    class Match(models.TextChoices):
        EXACT = "exact", _("is exactly")
        CONTAINS = "contains", _("contains")

    query = models.CharField(
        _("words"), max_length=100,
        help_text=_("Written with its marks it also holds for the words typed without any."),
    )  # fmt: skip
    match = models.CharField(_("the search"), max_length=8, choices=Match, default=Match.EXACT)
    pinned = models.JSONField(_("first in the list"), default=list, blank=True)  # product ids
    hidden = models.JSONField(_("left out"), default=list, blank=True)  # product ids
    boost_facet = models.CharField(_("raise or lower goods by"), max_length=12, blank=True)
    boost_value = models.CharField(_("of the value"), max_length=120, blank=True)
    boost_factor = models.DecimalField(
        _("times"), max_digits=4, decimal_places=2, default=Decimal(1),
        validators=[MinValueValidator(SMALLEST_FACTOR), MaxValueValidator(LARGEST_FACTOR)],
        help_text=_("Above 1 raises, below 1 lowers."),
    )  # fmt: skip
    redirect_path = models.CharField(
        _("lead to the page"), max_length=300, blank=True,
        help_text=_("A path of this shop, such as /vi/villages/bat-trang/. Instead of a list."),
    )  # fmt: skip
    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    note = models.CharField(_("why"), max_length=200, blank=True)

    class Meta:
        ordering = ["query", "pk"]
        verbose_name = _("search rule")
        verbose_name_plural = _("search rules")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="search_rule_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_match_display()} “{self.query}”"

    def clean(self) -> None:
        """Every message stands beside the field that it is about."""
        problems: dict[str, Any] = {}
        if not words_of(self.query):
            problems["query"] = _("Write at least one word.")
        if both := {*self.pinned} & {*self.hidden}:
            numbers = ", ".join(str(pk) for pk in sorted(both))
            problems["hidden"] = _("First in the list and left out at once: %(numbers)s.") % {
                "numbers": numbers
            }
        if self.boost_facet and self.boost_facet not in CHOICES:
            problems["boost_facet"] = _("There is no such filter.")
        if self.boost_facet and not self.boost_value:
            problems["boost_value"] = _("Write the value whose goods are raised or lowered.")
        if self.redirect_path and (problem := path_problem(self.redirect_path)):
            problems["redirect_path"] = problem
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            problems["valid_to"] = _("The last day lies before the first.")
        if problems:
            raise ValidationError(problems)


def path_problem(path: str) -> object:
    """Why a rule may not lead there; "" when it may: only pages of our own, and no search."""
    if not path.startswith("/") or path.startswith("//") or "\\" in path or not path.isprintable():
        return _("Write a path of this shop that begins with one “/”.")
    bare = path.partition("?")[0].partition("#")[0]
    if bare.startswith("/admin/"):
        return _("This page is for staff only.")
    try:
        with override(language_of(path)):
            found = resolve(bare)
    except Resolver404:
        return _("The shop has no page at this path.")
    if found.view_name == "search:search" and "q" in QueryDict(path.partition("?")[2]):
        return _("One search may not lead to another one.")
    return ""


def language_of(path: str) -> str:
    """The language that a path's pages are in; Vietnamese for those outside both."""
    return "en" if path.startswith("/en/") else "vi"
