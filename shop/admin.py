from typing import TYPE_CHECKING

from django.contrib import admin

from shop.models import Enquiry

if TYPE_CHECKING:
    EnquiryModelAdmin = admin.ModelAdmin[Enquiry]
else:
    EnquiryModelAdmin = admin.ModelAdmin


@admin.register(Enquiry)
class EnquiryAdmin(EnquiryModelAdmin):
    list_display = ("created_at", "topic", "about", "email")
    list_filter = ("topic",)
    readonly_fields = [field.name for field in Enquiry._meta.fields]
