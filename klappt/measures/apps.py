from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeasuresConfig(AppConfig):
    name = "klappt.measures"
    verbose_name = _("Measures")
    label = "measures"

    def ready(self) -> None:
        from klappt.measures import plan, search, tasks, tiles  # noqa: F401 - tasks register alone

        plan.register()
        search.register()
        tiles.register()
