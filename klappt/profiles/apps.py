from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProfilesConfig(AppConfig):
    name = "klappt.profiles"
    verbose_name = _("Situations")
    label = "profiles"

    def ready(self) -> None:
        from klappt.profiles import telling

        telling.register()
