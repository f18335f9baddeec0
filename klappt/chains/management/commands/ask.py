import json
from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from klappt.chains.management.reading import REFUSED, day, read_bytes, read_catalogue_file, refused
from klappt.core.catalogue import Catalogue, CatalogueErrors
from klappt.core.conditions import Value
from klappt.core.conditions.diagrams import TooLargeError
from klappt.core.questions import next_question, next_question_for_goal
from klappt.core.questions.report import goal_step_as_json, step_as_json
from klappt.core.questions.told import read_told
from klappt.profiles.words import placed_problem


class Command(BaseCommand):
    help = """Say which question to ask next, or that no answer can change anything any more.

Reads a catalogue (klappt-catalogue/1) and the answers given so far: {"german": "A2"}, or pairs in the order
in which they were given: [["Ich habe einen Beruf gelernt.", "Ja"]]. What is not mentioned, or null, is open.

  klappt ask --catalogue catalogue.json --answers answers.json --json

  {"question": {"attr": "permit", "text": "...", "kind": "boolean"}, "settled": false,
   "results": [{"kind": "offer", "key": "BVB", "answer": null, "possible": [...], "ask": [...]}],
   "excluded": ["IK"]}

exit codes: 0 answered; 2 a file or a key is wrong: every mistake is named, nothing is printed."""

    # It only computes: neither database nor settings matter.
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **options
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--catalogue", type=Path, required=True, metavar="C", help="klappt-catalogue/1")
        parser.add_argument("--answers", type=Path, metavar="A", help="JSON; without it nothing is known yet")
        wish = parser.add_mutually_exclusive_group()
        wish.add_argument("--results", nargs="+", metavar="KEY", help="ask only for these results")
        wish.add_argument("--offers", nargs="+", metavar="KEY", help="ask only for these offers")
        wish.add_argument("--goal", metavar="KEY", help="ask for the chains to this goal")
        parser.add_argument(
            "--skip", nargs="+", default=[], metavar="ATTR", help="what the person does not know"
        )
        parser.add_argument("--any-order", action="store_true", help="also what makes sense only later")
        parser.add_argument("--day", type=day, help="the day asked for, as 2026-11-22 (default: today)")
        parser.add_argument("--json", action="store_true", help="everything, as JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        with override("de"):
            catalogue = read_catalogue_file(options["catalogue"], self.stderr)
            told = self._told(options["answers"], catalogue)
            _check_keys(catalogue, options)
            try:
                found = _ask(catalogue, told, options)
            except TooLargeError as error:
                words = _("The rules are too entangled to look through them.")
                raise CommandError(words, returncode=REFUSED) from error
            if options["json"]:
                self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
            else:
                for line in _in_words(found):
                    self.stdout.write(line)

    def _told(self, path: Path | None, catalogue: Catalogue) -> dict[str, Value]:
        if path is None:
            return {}
        try:
            return read_told(read_bytes(path), catalogue.attributes)
        except CatalogueErrors as errors:
            problems = [placed_problem(problem) for problem in errors.problems]
            raise refused(path, problems, self.stderr) from errors


def _ask(catalogue: Catalogue, told: dict[str, Value], options: dict[str, Any]) -> dict[str, Any]:
    today = options["day"] or timezone.localdate()
    language = (get_language() or "de")[:2]
    if options["goal"]:
        goal = next_question_for_goal(catalogue, told, options["goal"], day=today, skipped=options["skip"])
        return goal_step_as_json(goal, catalogue, options["goal"], language)
    step = next_question(
        catalogue,
        told,
        day=today,
        results=options["results"],
        offers=options["offers"],
        skipped=options["skip"],
        any_order=options["any_order"],
    )
    return step_as_json(step, catalogue, language)


def _check_keys(catalogue: Catalogue, options: dict[str, Any]) -> None:
    _check(options["results"] or (), (one.key for one in catalogue.results))
    _check(options["offers"] or (), _keys_of_offers(catalogue))
    _check([options["goal"]] if options["goal"] else (), (one.key for one in catalogue.goals))
    _check(options["skip"], (one.key for one in catalogue.attributes))


def _keys_of_offers(catalogue: Catalogue) -> Iterator[str]:
    yield from (offer.key for offer in catalogue.offers)
    yield from (idea.key for idea in catalogue.ideas)


def _check(asked: Iterable[str], there: Iterable[str]) -> None:
    known = list(there)
    unknown = [key for key in asked if key not in known]
    if unknown:
        words = _("The catalogue has no %(keys)s. It has: %(known)s") % {
            "keys": ", ".join(unknown),
            "known": ", ".join(known) or "–",
        }
        raise CommandError(words, returncode=REFUSED)


def _in_words(found: dict[str, Any]) -> Iterator[str]:
    question = found["question"]
    if question is None:
        yield _("No further answer can change anything.")
    else:
        yield _("Next question (%(key)s): %(text)s") % {"key": question["attr"], "text": question["text"]}
        for value in question.get("values", ()):
            yield f"  {value['value']}: {value['label']}"
    for result in found["results"]:
        settled = result.get("answer") is not None
        yield f"{'=' if settled else '?'} {result['key']}: {result['label']}"
        for way in result.get("ways", ()):
            yield f"    {way['tier'] + 1}. {way['name']}"
            yield from (f"       - {condition}" for condition in (*way["also"], *way["conditions"]))
