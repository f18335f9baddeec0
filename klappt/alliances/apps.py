from django.apps import AppConfig


class AlliancesConfig(AppConfig):
    name = "klappt.alliances"
    label = "alliances"

    def ready(self) -> None:
        from klappt.alliances import receivers  # noqa: F401 - connects them
