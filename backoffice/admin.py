"""The staff desk: orders, parcels and payments. Parcels move through `orders.dispatch` only;
payments are read."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from backoffice.lexicon_desk import LexiconEntryAdmin
from backoffice.read_only import AnyModelAdmin, ReadOnlyAdmin, ReadOnlyInline
from backoffice.search_desk import SearchLogAdmin, SearchRuleAdmin
from gifting.models import GiftOptions
from orders import dispatch
from orders.exceptions import AllocationMissing, InvalidParcelMove, NotShippable
from orders.models import Line, Order, OrderStatusChange, Parcel, ParcelChange
from payments.models import Attempt, Inbox, Ledger, Refund
from search.models import LexiconEntry, SearchLog, SearchRule

admin.site.register(LexiconEntry, LexiconEntryAdmin)
admin.site.register(SearchLog, SearchLogAdmin)
admin.site.register(SearchRule, SearchRuleAdmin)


class LineInline(ReadOnlyInline):
    model = Line
    fields = ("title", "partner_name", "quantity", "line_price_incl_tax", "arrives_on", "status")


class ParcelInline(ReadOnlyInline):
    model = Parcel
    fields = ("position", "maker_name", "status", "arrives_on", "carrier", "tracking_number")
    show_change_link = True


class StatusChangeInline(ReadOnlyInline):
    model = OrderStatusChange
    fields = ("date_created", "old_status", "new_status", "reason", "actor")
    readonly_fields = ("date_created",)  # not editable, so no form field


class AttemptInline(ReadOnlyInline):
    """Shown to those who may see payments."""

    model = Attempt
    fields = ("seq", "provider", "state", "amount_minor", "captured_minor", "refunded_minor",
              "error_code", "created_at")  # fmt: skip


class GiftInline(ReadOnlyInline):
    model = GiftOptions
    fields = ("recipient_name", "recipient_phone", "message", "wrap", "hides_prices", "deliver_on")


admin.site.unregister(Order)


@admin.register(Order)
class OrderAdmin(ReadOnlyAdmin):
    """Reservations are shown as well: staff are asked about them on the phone."""

    list_display = ("number", "status", "payment_state", "hold", "email", "total_incl_tax",
                    "reserved_at", "placed_at")  # fmt: skip
    list_filter = ("status", "payment_state", "hold")
    list_select_related = ("user",)
    search_fields = ("number", "guest_email", "user__email", "shipping_address__first_name",
                     "shipping_address__phone_number", "parcels__tracking_number")  # fmt: skip
    search_help_text = _("Order number, e-mail, name, phone or tracking number")
    ordering = ("-pk",)
    inlines = (LineInline, ParcelInline, GiftInline, StatusChangeInline, AttemptInline)
    # the tokens stay out: a page of staff must not open the buyer's or the recipient's
    fields = ("number", "status", "payment_state", "hold", "email", "language",
              "total_incl_tax", "shipping_incl_tax", "shipping_method", "shipping_address",
              "reserved_at", "expires_at", "placed_at", "is_demo")  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Order]:
        return Order.everything.all()


class ParcelChangeInline(ReadOnlyInline):
    model = ParcelChange
    fields = ("changed_at", "old_status", "new_status", "actor", "why")


class ParcelLineInline(LineInline):
    fk_name = "parcel"


@admin.register(Parcel)
class ParcelAdmin(AnyModelAdmin):
    """Carrier and tracking number are typed in here; the steps are actions of the list."""

    list_display = ("__str__", "maker_name", "status", "arrives_on", "carrier", "tracking_number")
    list_filter = ("status", "arrives_on")
    list_select_related = ("order",)
    search_fields = ("order__number", "order__guest_email", "maker_name", "tracking_number")
    fields = ("order", "position", "maker_name", "status", "arrives_on", "carrier",
              "tracking_number")  # fmt: skip
    readonly_fields = ("order", "position", "maker_name", "status", "arrives_on")
    inlines = (ParcelLineInline, ParcelChangeInline)
    actions = ("accept", "pack", "hand_over", "deliver")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Parcel]:
        return Parcel.objects.on_their_way()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Parcel, form: Any, change: bool) -> None:
        try:
            dispatch.change_tracking(
                parcel=obj, by=request.user, carrier=obj.carrier,
                tracking_number=obj.tracking_number,
            )  # fmt: skip
        except InvalidParcelMove:
            messages.error(request, _("Pack the parcel first: nothing was saved."))

    @admin.action(description=_("Accept"), permissions=["change"])
    def accept(self, request: HttpRequest, parcels: QuerySet[Parcel]) -> None:
        self._move(request, parcels, dispatch.accept_parcel)

    @admin.action(description=_("Mark as packed"), permissions=["change"])
    def pack(self, request: HttpRequest, parcels: QuerySet[Parcel]) -> None:
        self._move(request, parcels, dispatch.pack_parcel)

    @admin.action(description=_("Mark as handed over"), permissions=["change"])
    def hand_over(self, request: HttpRequest, parcels: QuerySet[Parcel]) -> None:
        self._move(request, parcels, dispatch.hand_over_parcel)

    @admin.action(description=_("Mark as delivered"), permissions=["change"])
    def deliver(self, request: HttpRequest, parcels: QuerySet[Parcel]) -> None:
        self._move(request, parcels, dispatch.deliver_parcel)

    def _move(
        self, request: HttpRequest, parcels: QuerySet[Parcel], step: Callable[..., Parcel]
    ) -> None:
        moved = 0
        for parcel in parcels.select_related("order"):
            try:
                step(parcel=parcel, by=request.user, why="staff")
            except (NotShippable, InvalidParcelMove, AllocationMissing) as problem:
                messages.error(request, refusal_text(parcel, problem))
            else:
                moved += 1
        if moved:
            messages.success(request, _("Parcels moved: %(count)d.") % {"count": moved})


def refusal_text(parcel: Parcel, problem: Exception) -> str:
    if isinstance(problem, NotShippable):
        text = _("held") if problem.is_held else _("not paid, or given back")
        return str(_("%(parcel)s stays: its order is %(why)s.")) % {"parcel": parcel, "why": text}
    if isinstance(problem, InvalidParcelMove):
        return str(_("%(parcel)s stays: this is not its next step.")) % {"parcel": parcel}
    return str(_("%(parcel)s stays: its stock record holds too little.")) % {"parcel": parcel}


@admin.register(Attempt)
class AttemptAdmin(ReadOnlyAdmin):
    list_display = ("order", "seq", "provider", "state", "amount_minor", "captured_minor",
                    "refunded_minor", "created_at")  # fmt: skip
    list_filter = ("state", "provider")
    search_fields = ("order__number", "order__guest_email", "provider_ref")
    exclude = ("request_json", "pay_url")


@admin.register(Ledger)
class LedgerAdmin(ReadOnlyAdmin):
    list_display = ("order", "kind", "amount_minor", "currency", "provider", "created_at")
    list_filter = ("kind", "provider")
    search_fields = ("order__number", "provider_ref")


@admin.register(Refund)
class RefundAdmin(ReadOnlyAdmin):
    list_display = ("attempt", "amount_minor", "reason", "state", "created_at")
    list_filter = ("state",)
    search_fields = ("attempt__order__number", "provider_ref")


@admin.register(Inbox)
class InboxAdmin(ReadOnlyAdmin):
    list_display = ("event_id", "type", "state", "tries", "error", "received_at")
    list_filter = ("state", "provider")
    search_fields = ("event_id", "object_ref")
