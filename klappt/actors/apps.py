from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "klappt.actors"
    label = "actors"

    def ready(self) -> None:
        from klappt.actors import mapping, receivers, search, tiles  # noqa: F401 - receivers connect themselves

        mapping.register()
        search.register()
        tiles.register()
