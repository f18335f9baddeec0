from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from klappt.config.backup import BackupRefused, take_backup


class Command(BaseCommand):
    help = "Write database and uploads into one file, while klappt runs. SECRET_KEY is not part of it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="e.g. /backups/klappt-2027-01-31.zip")
        parser.add_argument("--force", action="store_true", help="overwrite the file if it is there")

    def handle(self, *_args: Any, **options: Any) -> None:
        target: Path = options["file"]
        try:
            size = take_backup(target, overwrite=options["force"])
        except (BackupRefused, OSError) as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{target}: {size / 1_000_000:.1f} MB")
