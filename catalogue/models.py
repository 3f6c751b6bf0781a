"""Products and categories (Oscar's, widened), occasions, and the stories behind the goods."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.abstract_models import AbstractCategory, AbstractProduct

from catalogue.managers import ProductManager
from catalogue.pictures import Picture, picture_of
from catalogue.seals import Seal, seals_of
from languages.localized import Localized, localized
from languages.text import fold
from places.models import Craft, Village
from producers.models import Partner, StockRecord
from sources.models import Source


class Category(AbstractCategory):
    name_en = models.CharField(_("name (English)"), max_length=255, blank=True)
    description_en = models.TextField(_("description (English)"), blank=True)

    def get_absolute_url(self) -> str:
        return reverse("search:category", args=[self.slug])


class Occasion(models.Model):
    """When a gift is given: a feast of the gift calendar, or an undated one such as a wedding."""

    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name (English)"), max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("occasion")
        verbose_name_plural = _("occasions")

    def __str__(self) -> str:
        return self.name


class OcopGroup(models.TextChoices):
    """The six product groups of Decision 26/2026/QĐ-TTg, Appendix I. Tea is food there."""

    FOOD = "food", _("Food")
    BEVERAGE = "beverage", _("Beverages")
    MEDICINAL = "medicinal", _("Medicinal herbs")
    HANDICRAFT = "handicraft", _("Handicraft")
    ORNAMENTAL = "ornamental", _("Ornamental plants and animals")
    TOURISM = "tourism", _("Rural tourism")

    @classmethod
    def of_set(cls, number: int) -> "OcopGroup":
        """The group of one of the 26 criteria sets; ValueError outside 1 to 26."""
        bounds = [(13, cls.FOOD), (17, cls.BEVERAGE), (20, cls.MEDICINAL)]
        bounds += [(22, cls.HANDICRAFT), (25, cls.ORNAMENTAL), (26, cls.TOURISM)]
        if number < 1:
            raise ValueError(f"{number} is not one of the 26 criteria sets")
        for last, group in bounds:
            if number <= last:
                return group
        raise ValueError(f"{number} is not one of the 26 criteria sets")


@dataclass(frozen=True)
class Availability:
    kind: str  # in_stock | low | made_to_order | out
    text: str

    @property
    def is_available(self) -> bool:
        return self.kind != "out"


class Product(AbstractProduct):
    """A good of one producer. `certification.services` alone writes its stars, dated facts."""

    key = models.CharField(
        _("key"), max_length=80, unique=True, null=True, blank=True,
        help_text=_("id in the catalogue files"),
    )  # fmt: skip
    title_en = models.CharField(_("title (English)"), max_length=255, blank=True)
    description_en = models.TextField(_("description (English)"), blank=True)
    producer = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="products", null=True, blank=True
    )
    village = models.ForeignKey(
        Village, on_delete=models.PROTECT, related_name="products", null=True, blank=True
    )
    craft = models.ForeignKey(
        Craft, on_delete=models.PROTECT, related_name="products", null=True, blank=True
    )
    occasions = models.ManyToManyField(Occasion, related_name="products", blank=True)
    ocop_set = models.PositiveSmallIntegerField(_("criteria set (1 to 26)"), null=True, blank=True)
    ocop_group = models.CharField(
        _("OCOP group"), max_length=12, choices=OcopGroup, blank=True, db_index=True
    )

    # derived from the certificates; compared with today wherever they are read
    stars = models.PositiveSmallIntegerField(_("certified stars"), null=True, editable=False)
    stars_until = models.DateField(_("last day of the stars"), null=True, editable=False)
    candidate_five = models.BooleanField(_("five-star candidate"), default=False, editable=False)
    reported_stars = models.PositiveSmallIntegerField(
        _("stars a source reports"), null=True, editable=False
    )
    reported_until = models.DateField(
        _("nominal end of the reported stars"), null=True, editable=False
    )

    is_demo = models.BooleanField(_("invented for demonstration"), default=False)
    giftable = models.BooleanField(_("can be sent as a gift"), default=False)
    hanoi_delivery_only = models.BooleanField(_("delivered in Hanoi only"), default=False)
    hanoi_delivery_reason = models.CharField(_("why"), max_length=200, blank=True)
    hanoi_delivery_reason_en = models.CharField(_("why (English)"), max_length=200, blank=True)
    made_to_order = models.BooleanField(_("made to order"), default=False)
    lead_time_days = models.PositiveSmallIntegerField(
        _("own lead time, working days"), null=True, blank=True
    )
    unit = models.CharField(_("sold by"), max_length=60, blank=True)
    unit_en = models.CharField(_("sold by (English)"), max_length=60, blank=True)
    weight_g = models.PositiveIntegerField(_("shipping weight, grams"), null=True, blank=True)
    materials = models.CharField(_("materials"), max_length=400, blank=True)
    materials_en = models.CharField(_("materials (English)"), max_length=400, blank=True)
    technique = models.CharField(_("technique"), max_length=300, blank=True)
    technique_en = models.CharField(_("technique (English)"), max_length=300, blank=True)
    dimensions = models.CharField(_("dimensions"), max_length=200, blank=True)
    dimensions_en = models.CharField(_("dimensions (English)"), max_length=200, blank=True)
    net_content = models.CharField(_("net content"), max_length=120, blank=True)
    net_content_en = models.CharField(_("net content (English)"), max_length=120, blank=True)
    ingredients = models.CharField(_("ingredients"), max_length=600, blank=True)
    ingredients_en = models.CharField(_("ingredients (English)"), max_length=600, blank=True)
    allergens = models.CharField(_("allergens"), max_length=300, blank=True)
    allergens_en = models.CharField(_("allergens (English)"), max_length=300, blank=True)
    storage = models.CharField(_("storage"), max_length=300, blank=True)
    storage_en = models.CharField(_("storage (English)"), max_length=300, blank=True)
    shelf_life_days = models.PositiveSmallIntegerField(_("shelf life, days"), null=True, blank=True)
    option_label = models.CharField(_("name of the choice"), max_length=80, blank=True)
    option_label_en = models.CharField(_("name of the choice (English)"), max_length=80, blank=True)
    note = models.TextField(_("note on identity or season"), blank=True)
    note_en = models.TextField(_("note on identity or season (English)"), blank=True)
    picture_key = models.CharField(_("picture"), max_length=60, blank=True)
    photos = models.JSONField(
        _("photographs"), default=list, blank=True, editable=False,
        help_text=_("Written by catalogue.photos."),
    )  # fmt: skip
    sources = models.ManyToManyField(Source, related_name="products", blank=True)
    folded_text = models.TextField(_("folded text"), blank=True, editable=False)

    objects: ClassVar["ProductManager[Product]"] = ProductManager()

    class Meta(AbstractProduct.Meta):
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["stars", "stars_until"], name="catalogue_product_stars"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(stars=None) | models.Q(stars__in=[3, 4, 5]),
                name="catalogue_stars_are_3_4_5",
            ),
            models.CheckConstraint(
                condition=models.Q(stars=None, stars_until=None)
                | models.Q(stars__isnull=False, stars_until__isnull=False),
                name="catalogue_stars_have_an_end",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("catalogue:detail", args=[self.slug or "san-pham", self.pk])

    @property
    def url(self) -> str:
        return self.get_absolute_url()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded_text = self.fold_text()
        super().save(*args, **kwargs)

    def fold_text(self) -> str:
        """What the database's own search reads: names, maker, village and craft, folded."""
        parts = [self.title, self.title_en, self.materials, self.materials_en]
        for related in (self.producer, self.village, self.craft):
            if related is not None:
                parts += [related.name, related.name_en]
        return fold(" ".join(parts))

    @property
    def seals(self) -> list[Seal]:
        return seals_of(self)

    @property
    def picture(self) -> Picture | None:
        return picture_of(self)

    @property
    def maker_name(self) -> Localized:
        return localized(self.producer, "name") if self.producer else Localized("")

    @property
    def village_name(self) -> Localized:
        return localized(self.village, "name") if self.village else Localized("")

    @cached_property
    def offers(self) -> list[StockRecord]:
        """The stock records that can be bought: its own, or those of its choices."""
        choices = self.children.all() if self.is_parent else [self]
        return [record for choice in choices for record in choice.stockrecords.all()[:1]]

    @property
    def price(self) -> Decimal | None:
        """Whole dong with VAT; the lowest when there are choices; None when it is not for sale."""
        prices = [record.price for record in self.offers if record.price is not None]
        return min(prices) if prices else None

    @property
    def is_price_from(self) -> bool:
        return len({record.price for record in self.offers}) > 1

    @property
    def is_price_illustrative(self) -> bool:
        """Its maker has not set it; invented goods carry a label of their own."""
        return not self.is_demo and any(record.is_price_illustrative for record in self.offers)

    @property
    def availability(self) -> Availability:
        if not self.offers or self.price is None:
            return Availability("out", gettext("Not for sale"))
        if self.made_to_order:
            days = self.lead_time_days or (self.producer.lead_time_days if self.producer else 0)
            text = gettext("Made to order, about %(days)d days") % {"days": days}
            return Availability("made_to_order", text)
        free = sum(record.net_stock_level for record in self.offers)
        if free <= 0:
            return Availability("out", gettext("Sold out"))
        if free <= 5:
            return Availability("low", gettext("Only %(count)d left") % {"count": free})
        return Availability("in_stock", gettext("In stock"))


class Story(models.Model):
    """A provenance story about one village, craft, producer or product."""

    key = models.SlugField(_("key"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=200, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    village = models.ForeignKey(Village, models.CASCADE, related_name="stories", null=True)
    producer = models.ForeignKey(Partner, models.CASCADE, related_name="stories", null=True)
    product = models.ForeignKey(Product, models.CASCADE, related_name="stories", null=True)
    is_demo = models.BooleanField(_("invented for demonstration"), default=False)

    class Meta:
        ordering = ["key"]
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(village__isnull=False)
                | models.Q(producer__isnull=False)
                | models.Q(product__isnull=False),
                name="catalogue_story_has_a_subject",
            )
        ]

    def __str__(self) -> str:
        return self.title or self.key


class StoryPart(models.Model):
    """A paragraph, a making step or a claim, each with the sources that carry it."""

    class Kind(models.TextChoices):
        PARAGRAPH = "paragraph", _("paragraph")
        STEP = "step", _("making step")
        CLAIM = "claim", _("claim")

    class Level(models.TextChoices):
        """Who says it (data/stories_makers.yaml meta.levels)."""

        AUTHORITY = "authority", _("Confirmed by the authority")
        THIRD_PARTY = "third-party", _("Stated by an independent body")
        DOCUMENTED = "documented", _("A registered or dated act, as the press reports")
        MAKER = "maker", _("Stated by the maker")
        PRESS = "press", _("Stated by the press")

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name of the step"), max_length=160, blank=True)
    name_en = models.CharField(_("name of the step (English)"), max_length=160, blank=True)
    text = models.TextField(_("text"))
    text_en = models.TextField(_("text (English)"), blank=True)
    level = models.CharField(_("who says it"), max_length=12, choices=Level, blank=True)
    sources = models.ManyToManyField(Source, related_name="story_parts", blank=True)

    class Meta:
        ordering = ["story", "kind", "position"]
        verbose_name = _("story part")
        verbose_name_plural = _("story parts")
        constraints = [
            models.UniqueConstraint(
                fields=["story", "kind", "position"], name="catalogue_story_part_position"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.text[:60]


from oscar.apps.catalogue.models import *  # noqa: E402, F403  after our own classes
