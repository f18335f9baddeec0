import json
from argparse import ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from klappt.chains.management.gap_words import in_words
from klappt.chains.management.reading import (
    REFUSED,
    check_goal,
    day,
    read_catalogue_file,
    read_population_file,
)
from klappt.core.catalogue import Catalogue
from klappt.core.chains import Change, LeverKind
from klappt.core.chains.task import Wish
from klappt.core.gaps import best_levers, reach_of_population, throughput
from klappt.core.gaps.assessment import FEW_CHANGES
from klappt.core.gaps.report import gaps_as_json
from klappt.core.programme import Deadline


class Command(BaseCommand):
    help = """Say who of a population reaches a goal, what is in the way, and which levers help most.

Reads a catalogue (klappt-catalogue/1) and a population: a CSV with one column for each attribute, empty =
unknown, and `count`, the heads of the row, empty = unknown. docs/core/gaps.md describes the answer.

  klappt gaps --catalogue catalogue.json --population people.csv --goal training --levers 3 --json

exit codes: 0 answered; 1 the time was too short to say anything; 2 a file or a word is wrong: every mistake
is named with its place, nothing is printed."""

    # It only computes: neither database nor settings matter.
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **options
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--catalogue", type=Path, required=True, metavar="C", help="klappt-catalogue/1")
        parser.add_argument("--population", type=Path, required=True, metavar="P", help="CSV")
        parser.add_argument("--goal", required=True, metavar="KEY", help="a goal of the catalogue")
        parser.add_argument("--levers", type=_number, default=0, metavar="K", help="the best 1 to K levers")
        parser.add_argument("--conditional", action="store_true", help="conditional steps count as open")
        parser.add_argument("--warm-only", action="store_true", help="only steps with an agreed link count")
        parser.add_argument("--horizon", type=_number, default=120, metavar="MONTHS", help="default: 120")
        parser.add_argument(
            "--fixed", nargs="+", default=[], metavar="OFFER", help="nobody here can open the rules of these"
        )
        parser.add_argument("--day", type=day, help="the day asked for, as 2026-11-22 (default: today)")
        parser.add_argument("--seconds", type=_number, default=300, metavar="S", help="no longer (300)")
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        with override("de"):
            self._answer(options)

    def _answer(self, options: dict[str, Any]) -> None:
        catalogue = read_catalogue_file(options["catalogue"], self.stderr)
        check_goal(options["goal"], catalogue)
        population = read_population_file(options["population"], catalogue.attributes, self.stderr)
        today = options["day"] or timezone.localdate()
        marks = (options["conditional"], options["warm_only"])
        wish = Wish(options["goal"], *marks, options["horizon"], today)
        may = self._may(catalogue, options["fixed"])
        deadline = Deadline.after(options["seconds"])
        levers = options["levers"]
        # Half of the time is kept for the levers and the flow.
        reaches = reach_of_population(
            catalogue, population, wish, deadline.share(0.5), max(levers, FEW_CHANGES), may
        )
        choices = best_levers(reaches, levers, deadline.share(0.5))
        try:
            through = throughput(catalogue, reaches, wish, deadline)
        except TimeoutError as error:
            raise CommandError(_("The time was too short. Give it more with --seconds.")) from error
        if options["json"]:
            found = gaps_as_json(wish, reaches, choices, through)
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
            return
        for line in in_words(catalogue, reaches, choices, through):
            self.stdout.write(line)

    def _may(self, catalogue: Catalogue, fixed: list[str]) -> Callable[[Change], bool]:
        known = {offer.key for offer in (*catalogue.offers, *(idea.offer for idea in catalogue.ideas))}
        if unknown := sorted(set(fixed) - known):
            words = _("The catalogue has no offer %(offer)s.") % {"offer": unknown[0]}
            raise CommandError(words, returncode=REFUSED)
        return lambda change: change.lever is not LeverKind.OPENING or change.offer not in fixed


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 6:
        raise ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)
