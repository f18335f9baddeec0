from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfflineConfig(AppConfig):
    name = "klappt.offline"
    verbose_name = _("Worksheets as files")
    label = "offline"
