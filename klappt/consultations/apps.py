from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    name = "klappt.consultations"
    verbose_name = _("Drafts of worksheets")
    label = "consultations"

    def ready(self) -> None:
        from klappt.consultations import plan

        plan.register()
