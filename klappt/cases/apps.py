from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "klappt.cases"
    verbose_name = _("Case conferences")
    label = "cases"

    def ready(self) -> None:
        from klappt.cases import plan, search

        plan.register()
        search.register()
