from django.core.signals import setting_changed
from oscar.apps.search.apps import SearchConfig as OscarSearchConfig


class SearchConfig(OscarSearchConfig):
    name = "search"

    def ready(self) -> None:
        super().ready()
        from search import effects, engines, log, signals  # noqa: F401  models are loaded only now

        signals.connect(self)
        setting_changed.connect(engines.forget_backend, dispatch_uid="search.backend")
