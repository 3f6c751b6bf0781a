from django.core.signals import setting_changed
from oscar.apps.search.apps import SearchConfig as OscarSearchConfig


class SearchConfig(OscarSearchConfig):
    name = "search"

    def ready(self) -> None:
        super().ready()
        from search import services, signals  # models are loaded only now

        signals.connect()
        setting_changed.connect(services.forget_backend, dispatch_uid="search.backend")
