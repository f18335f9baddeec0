from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "klappt.cases"
    verbose_name = _("Case conferences")
    label = "cases"
