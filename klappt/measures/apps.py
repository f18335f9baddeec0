from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeasuresConfig(AppConfig):
    name = "klappt.measures"
    verbose_name = _("Measures")
    label = "measures"

    def ready(self) -> None:
        from klappt.measures import tasks, tiles  # noqa: F401 - importing the tasks puts them on the timetable

        tiles.register()
