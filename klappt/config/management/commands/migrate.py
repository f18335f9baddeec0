from typing import Any

from django.core.management.commands import migrate

from klappt.alliances.scope import every_alliance


class Command(migrate.Command):
    """Django's own, with the rows of all alliances in sight: row-level security would hide them from it."""

    def handle(self, *args: Any, **options: Any) -> None:
        with every_alliance(reason="migrations carry on the rows of all alliances"):
            super().handle(*args, **options)
