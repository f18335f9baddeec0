from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OffersConfig(AppConfig):
    name = "klappt.offers"
    verbose_name = _("Offers")
    label = "offers"

    def ready(self) -> None:
        # The receivers connect themselves.
        from klappt.offers import plan, receivers, search, telling, tiles  # noqa: F401 - importing registers them

        plan.register()
        search.register()
        telling.register()
        tiles.register()
