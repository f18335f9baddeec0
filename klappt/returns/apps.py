from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReturnsConfig(AppConfig):
    name = "klappt.returns"
    verbose_name = _("Returns")
    label = "returns"

    def ready(self) -> None:
        from klappt.returns import plan, search, tasks, tiles  # noqa: F401 - tasks register alone

        plan.register()
        search.register()
        tiles.register()
