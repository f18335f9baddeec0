from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "klappt.public"
    label = "public"

    def ready(self) -> None:
        from klappt.public import receivers  # noqa: F401 - connects them
