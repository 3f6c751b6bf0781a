from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import mails  # noqa: F401  registers its outbox handlers; needs the models
