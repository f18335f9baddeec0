import json
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from klappt.chains.management.contradictions import contradiction_words
from klappt.chains.management.reading import REFUSED, read_bytes
from klappt.core.catalogue import Catalogue, write_catalogue
from klappt.core.trees import Contradiction, TooManyWaysError, read_trees

KINDS = (".md", ".mmd")


class Command(BaseCommand):
    help = """Make a catalogue out of advisers' decision trees.

Reads a folder with mermaid flow charts (in Markdown, or .mmd) and the result pages they link to. Questions
become attributes, results keep the condition under which one comes there, and their ways in order, with the
conditions of each. Everything in which a tree contradicts itself is named, with what was taken instead.

  klappt catalogue from-tree advice/ --output advice.json

exit codes: 0 written (contradictions or not); 2 no such folder, no tree in it, or a file cannot be read."""

    # It only computes: neither database nor settings matter.
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **options
        )

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        tree = actions.add_parser("from-tree", help="out of decision trees and their result pages")
        tree.add_argument("folder", type=Path, metavar="DIR", help="flow charts and result pages")
        tree.add_argument("--output", type=Path, required=True, metavar="C", help="klappt-catalogue/1")
        tree.add_argument(
            "--first", action="store_true", help="of a box drawn twice take the first text (default: last)"
        )
        tree.add_argument("--language", default="de", help="language of the texts (default: de)")
        tree.add_argument("--json", action="store_true", help="print the contradictions as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        with override("de"):
            folder = _folder_of_trees(options["folder"])
            files = {path.name: _read_text(path) for path in _pages(folder)}
            try:
                reading = read_trees(files, language=options["language"], keep_first=options["first"])
            except TooManyWaysError as error:
                words = _("%(file)s: there are too many ways through this tree.") % {"file": error}
                raise CommandError(words, returncode=REFUSED) from error
            if reading.catalogue is None:
                words = _("There is no tree in %(folder)s.") % {"folder": folder}
                raise CommandError(words, returncode=REFUSED)
            _write(options["output"], reading.catalogue)
            if options["json"]:
                self.stdout.write(json.dumps(_as_json(reading.contradictions), ensure_ascii=False, indent=1))
            else:
                self._tell(reading.catalogue, reading.contradictions, options["output"])

    def _tell(self, catalogue: Catalogue, found: tuple[Contradiction, ...], output: Path) -> None:
        counts = {
            "questions": len(catalogue.attributes),
            "results": len(catalogue.results),
            "ways": len(catalogue.offers),
            "output": output,
        }
        said = _("%(output)s is written. Questions: %(questions)d, results: %(results)d, ways: %(ways)d.")
        self.stdout.write(said % counts)
        if found:
            words = ngettext(
                "The tree contradicts itself at %(count)d place:",
                "The tree contradicts itself at %(count)d places:",
                len(found),
            )
            self.stdout.write(words % {"count": len(found)})
        for one in found:
            self.stdout.write(f"  {contradiction_words(one)}")


def _as_json(found: tuple[Contradiction, ...]) -> dict[str, object]:
    return {
        "contradictions": [
            {
                "flaw": one.flaw.value,
                "file": one.file,
                "line": one.line,
                "node": one.node,
                **one.values,
                "words": contradiction_words(one),
            }
            for one in found
        ]
    }


def _folder_of_trees(folder: Path) -> Path:
    """The folder itself, or, where it holds no tree, the only folder inside that does."""
    if not folder.is_dir():
        raise CommandError(_("There is no folder %(folder)s.") % {"folder": folder}, returncode=REFUSED)
    if _has_tree(folder):
        return folder
    inside = [path for path in sorted(folder.iterdir()) if path.is_dir() and _has_tree(path)]
    if len(inside) > 1:
        words = _("There are trees in several folders. Please choose one: %(folders)s")
        raise CommandError(words % {"folders": ", ".join(map(str, inside))}, returncode=REFUSED)
    return inside[0] if inside else folder


def _pages(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if path.suffix in KINDS and path.is_file()]


def _has_tree(folder: Path) -> bool:
    return any(path.suffix == ".mmd" or "```mermaid" in _read_text(path) for path in _pages(folder))


def _read_text(path: Path) -> str:
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        words = _("%(path)s is not a text in UTF-8.") % {"path": path}
        raise CommandError(words, returncode=REFUSED) from error


def _write(path: Path, catalogue: Catalogue) -> None:
    try:
        path.write_text(json.dumps(write_catalogue(catalogue), ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        words = _("%(path)s cannot be written: %(reason)s") % {"path": path, "reason": error.strerror}
        raise CommandError(words, returncode=REFUSED) from error
