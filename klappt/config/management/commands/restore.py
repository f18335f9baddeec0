from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from klappt.config.backup import BackupRefused, restore_backup


class Command(BaseCommand):
    help = "Put back what a backup holds. What is there now is set aside first."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file made by klappt backup")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            before = restore_backup(options["file"])
        except (BackupRefused, OSError) as refused:
            raise CommandError(f"{refused} Nothing was changed.") from refused
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(f"Restored from {options['file']}.")
        if before:
            self.stdout.write(f"What was there before: {before}")
