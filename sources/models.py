"""Published sources, and the figures that they state."""

from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """Where a fact was read: a press page, a decision, general craft knowledge."""

    class Level(models.TextChoices):
        """How far the source carries (data/catalogue.yaml meta.evidence_levels)."""

        SEED = "S", _("news agency article")
        OFFICIAL = "A", _("law or official decision")
        PRESS = "B1", _("press report")
        PROPOSAL = "B2", _("press report of a proposal")
        WEAK = "C", _("secondary page")
        GENERAL = "K", _("general knowledge")

    key = models.SlugField(_("key"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=300)
    url = models.URLField(_("address"), max_length=500, blank=True)
    level = models.CharField(_("evidence level"), max_length=2, choices=Level)
    published = models.CharField(
        _("published"), max_length=40, blank=True, help_text=_("as printed; may be a year or month")
    )

    class Meta:
        ordering = ["key"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.title

    @property
    def publisher(self) -> str:
        """The site's name, where the title does not end in "(its publisher)" already."""
        if self.title.endswith(")"):
            return ""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    @property
    def printed_date(self) -> str:
        """2025-09-19 as 19/09/2025, 2025-09 as 09/2025; a remark behind it stays."""
        day, space, remark = self.published.partition(" ")
        return "/".join(reversed(day.split("-"))) + space + remark


class Figure(models.Model):
    """One headline figure of OCOP or the craft villages, with its date and what contradicts it."""

    key = models.SlugField(_("key"), max_length=60, unique=True)
    value = models.CharField(_("value"), max_length=60, help_text=_("as the source prints it"))
    value_en = models.CharField(_("value (English)"), max_length=60, blank=True)
    label = models.CharField(_("what it counts"), max_length=300)
    label_en = models.CharField(_("what it counts (English)"), max_length=300, blank=True)
    as_of = models.CharField(_("as of"), max_length=60, blank=True)
    as_of_en = models.CharField(_("as of (English)"), max_length=60, blank=True)
    published = models.CharField(_("published"), max_length=120, blank=True)
    published_en = models.CharField(_("published (English)"), max_length=120, blank=True)
    contradictions = models.TextField(_("contradictions"), blank=True)
    contradictions_en = models.TextField(_("contradictions (English)"), blank=True)
    sources = models.ManyToManyField(Source, related_name="figures", verbose_name=_("sources"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "key"]
        verbose_name = _("figure")
        verbose_name_plural = _("figures")

    def __str__(self) -> str:
        return f"{self.value} {self.label}"
