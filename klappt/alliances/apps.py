from django.apps import AppConfig


class AlliancesConfig(AppConfig):
    name = "klappt.alliances"
    label = "alliances"
