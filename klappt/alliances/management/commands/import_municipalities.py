from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import override

from klappt.alliances.enums import MunicipalityKind
from klappt.alliances.imports.directory import Directory, UnreadableDirectory, read_directory
from klappt.alliances.services.municipalities import Kept, keep_municipalities

_SHOWN = 20


class Command(BaseCommand):
    help = (
        "Bring in the official directory of municipalities (CSV of Destatis GV-ISys, or the XRepository code "
        "list of regional keys as XLSX). Exit code 0: everything read; 1: some rows could not be read and "
        "nothing was stored; 2: the file is no directory."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="AuszugGV4QAktuell.csv or the like")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, store nothing")
        parser.add_argument("--skip-unreadable", action="store_true", help="store the rows that can be read")

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        with override("de"):
            directory = self._read(path)
            for problem in directory.problems[:_SHOWN]:
                self.stderr.write(_("Row %(row)d: %(what)s") % {"row": problem.row, "what": problem.what})
            store = not directory.problems or options["skip_unreadable"]
            kept = keep_municipalities(
                directory.places.values(), source=path.name, dry_run=options["dry_run"] or not store
            )
            self._report(directory, kept)
            if not store:
                raise CommandError(
                    _("%(count)d rows could not be read. Nothing was stored.")
                    % {"count": len(directory.problems)}
                )
            if options["dry_run"]:
                self.stdout.write(_("This was a rehearsal: nothing was stored."))

    def _read(self, path: Path) -> Directory:
        try:
            return read_directory(path)
        except FileNotFoundError as error:
            raise CommandError(_("There is no file %(path)s.") % {"path": path}, returncode=2) from error
        except UnreadableDirectory as error:
            raise CommandError(str(error), returncode=2) from error

    def _report(self, directory: Directory, kept: Kept) -> None:
        kinds = MunicipalityKind
        count = {kind: sum(p.kind == kind for p in directory.places.values()) for kind in kinds}
        districts = count[kinds.DISTRICT] + count[kinds.REGION]
        lines = [
            _("%(districts)d Kreise, %(cities)d cities, %(towns)d Kommunen, %(rest)d areas without Gemeinde.")
            % {
                "districts": districts,
                "cities": count[kinds.CITY],
                "towns": count[kinds.TOWN],
                "rest": count[kinds.UNINCORPORATED],
            },
            _("New: %(created)d. Changed: %(changed)d. Unchanged: %(unchanged)d.")
            % {"created": kept.created, "changed": kept.changed, "unchanged": kept.unchanged},
            *(
                _("Left aside: %(what)s (%(count)d).") % {"what": what, "count": number}
                for what, number in directory.left_aside.items()
            ),
        ]
        if kept.without_parent:
            lines.append(
                _("%(count)d Kommunen stand without their Kreis: the file does not name it.")
                % {"count": len(kept.without_parent)}
            )
        for line in lines:
            self.stdout.write(line)
