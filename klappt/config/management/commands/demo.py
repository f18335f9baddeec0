import io
import os
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from klappt.config.supervisor import port_is_free


class Command(BaseCommand):
    help = "Set up and start a klappt with two example alliances, for this machine only."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000), help="(8000)")
        parser.add_argument("--no-serve", action="store_true", help="only set up, start no server")

    def handle(self, *_args: Any, **options: Any) -> None:
        port = options["port"]
        if not options["no_serve"] and not port_is_free("127.0.0.1", port):
            raise CommandError(
                f"Something already listens on port {port}. Is the demonstration running already? "
                f"Another port: PORT={port + 1} make demo",
                returncode=3,
            )
        self.say("bringing the database up to date")
        call_command("migrate", interactive=False, verbosity=0)
        self.say("laying out the example alliances")
        told = io.StringIO()
        call_command("demo_data", stdout=told)
        if options["no_serve"]:
            self.stdout.write(told.getvalue())
            return
        self.say("starting")
        call_command("serve", port=port, quiet=True, announce=lambda: self.announce(port, told.getvalue()))

    def say(self, words: str) -> None:
        self.stdout.write(f"klappt: {words} ...")
        self.stdout.flush()

    def announce(self, port: int, told: str) -> None:
        self.stdout.write(
            f"\n  klappt is ready:  http://127.0.0.1:{port}\n\n{told.rstrip()}\n\n"
            f"  Mails are not sent, they are written to {settings.EMAIL_FILE_PATH}\n"
            "  Ctrl-C ends it.\n"
        )
        self.stdout.flush()
