from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class ShopConfig(AppConfig):
    name = "shop"

    def ready(self) -> None:
        from shop import checks, enquiries  # noqa: F401  they register themselves; need the models


class ServedFilesConfig(StaticFilesConfig):
    """Leaves out Oscar's own look, which no page uses: two thirds of the collecting time."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "oscar"]
