from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeasuresConfig(AppConfig):
    name = "klappt.measures"
    verbose_name = _("Measures")
    label = "measures"

    def ready(self) -> None:
        from klappt.measures import tasks  # noqa: F401 - registers the timetable
