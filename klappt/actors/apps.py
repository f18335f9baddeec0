from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "klappt.actors"
    label = "actors"

    def ready(self) -> None:
        from klappt.actors import receivers  # noqa: F401 - connects them
