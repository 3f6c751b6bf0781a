"""Where things come from: provinces, communes, crafts, craft villages, venues and events."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from sources.models import Source


class Province(models.Model):
    """One of the 34 provinces and cities since 1 July 2025."""

    code = models.CharField(_("code"), max_length=2, unique=True)
    name = models.CharField(_("name"), max_length=60)
    name_en = models.CharField(_("name (English)"), max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("province")
        verbose_name_plural = _("provinces")

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A ward or commune, the second and last level of an address. Latitude and longitude are of
    the area's centroid, never of a workshop."""

    class Kind(models.TextChoices):
        WARD = "ward", _("ward")
        COMMUNE = "commune", _("commune")

    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="communes")
    code = models.CharField(_("code"), max_length=5, unique=True)
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name (English)"), max_length=80, blank=True)
    slug = models.SlugField(_("slug"), max_length=80)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))

    class Meta:
        ordering = ["slug"]
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        constraints = [
            models.UniqueConstraint(fields=["province", "slug"], name="places_commune_slug")
        ]

    def __str__(self) -> str:
        return self.name


class Craft(models.Model):
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name (English)"), max_length=80, blank=True)
    description = models.TextField(_("description"), blank=True)
    description_en = models.TextField(_("description (English)"), blank=True)
    sources = models.ManyToManyField(Source, related_name="crafts", blank=True)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("craft")
        verbose_name_plural = _("crafts")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalogue:craft", args=[self.slug])


class Village(models.Model):
    """A craft village. It never has a star: stars belong to products."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("name (English)"), max_length=120, blank=True)
    craft = models.ForeignKey(Craft, on_delete=models.PROTECT, related_name="villages")
    other_crafts = models.ManyToManyField(Craft, related_name="also_in_villages", blank=True)
    craft_label = models.CharField(_("craft as named"), max_length=120)
    craft_label_en = models.CharField(_("craft as named (English)"), max_length=120, blank=True)
    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="villages", null=True, blank=True
    )
    is_commune_verified = models.BooleanField(_("the new unit is verified"), default=True)
    old_unit = models.CharField(_("unit before July 2025"), max_length=160, blank=True)
    fact = models.TextField(_("fact"), blank=True)
    fact_en = models.TextField(_("fact (English)"), blank=True)
    recognition = models.CharField(_("recognition"), max_length=200, blank=True)
    recognition_en = models.CharField(_("recognition (English)"), max_length=200, blank=True)
    sources = models.ManyToManyField(Source, related_name="villages", blank=True)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("craft village")
        verbose_name_plural = _("craft villages")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalogue:village", args=[self.slug])


class Venue(models.Model):
    """A showroom or design centre; most openings could not be verified, and pages say so."""

    class Kind(models.TextChoices):
        SHOWROOM = "showroom", _("OCOP showroom")
        DESIGN_CENTRE = "design-centre", _("design centre")

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    address = models.CharField(_("place"), max_length=300, blank=True)
    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="venues", null=True, blank=True
    )
    status = models.CharField(_("status as published"), max_length=120, blank=True)
    status_en = models.CharField(_("status as published (English)"), max_length=120, blank=True)
    is_known_open = models.BooleanField(_("known to be open"), default=False)
    sources = models.ManyToManyField(Source, related_name="venues", blank=True)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("venue")
        verbose_name_plural = _("venues")

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    note_en = models.CharField(_("note (English)"), max_length=300, blank=True)
    sources = models.ManyToManyField(Source, related_name="events", blank=True)

    class Meta:
        ordering = ["-starts_on", "slug"]
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return self.name
