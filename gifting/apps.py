from django.apps import AppConfig


class GiftingConfig(AppConfig):
    name = "gifting"

    def ready(self) -> None:
        from gifting import mails  # noqa: F401  registers the outbox handlers
