"""Producers (Oscar's partners), their people and their stock."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.abstract_models import AbstractPartner, AbstractStockRecord
from oscar.apps.partner.exceptions import InvalidStockAdjustment

from places.models import Commune, Village
from producers.managers import StockRecordQuerySet
from sources.models import Source


class Partner(AbstractPartner):
    """A producer: the household, co-operative or company that makes and ships."""

    objects: ClassVar[models.Manager["Partner"]] = models.Manager()

    class Form(models.TextChoices):
        HOUSEHOLD = "household", _("household")
        COOPERATIVE = "cooperative", _("co-operative")
        COMPANY = "company", _("company")
        WORKSHOP = "workshop", _("workshop")
        GROUP = "group", _("producers' group")
        TOURISM = "tourism", _("tourism site")
        UNNAMED = "unnamed", _("not named by the source")
        SHOP = "shop", _("the shop's own sample stall")

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    name_en = models.CharField(_("name (English)"), max_length=128, blank=True)
    form = models.CharField(_("form"), max_length=12, choices=Form, default=Form.HOUSEHOLD)
    person = models.CharField(_("person"), max_length=120, blank=True)
    village = models.ForeignKey(
        Village, on_delete=models.PROTECT, related_name="producers", null=True, blank=True
    )
    also_works_in = models.ManyToManyField(Village, related_name="visiting_producers", blank=True)
    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, related_name="producers", null=True, blank=True
    )
    old_unit = models.CharField(_("unit before July 2025"), max_length=160, blank=True)
    description = models.TextField(_("description"), blank=True)
    description_en = models.TextField(_("description (English)"), blank=True)
    lead_time_days = models.PositiveSmallIntegerField(_("lead time, working days"), default=2)
    is_demo = models.BooleanField(_("invented for demonstration"), default=False)
    sources = models.ManyToManyField(Source, related_name="producers", blank=True)

    class Meta(AbstractPartner.Meta):
        verbose_name = _("producer")
        verbose_name_plural = _("producers")

    def get_absolute_url(self) -> str:
        return reverse("catalogue:producer", args=[self.slug])


class Member(models.Model):
    """A member of a co-operative whom a source, or the demo, names."""

    producer = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="members")
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("member")
        verbose_name_plural = _("members")

    def __str__(self) -> str:
        return self.name


class Artisan(models.Model):
    """A named artisan and the honour that a source states."""

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=120)
    honour = models.CharField(_("honour"), max_length=120, blank=True)
    honour_en = models.CharField(_("honour (English)"), max_length=120, blank=True)
    craft_label = models.CharField(_("craft"), max_length=120, blank=True)
    craft_label_en = models.CharField(_("craft (English)"), max_length=120, blank=True)
    village = models.ForeignKey(
        Village, on_delete=models.PROTECT, related_name="artisans", null=True, blank=True
    )
    producer = models.ForeignKey(
        Partner, on_delete=models.SET_NULL, related_name="artisans", null=True, blank=True
    )
    sentence = models.TextField(_("sentence"), blank=True)
    sentence_en = models.TextField(_("sentence (English)"), blank=True)
    sources = models.ManyToManyField(Source, related_name="artisans", blank=True)

    class Meta:
        ordering = ["slug"]
        verbose_name = _("artisan")
        verbose_name_plural = _("artisans")

    def __str__(self) -> str:
        return self.name


class StockRecord(AbstractStockRecord):
    """Price in whole dong with VAT, and guarded stock."""

    is_price_illustrative = models.BooleanField(
        _("illustrative price"), default=False,
        help_text=_("The maker has not set it; the product's page says so."),
    )  # fmt: skip

    objects = StockRecordQuerySet.as_manager()

    class Meta(AbstractStockRecord.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(num_allocated=None) | Q(num_allocated__lte=F("num_in_stock")),
                name="partner_stock_never_oversold",
            ),
            models.CheckConstraint(
                condition=Q(num_allocated=None) | Q(num_allocated__gte=0),
                name="partner_stock_allocation_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(price=None) | Q(price__gte=0), name="partner_stock_price_not_negative"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A form never writes back the allocation that it read: a sale in between would be lost."""
        names_its_fields = kwargs.keys() & {"update_fields", "force_insert"}
        if not self._state.adding and not args and not names_its_fields:
            fields = [field.name for field in self._meta.concrete_fields if not field.primary_key]
            kwargs["update_fields"] = [name for name in fields if name != "num_allocated"]
        super().save(*args, **kwargs)

    def allocate(self, quantity: int) -> None:
        """Oscar's hook (its dashboards call it), guarded: raises OutOfStock."""
        StockRecord.objects.hold(self.pk, quantity)
        self.refresh_from_db(fields=["num_allocated"])

    def cancel_allocation(self, quantity: int) -> None:
        if not StockRecord.objects.release(self.pk, quantity) and self.num_in_stock is not None:
            raise InvalidStockAdjustment(_("Fewer units are held than were to be released"))
        self.refresh_from_db(fields=["num_allocated"])

    def consume_allocation(self, quantity: int) -> None:
        if not StockRecord.objects.consume(self.pk, quantity) and self.num_in_stock is not None:
            raise InvalidStockAdjustment(_("Fewer units are held than were to be shipped"))
        self.refresh_from_db(fields=["num_allocated", "num_in_stock"])


class StockChange(models.Model):
    """Who changed a price or a stock count, from what to what; written by `change_offer`."""

    stock_record = models.ForeignKey(
        StockRecord, on_delete=models.SET_NULL, related_name="changes", null=True,
        verbose_name=_("stock record"),
    )  # fmt: skip
    goods = models.CharField(_("goods"), max_length=255)
    old_price = models.DecimalField(
        _("price before"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    new_price = models.DecimalField(
        _("price after"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    old_stock = models.PositiveIntegerField(_("stock before"), null=True, blank=True)
    new_stock = models.PositiveIntegerField(_("stock after"), null=True, blank=True)
    actor = models.ForeignKey(
        "accounts.User", on_delete=models.SET_NULL, null=True, blank=True, verbose_name=_("by")
    )
    why = models.CharField(_("reason"), max_length=200, blank=True)
    changed_at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("change of price or stock")
        verbose_name_plural = _("changes of price and stock")

    def __str__(self) -> str:
        return self.goods


from oscar.apps.partner.models import *  # noqa: E402, F403  after our own classes
