import json
from argparse import RawDescriptionHelpFormatter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from klappt.chains.management.reading import day, read_catalogue_file, read_profile_lines
from klappt.core.access import Rules, compile_rules, verdict_as_json
from klappt.core.conditions import Answer, Profile, Verdict
from klappt.profiles.words import open_leaves, questions_to_ask, reasons, situation_words, spoken, standing
from klappt.ui.states import STATES


class Command(BaseCommand):
    help = """Say which offers are open to whom, and why.

Reads a catalogue (klappt-catalogue/1) and profiles, one JSON object in each line: {"german": "A2"}.
What is not mentioned, or null, is unknown. With --json there is one line for each profile, counted from 0:

  {"profile": 0, "answers": {"BVB": {"answer": "yes", "ask": [], "unchecked": [], "because": [...]}}}

  klappt access --catalogue catalogue.json --profiles people.jsonl --json

exit codes: 0 answered; 2 a file is wrong: every mistake is named with its place, nothing is printed.
No legal advice: rules are as good as their sources, which stand with each reason."""

    # It only computes: neither database nor settings matter.
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **options
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--catalogue", type=Path, required=True, metavar="C", help="klappt-catalogue/1")
        parser.add_argument("--profiles", type=Path, required=True, metavar="P", help="JSON lines")
        parser.add_argument("--day", type=day, help="the day asked for, as 2026-11-22 (default: today)")
        parser.add_argument("--json", action="store_true", help="one line of JSON for each profile")

    def handle(self, *_args: Any, **options: Any) -> None:
        with override("de"):
            catalogue = read_catalogue_file(options["catalogue"], self.stderr)
            profiles = read_profile_lines(options["profiles"], catalogue.attributes, self.stderr)
            rules = compile_rules(catalogue, options["day"] or timezone.localdate())
            lines = _as_json if options["json"] else _in_words
            for number, profile in enumerate(profiles):
                for line in lines(number, profile, rules):
                    self.stdout.write(line)


def _as_json(number: int, profile: Profile, rules: Rules) -> Iterator[str]:
    answers = {key: verdict_as_json(verdict) for key, verdict in rules.verdicts(profile).items()}
    yield json.dumps({"profile": number, "answers": answers}, ensure_ascii=False)


def _in_words(number: int, profile: Profile, rules: Rules) -> Iterator[str]:
    attributes = rules.catalogue.attributes
    situation = "; ".join(situation_words(profile, attributes)) or _("nothing known")
    yield _("Situation %(number)d: %(situation)s") % {"number": number + 1, "situation": situation}
    for key, verdict in rules.verdicts(profile).items():
        name = spoken(rules.offers[key].offer.names, key)
        yield f"  {name} ({key}): {STATES[standing(verdict)].word}"
        yield from _why(verdict, rules)
    yield ""


def _why(verdict: Verdict, rules: Rules) -> Iterator[str]:
    attributes = rules.catalogue.attributes
    for reason in reasons(verdict, attributes):
        source = ", ".join(str(part) for part in (reason.basis.source, reason.basis.as_of) if part)
        met = f": {_met(reason.answer)}" if _met(reason.answer) else ""
        yield f"    - {reason.text}{met}" + (f" ({source})" if source else "")
    if verdict.ask:
        yield "    " + _("To ask: %(what)s") % {"what": ", ".join(questions_to_ask(verdict, attributes))}
    for leaf in open_leaves(verdict, attributes):
        yield "    " + _("To find out: %(what)s") % {"what": leaf.text}


def _met(answer: Answer) -> str:
    """Whether a reason is met; what is judged says so itself."""
    return {Answer.YES: _("this is so"), Answer.NO: _("this is not so")}.get(answer, "")
