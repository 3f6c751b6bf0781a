from oscar.apps.catalogue.apps import CatalogueConfig as OscarCatalogueConfig


class CatalogueConfig(OscarCatalogueConfig):
    name = "catalogue"

    def ready(self) -> None:
        super().ready()
        from catalogue import photos  # noqa: F401  registers its outbox handler; needs the models
