from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackofficeConfig(AppConfig):
    """Listed last, so that its admin pages replace Oscar's."""

    name = "backoffice"

    def ready(self) -> None:
        from django.contrib import admin  # its site needs the apps to be there

        admin.site.site_header = admin.site.site_title = _("Làng Nghề staff desk")
        admin.site.index_title = _("Orders, goods and payments")
