"""Producers and stock for the catalogue desk; price and stock go through `change_offer`."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.admin import *  # noqa: F403

from producers.exceptions import BelowAllocated, OfferChanged, PriceNotWhole
from producers.models import StockChange, StockRecord
from producers.services import change_offer

if TYPE_CHECKING:
    StockRecordModelAdmin = admin.ModelAdmin[StockRecord]
    StockChangeModelAdmin = admin.ModelAdmin[StockChange]
    StockRecordModelForm = forms.ModelForm[StockRecord]
else:
    StockRecordModelAdmin = StockChangeModelAdmin = admin.ModelAdmin
    StockRecordModelForm = forms.ModelForm


class StockRecordForm(StockRecordModelForm):
    """Carries what the editor saw, so that a sale in between is noticed."""

    price = forms.DecimalField(
        label=_("price"), min_value=0, max_digits=10, decimal_places=0, required=False
    )
    num_in_stock = forms.IntegerField(label=_("in stock"), min_value=0, required=False)
    seen_price = forms.DecimalField(widget=forms.HiddenInput, required=False)
    seen_stock = forms.IntegerField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(label=_("reason"), max_length=200, required=False)

    class Meta:
        model = StockRecord
        fields = ("product", "partner", "partner_sku", "price", "num_in_stock")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_price"] = self.instance.price
        self.initial["seen_stock"] = self.instance.num_in_stock


admin.site.unregister(StockRecord)


@admin.register(StockRecord)
class StockRecordAdmin(StockRecordModelAdmin):
    form = StockRecordForm
    list_display = ("product", "partner", "partner_sku", "price", "num_in_stock", "num_allocated")
    list_filter = ("partner",)
    list_select_related = ("product__parent", "partner")
    autocomplete_fields = ("product", "partner")
    search_fields = ("partner__name", "product__title", "partner_sku")
    readonly_fields = ("num_allocated",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fixed = ("product", "partner", "partner_sku") if obj else ()
        return (*fixed, "num_allocated")

    def save_model(self, request: HttpRequest, obj: StockRecord, form: Any, change: bool) -> None:
        if not change:
            super().save_model(request, obj, form, change)
            return
        answers = form.cleaned_data
        seen = StockRecord.objects.select_related("product__parent").get(pk=obj.pk)
        seen.price, seen.num_in_stock = answers["seen_price"], answers["seen_stock"]
        try:
            change_offer(
                stock_record=seen,
                price=answers["price"],
                stock=answers["num_in_stock"],
                by=request.user,
                why=answers["why"],
            )
        except (OfferChanged, BelowAllocated, PriceNotWhole) as problem:
            form.refusal = refusal_text(problem)

    def construct_change_message(self, request: HttpRequest, form: Any, *rest: Any) -> Any:
        request.refusal = getattr(form, "refusal", "")  # type: ignore[attr-defined]
        return super().construct_change_message(request, form, *rest)

    def response_change(self, request: HttpRequest, obj: StockRecord) -> HttpResponse:
        refusal = getattr(request, "refusal", "")
        if not refusal:
            return super().response_change(request, obj)
        messages.error(request, refusal)
        return redirect(request.path)


@admin.register(StockChange)
class StockChangeAdmin(StockChangeModelAdmin):
    """Read only: an audit row is never edited."""

    list_display = (
        "changed_at", "goods", "old_price", "new_price", "old_stock", "new_stock", "actor", "why",
    )  # fmt: skip
    search_fields = ("goods", "actor__email")
    date_hierarchy = "changed_at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


def refusal_text(problem: OfferChanged | BelowAllocated | PriceNotWhole) -> str:
    if isinstance(problem, OfferChanged):
        text = _(
            "Somebody sold or changed this in the meantime (price %(price)s, stock %(stock)s now). "
            "Nothing was changed; look and try again."
        )
        return str(text) % {"price": problem.price, "stock": problem.stock}
    if isinstance(problem, BelowAllocated):
        text = _("Orders hold %(held)d of these: the stock cannot be lower. Nothing was changed.")
        return str(text) % {"held": problem.allocated}
    return str(_("The price is whole dong, at least 0. Nothing was changed."))
