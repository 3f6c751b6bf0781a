"""What staff may look at: nothing here changes money, and neither address nor e-mail is shown."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from oscar.apps.payment.admin import *  # noqa: F403

from payments.models import Attempt, Inbox, Ledger, Refund

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[models.Model]
else:
    ModelAdmin = admin.ModelAdmin


class ReadOnlyAdmin(ModelAdmin):
    """To see it needs the view permission; to change it is nobody's."""

    hidden: ClassVar[set[str]] = set()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [field.name for field in self.model._meta.fields if field.name not in self.hidden]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Attempt)
class AttemptAdmin(ReadOnlyAdmin):
    hidden: ClassVar[set[str]] = {"request_json", "pay_url"}  # the buyer's e-mail; a way to pay
    list_display = ("order", "seq", "provider", "state", "amount_minor", "error_code", "synced_at")
    list_filter = ("state", "provider", "livemode")
    search_fields = ("order__number", "provider_ref", "intent_ref")
    list_select_related = ("order",)
    date_hierarchy = "created_at"


@admin.register(Ledger)
class LedgerAdmin(ReadOnlyAdmin):
    list_display = ("order", "kind", "amount_minor", "currency", "provider_ref", "created_at")
    list_filter = ("kind", "provider")
    search_fields = ("order__number", "provider_ref")
    list_select_related = ("order",)


@admin.register(Refund)
class RefundAdmin(ReadOnlyAdmin):
    list_display = ("attempt", "amount_minor", "reason", "state", "provider_ref", "created_at")
    list_filter = ("state", "reason")
    search_fields = ("attempt__order__number", "provider_ref")
    list_select_related = ("attempt",)


@admin.register(Inbox)
class InboxAdmin(ReadOnlyAdmin):
    list_display = ("received_at", "provider", "type", "state", "tries", "error", "object_ref")
    list_filter = ("state", "provider", "type")
    search_fields = ("event_id", "object_ref", "attempt_id")
