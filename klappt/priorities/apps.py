from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrioritiesConfig(AppConfig):
    name = "klappt.priorities"
    verbose_name = _("Priorities")
    label = "priorities"

    def ready(self) -> None:
        from klappt.priorities import plan, search

        plan.register()
        search.register()
