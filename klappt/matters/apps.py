from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MattersConfig(AppConfig):
    name = "klappt.matters"
    verbose_name = _("Inside the administration")
    label = "matters"

    def ready(self) -> None:
        from klappt.matters import plan, search

        plan.register()
        search.register()
