from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlliancesConfig(AppConfig):
    name = "klappt.alliances"
    label = "alliances"
    verbose_name = _("Alliance")

    def ready(self) -> None:
        from klappt.alliances import plan, receivers, search  # noqa: F401 - receivers connect themselves

        plan.register()
        search.register()
