from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "klappt.audit"
    label = "audit"

    def ready(self) -> None:
        from klappt.audit import receivers  # noqa: F401 - receivers connect themselves
