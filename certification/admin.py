from django.contrib import admin

from certification.models import Certificate


@admin.register(Certificate)
class CertificateAdmin(admin.ModelAdmin[Certificate]):
    list_display = ("code", "product", "basis", "review", "stars", "issued_on", "ends_on")
    list_filter = ("basis", "review", "stars", "is_demo")
    search_fields = ("code", "decision_number", "product__title")
    autocomplete_fields = ("product",)
    readonly_fields = ("code",)
