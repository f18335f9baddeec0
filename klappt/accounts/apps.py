from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "klappt.accounts"
    label = "accounts"

    def ready(self) -> None:
        from klappt.accounts import receivers  # noqa: F401 - connects them
