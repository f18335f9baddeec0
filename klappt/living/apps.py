from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LivingConfig(AppConfig):
    """What an alliance already keeps, as tables for a worksheet. Stores nothing."""

    name = "klappt.living"
    verbose_name = _("What the alliance keeps")
    label = "living"
