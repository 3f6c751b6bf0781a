from django.apps import AppConfig


class ListingsConfig(AppConfig):
    name = "listings"

    def ready(self) -> None:
        from listings import mails  # noqa: F401  registers its outbox handlers; needs the models
