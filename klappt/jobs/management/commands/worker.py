from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from klappt.jobs.worker import work


class Command(BaseCommand):
    help = "Run background jobs: mail, reminders, tidying up. `klappt serve` starts one by itself."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is waiting, then end")

    def handle(self, *_args: Any, **options: Any) -> None:
        work(until_empty=options["once"])
