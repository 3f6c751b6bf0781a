from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.utils.translation import gettext_lazy as _

from accounts.models import User


@admin.register(User)
class UserAdmin(DjangoUserAdmin[User]):
    """Registered because a custom user missing from the admin is nine admin.E039."""

    ordering = ("email",)
    list_display = ("email", "first_name", "is_staff", "is_active")
    search_fields = ("email", "first_name", "last_name")
    fieldsets = (
        (None, {"fields": ("email", "password", "language")}),
        (_("Person"), {"fields": ("first_name", "last_name")}),
        (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
    )
    filter_horizontal = ()  # Django's two boxes name their help by an attribute ARIA forbids there
    add_fieldsets = ((None, {"fields": ("email", "password1", "password2")}),)
