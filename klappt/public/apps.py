from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "klappt.public"
    label = "public"
