from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "klappt.audit"
    label = "audit"
