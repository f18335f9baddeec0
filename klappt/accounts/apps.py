from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "klappt.accounts"
    label = "accounts"
