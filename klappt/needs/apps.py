from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeedsConfig(AppConfig):
    name = "klappt.needs"
    verbose_name = _("Needs")
    label = "needs"

    def ready(self) -> None:
        from klappt.needs import plan, search

        plan.register()
        search.register()
