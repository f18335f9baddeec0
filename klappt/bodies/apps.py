from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BodiesConfig(AppConfig):
    name = "klappt.bodies"
    verbose_name = _("Bodies")
    label = "bodies"

    def ready(self) -> None:
        # The receivers connect themselves.
        from klappt.bodies import plan, receivers, search, tiles  # noqa: F401 - importing registers them

        plan.register()
        search.register()
        tiles.register()
