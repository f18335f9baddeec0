from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "klappt.meetings"
    verbose_name = _("Meetings")
    label = "meetings"

    def ready(self) -> None:
        from klappt.meetings import receivers

        receivers.register()
