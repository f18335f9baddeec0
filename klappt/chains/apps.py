from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChainsConfig(AppConfig):
    name = "klappt.chains"
    verbose_name = _("Chains")
    label = "chains"

    def ready(self) -> None:
        # The receivers connect themselves.
        from klappt.agreements.extensions import add_section
        from klappt.chains import receivers  # noqa: F401 - importing registers them
        from klappt.chains.selectors.backed import backed_by

        add_section(backed_by)
