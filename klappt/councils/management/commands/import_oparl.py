import json
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from klappt.alliances.models import Alliance
from klappt.alliances.scope import scope
from klappt.audit.enums import Channel
from klappt.councils.imports.files import load_path
from klappt.councils.imports.reading import bodies_meant, read, rows_of_a_file
from klappt.councils.imports.report import as_json, as_lines
from klappt.councils.services.importing import bring_in, rehearse
from klappt.councils.services.work import Choice
from klappt.councils.vocabulary import Content, Row
from klappt.sheets.refusals import Refused

BAD_USE, FILE_REFUSED = 2, 3
SIGNATURE = "klappt import-oparl"


class Command(BaseCommand):
    help = """Read bodies, meetings and agendas of a council information system (OParl 1.1).

Memberships and papers come along. Of people nothing but the name is read.

FILE is JSON or a zip of it; DIR a folder of both. Objects may stand alone, in lists, or inside others.
Nothing is stored without --yes. Without --alliance the files are only read and reported on.

  klappt import-oparl ratsinfo/ --body https://ris.example.org/body/1 --json
  klappt import-oparl ratsinfo.zip --body organization/34 --alliance musterkreis
  klappt import-oparl ratsinfo.zip --body organization/34 --alliance musterkreis --yes

--body names a council (then all its bodies are meant) or a single body, by id or the end of it; it may come
several times. A second import changes only what changed there since; what was changed here stays.

exit codes: 0 done (or rehearsed); 2 wrong use: no such file, alliance or body;
            3 the file cannot be read"""

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **options
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE|DIR", help="JSON, a zip of it, or a folder")
        parser.add_argument(
            "--body", action="append", default=[], metavar="ID", help="council or body to take"
        )
        parser.add_argument("--alliance", metavar="KEY", help="short name in the address")
        parser.add_argument("--add-institutions", action="store_true", help="add unknown ones to the actors")
        parser.add_argument("--yes", action="store_true", help="store it; without this nothing is stored")
        parser.add_argument("--dry-run", action="store_true", help="store nothing, whatever else is said")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        with override("de"):
            content = self._read(options["file"])
            chosen, unknown = bodies_meant(content, options["body"])
            if unknown:
                self._refuse_unknown(content, unknown)
            stored = bool(options["yes"]) and not options["dry_run"]
            if stored and not options["alliance"]:
                raise CommandError(_("Please say with --alliance where to store it."), returncode=BAD_USE)
            choice = Choice(chosen, every_institution=options["add_institutions"])
            rows = self._rows(content, choice, options, stored=stored)
            self._tell(content, rows, choice, options, stored=stored)

    def _read(self, path: Path) -> Content:
        try:
            return read(load_path(path), timezone.localdate())
        except OSError as error:
            message = _("The file %(path)s cannot be opened.") % {"path": path}
            raise CommandError(message, returncode=BAD_USE) from error
        except Refused as refused:
            raise CommandError(refused.message, returncode=FILE_REFUSED) from refused

    def _refuse_unknown(self, content: Content, unknown: tuple[str, ...]) -> None:
        known = [*content.towns.items(), *((body.id, body.name) for body in content.bodies)]
        lines = [
            _("There is no council or body with the id %(ids)s.") % {"ids": ", ".join(unknown)},
            *(f"  {identifier}  {name}" for identifier, name in known),
        ]
        raise CommandError("\n".join(lines), returncode=BAD_USE)

    def _rows(self, content: Content, choice: Choice, options: dict[str, Any], *, stored: bool) -> list[Row]:
        if not options["alliance"]:
            return rows_of_a_file(content, choice.bodies)
        alliance = Alliance.objects.filter(key=options["alliance"]).first()
        if alliance is None:
            message = _("There is no alliance “%(key)s”.") % {"key": options["alliance"]}
            raise CommandError(message, returncode=BAD_USE)
        with scope(alliance):
            if not stored:
                return rehearse(
                    alliance=alliance, content=content, choice=choice, by=None, signature=SIGNATURE
                )
            return bring_in(
                alliance=alliance,
                content=content,
                choice=choice,
                by=None,
                signature=SIGNATURE,
                channel=Channel.COMMAND,
                source=options["file"].name,
            )

    def _tell(
        self, content: Content, rows: list[Row], choice: Choice, options: dict[str, Any], *, stored: bool
    ) -> None:
        if options["json"]:
            report = as_json(
                content,
                rows,
                source=str(options["file"]),
                chosen=choice.bodies,
                alliance=options["alliance"] or "",
                stored=stored,
            )
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
            return
        read_in = ", ".join(f"{kind} {count}" for kind, count in content.read.items())
        self.stdout.write(_("Read: %(counts)s.") % {"counts": read_in or "0"})
        for line in as_lines(rows):
            self.stdout.write(line)
        shown = {note for row in rows for note in row.notes}
        for note in dict.fromkeys(each for each in content.notes if each not in shown):
            self.stdout.write(f"{note.about}: {note.message}")
        self.stdout.write(_("Stored.") if stored else _("Nothing was stored. With --yes it is."))
