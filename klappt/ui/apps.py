from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "klappt.ui"
    label = "ui"
