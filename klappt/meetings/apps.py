from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "klappt.meetings"
    verbose_name = _("Meetings")
    label = "meetings"

    def ready(self) -> None:
        # Importing the tasks puts them on the timetable.
        from klappt.meetings import plan, receivers, search, tasks, tiles  # noqa: F401

        plan.register()
        receivers.register()
        search.register()
        tiles.register()
