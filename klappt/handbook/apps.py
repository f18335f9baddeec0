from django.apps import AppConfig


class HandbookConfig(AppConfig):
    name = "klappt.handbook"

    def ready(self) -> None:
        from klappt.alliances.extensions import add_search
        from klappt.handbook.selectors.finding import find_in_handbook

        add_search(find_in_handbook)
