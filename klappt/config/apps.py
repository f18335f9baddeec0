from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class ConfigConfig(AppConfig):
    name = "klappt.config"
    label = "config"

    def ready(self) -> None:
        from klappt.config import checks, receivers  # noqa: F401 - registers the checks

        # Only apps with tables get the signal; sign-in is what counts in the cache.
        post_migrate.connect(receivers.make_cache_table, sender=apps.get_app_config("accounts"))
