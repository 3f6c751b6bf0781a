"""What makes an order a gift. Prices stay with the order; nothing here holds or shows one."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gifting.wraps import wrap_name
from orders.managers import with_shown_product
from orders.models import Order
from orders.tokens import new_public_token

LONGEST_MESSAGE = 300


class GiftQuerySet(models.QuerySet["GiftOptions"]):
    def given(self) -> "GiftQuerySet":
        """Of orders that are paid and not given back: only these have a page for the recipient."""
        return self.filter(order__status__in=["PAID", "IN_PROGRESS", "SHIPPED", "COMPLETE"])

    def for_page(self) -> "GiftQuerySet":
        return self.select_related("order__shipping_address").prefetch_related(
            with_shown_product("order__lines__product"), "order__parcels"
        )


class GiftOptions(models.Model):
    order = models.OneToOneField(Order, on_delete=models.CASCADE, related_name="gift")
    gift_token = models.CharField(
        _("gift token"), max_length=32, unique=True, default=new_public_token, editable=False,
        help_text=_("Opens the recipient's page; the order's token does not follow from it."),
    )  # fmt: skip
    recipient_name = models.CharField(_("recipient"), max_length=120)
    recipient_phone = models.CharField(_("recipient's phone"), max_length=24, blank=True)
    message = models.CharField(_("message"), max_length=LONGEST_MESSAGE, blank=True)
    wrap = models.CharField(_("wrap"), max_length=20, blank=True)
    hides_prices = models.BooleanField(_("prices hidden on the packing slip"), default=True)
    deliver_on = models.DateField(_("day wished for"), null=True, blank=True)

    objects = GiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("gift")
        verbose_name_plural = _("gifts")
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return self.order.number

    def get_absolute_url(self) -> str:
        return reverse("gifting:gift", args=[self.gift_token])

    @property
    def wrap_text(self) -> str:
        return wrap_name(self.wrap)
