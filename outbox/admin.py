from typing import TYPE_CHECKING

from django.contrib import admin

from outbox.models import Message

if TYPE_CHECKING:
    MessageModelAdmin = admin.ModelAdmin[Message]
else:
    MessageModelAdmin = admin.ModelAdmin


@admin.register(Message)
class MessageAdmin(MessageModelAdmin):
    """Read by staff who look after effects that were given up."""

    list_display = ["topic", "dedupe_key", "tries", "available_at", "sent_at", "parked_at"]
    list_filter = ["topic", ("parked_at", admin.EmptyFieldListFilter)]
    readonly_fields = [field.name for field in Message._meta.fields]
