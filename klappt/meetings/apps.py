from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "klappt.meetings"
    verbose_name = _("Meetings")
    label = "meetings"

    def ready(self) -> None:
        from klappt.meetings import receivers, tasks  # noqa: F401 - importing the tasks puts them on the timetable

        receivers.register()
