from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    """Listed last, so that its admin pages replace Oscar's."""

    name = "backoffice"
