import json
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from klappt.actors.imports.as_json import plan_as_json
from klappt.actors.imports.plan import Plan, Verdict
from klappt.actors.imports.preview import Decided, carry_out, preview
from klappt.actors.imports.suggestions import safe_answers
from klappt.actors.services.importing import Author
from klappt.alliances.models import Alliance
from klappt.alliances.scope import scope
from klappt.audit.enums import Channel
from klappt.sheets.refusals import Refused

NEEDS_DECISIONS, BAD_USE, FILE_REFUSED = 1, 2, 3


class Command(BaseCommand):
    help = """Bring in a table of actors (XLSX, ODS, XLS, CSV), as the upload page does.

Without --yes nothing is stored while a row needs a decision (a missing name, a wrong e-mail address, an
unknown field, a probable duplicate). With --yes klappt decides itself, always so that nothing is lost:
exact copies are put together, other probable duplicates stay entries of their own, a wrong address is left
blank and kept as a note, an unknown field stays open, a row without a name is kept as a note.

  klappt import-actors Akteure.xlsx --alliance musterkreis --dry-run
  klappt import-actors Akteure.ods --alliance musterkreis --dry-run --json > preview.json

exit codes: 0 done (or rehearsed); 1 rows need a decision, nothing was stored;
            2 wrong use: no such file or alliance; 3 the file cannot be read as a table"""

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **options
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the table, .xlsx, .ods, .xls or .csv")
        parser.add_argument("--alliance", required=True, metavar="KEY", help="short name in the address")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, store nothing")
        parser.add_argument("--json", action="store_true", help="print the whole preview as JSON")
        parser.add_argument("--yes", action="store_true", help="decide what is open by itself, lose nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        path: Path = options["file"]
        with override("de"):
            alliance = self._alliance(options["alliance"])
            data = self._read(path)
            with scope(alliance):
                plan = self._plan(path, data, decide=options["yes"])
                if options["json"]:
                    self.stdout.write(json.dumps(plan_as_json(plan), ensure_ascii=False, indent=1))
                else:
                    self._tell(plan)
                if not options["dry_run"]:
                    self._carry_out(plan, alliance, path.name, tell=not options["json"])

    def _alliance(self, key: str) -> Alliance:
        found = Alliance.objects.filter(key=key).first()
        if found is None:
            raise CommandError(_("There is no alliance “%(key)s”.") % {"key": key}, returncode=BAD_USE)
        return found

    def _read(self, path: Path) -> bytes:
        try:
            return path.read_bytes()
        except OSError as error:
            message = _("The file %(path)s cannot be opened.") % {"path": path}
            raise CommandError(message, returncode=BAD_USE) from error

    def _plan(self, path: Path, data: bytes, *, decide: bool) -> Plan:
        try:
            plan = preview(data, path.name)
            return preview(data, path.name, Decided(rows=safe_answers(plan))) if decide else plan
        except Refused as refused:
            raise CommandError(refused.message, returncode=FILE_REFUSED) from refused

    def _tell(self, plan: Plan) -> None:
        for notice in plan.content.notices:
            self.stdout.write(notice)
        for row in plan.rows:
            for question in row.questions:
                self.stdout.write(f"{'!' if question.is_open else ' '} {row.row.sheet}: {question.message}")
        counts = {
            "new": plan.count(Verdict.CREATE),
            "changed": plan.count(Verdict.CHANGE),
            "unchanged": plan.count(Verdict.LEAVE),
            "merged": plan.count(Verdict.MERGE),
            "out": plan.count(Verdict.OUT),
            "open": plan.count(Verdict.OPEN),
            "notes": len(plan.notes),
        }
        text = _(
            "New: %(new)d. Changed: %(changed)d. Unchanged: %(unchanged)d. Put together: %(merged)d. "
            "Left out: %(out)d. Kept as notes: %(notes)d. Need a decision: %(open)d."
        )
        self.stdout.write(text % counts)

    def _carry_out(self, plan: Plan, alliance: Alliance, source: str, *, tell: bool) -> None:
        if not plan.is_settled:
            count = plan.count(Verdict.OPEN)
            message = ngettext(
                "%(count)d row needs a decision. Nothing was stored.",
                "%(count)d rows need a decision. Nothing was stored.",
                count,
            )
            raise CommandError(message % {"count": count}, returncode=NEEDS_DECISIONS)
        author = Author(signature="klappt import-actors", channel=Channel.COMMAND)
        carry_out(plan, alliance=alliance, source=source, author=author)
        if tell:
            self.stdout.write(_("Done: everything is in the table."))
