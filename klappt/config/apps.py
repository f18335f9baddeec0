from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "klappt.config"
    label = "config"
