from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActorsConfig(AppConfig):
    name = "klappt.actors"
    verbose_name = _("Actors")
    label = "actors"

    def ready(self) -> None:
        from klappt.actors import mapping, receivers, search, tiles  # noqa: F401 - receivers connect themselves

        mapping.register()
        search.register()
        tiles.register()
