from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActorsConfig(AppConfig):
    name = "klappt.actors"
    verbose_name = _("Actors")
    label = "actors"

    def ready(self) -> None:
        # The receivers connect themselves.
        from klappt.actors import mapping, plan, receivers, search, tiles  # noqa: F401 - importing registers them

        mapping.register()
        plan.register()
        search.register()
        tiles.register()
