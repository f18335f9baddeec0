from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from klappt.accounts.enums import PlatformRole, Role
from klappt.alliances.imports.units import load_units
from klappt.alliances.models import Alliance
from klappt.config.examples import cast, musterkreis, musterstadt, waves


class Command(BaseCommand):
    help = (
        "Lay out two invented alliances, lived in for three years, and five waves of worksheets through all. "
        "A second time changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--alliances", type=int, default=waves.ALLIANCES, help="how many alliances take part in the waves"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.EXAMPLES:
            raise CommandError(
                "The examples open accounts whose password everybody can read. Where that is meant: "
                "KLAPPT_EXAMPLES=1 (docs/operations.md).",
                returncode=2,
            )
        load_units()
        accounts = cast.open_accounts()
        there = set(Alliance.objects.values_list("key", flat=True))
        for example in (musterkreis, musterstadt):
            if example.KEY not in there:
                example.tell(accounts)
        waves.tell(accounts, options["alliances"])
        self.stdout.write(self._sign_ins())

    def _sign_ins(self) -> str:
        lines = [f"  Sign in with the password {cast.PASSWORD} as", ""]
        for title, people in (
            ("Bündnis Musterkreis", cast.KREIS),
            ("Bündnis Musterstadt", cast.STADT),
            ("Platform", cast.PLATFORM),
        ):
            lines.append(f"  {title}")
            lines += [f"    {each.email:<32}{_told(each.role)}" for each in people]
        return "\n".join(lines)


def _told(role: Role | PlatformRole) -> str:
    return role.value.replace("_", " ")
