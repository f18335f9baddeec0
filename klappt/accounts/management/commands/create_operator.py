from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from klappt.accounts.services import appoint_operator, link_holds_for, way_in


class Command(BaseCommand):
    help = "Make somebody an operator of the platform and print the link they come in by."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="as others read it (default: from the address)")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            user = appoint_operator(email=options["email"], name=options["name"])
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from wrong
        self.stdout.write(f"{user.email} is an operator now. This link sets the password; it works once:")
        self.stdout.write(f"{settings.PUBLIC_URL}{way_in(user)}")
        self.stdout.write(f"It expires in {link_holds_for().days} days. Asking again makes a new one.")
