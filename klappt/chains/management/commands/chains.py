import json
from argparse import ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from klappt.chains.management.reading import check_goal, day, read_catalogue_file, read_profile_file
from klappt.core.chains import Chain, Change, LeverKind, Step, find_chains, unblock
from klappt.core.chains.report import chain_as_json, change_as_json

MOST_SHOWN = 20


class Command(BaseCommand):
    help = """Find the best ways from a profile to a goal.

Best is not one thing: every way is shown that no other is better than in months, offers, conditional and cold
steps. With --unblock, where no way leads to the goal, the smallest sets of changes that would open one.

  klappt chains --catalogue catalogue.json --profile me.json --goal training --conditional --unblock --json

exit codes: 0 computed; 2 a file or an option is wrong: every mistake is named with its place.
No legal advice: rules are as good as their sources."""

    # It only computes: neither database nor settings matter.
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        return super().create_parser(
            prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **options
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--catalogue", type=Path, required=True, metavar="C", help="klappt-catalogue/1")
        parser.add_argument("--profile", type=Path, required=True, metavar="P", help="JSON")
        parser.add_argument("--goal", required=True, metavar="KEY", help="the key of a goal of the catalogue")
        parser.add_argument("--conditional", action="store_true", help="admit offers that are conditional")
        parser.add_argument("--warm-only", action="store_true", help="admit no step without an agreed link")
        parser.add_argument(
            "--unblock", action="store_true", help="what would open a way where there is none"
        )
        parser.add_argument("--horizon", type=_months, default=120, metavar="MONTHS", help="(120)")
        parser.add_argument("--day", type=day, help="the day asked for, as 2026-11-22 (default: today)")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *_args: Any, **options: Any) -> None:
        with override("de"):
            catalogue = read_catalogue_file(options["catalogue"], self.stderr)
            profile = read_profile_file(options["profile"], catalogue.attributes, self.stderr)
            goal = options["goal"]
            check_goal(goal, catalogue)
            wishes = {key: options[key] for key in ("conditional", "warm_only", "horizon")}
            wishes["day"] = options["day"] or timezone.localdate()
            front = find_chains(catalogue, profile, goal, **wishes).chains
            wanted = options["unblock"] and not front
            sets = unblock(catalogue, profile, goal, **wishes).sets if wanted else ()
            if options["json"]:
                self.stdout.write(_as_json(front, sets if options["unblock"] else None))
                return
            for line in (*_front_in_words(front), *(_sets_in_words(sets) if wanted else ())):
                self.stdout.write(line)


def _months(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text!r} is not a whole number of months")
    return int(text)


def _as_json(front: Sequence[Chain], sets: Sequence[Sequence[Change]] | None) -> str:
    """`unblock` is left out where it was not asked for."""
    found: dict[str, object] = {"front": [chain_as_json(chain) for chain in front]}
    if sets is not None:
        found["unblock"] = [[change_as_json(change) for change in changes] for changes in sets]
    return json.dumps(found, ensure_ascii=False, indent=2)


def _front_in_words(front: Sequence[Chain]) -> Iterator[str]:
    if not front:
        yield _("No way leads to the goal.")
    for chain in front:
        words = _("%(months)d months, %(offers)d offers, %(conditional)d conditional, %(cold)d cold steps")
        yield words % {
            "months": chain.months,
            "offers": len(chain.offers),
            "conditional": chain.conditional,
            "cold": chain.cold,
        }
        for step in chain.timetable:
            yield f"  {_step_in_words(step)}"
        if chain.others:
            more = ngettext(
                "%(count)d other way is as good", "%(count)d other ways are as good", chain.others
            )
            yield f"  ({more % {'count': chain.others}})"


def _step_in_words(step: Step) -> str:
    words = _("month %(start)d to %(end)d: %(offer)s")
    marks = [_("waited %(months)d months") % {"months": step.waited}] if step.waited else []
    marks += [_("conditional")] if step.conditional else []
    marks += [_("cold step")] if step.cold else []
    text = words % {"start": step.start, "end": step.end, "offer": step.offer}
    return f"{text} ({', '.join(marks)})" if marks else text


def _sets_in_words(sets: Sequence[Sequence[Change]]) -> Iterator[str]:
    if not sets:
        yield _("No small set of changes would open one.")
        return
    yield _("Each of these would open one:")
    for changes in sets[:MOST_SHOWN]:
        yield "  " + "; ".join(map(_change_in_words, changes))
    if len(sets) > MOST_SHOWN:
        yield "  " + _("and %(count)d more") % {"count": len(sets) - MOST_SHOWN}


def _change_in_words(change: Change) -> str:
    words = {
        LeverKind.OPENING: _("%(offer)s no longer requires %(leaf)s"),
        LeverKind.CREATION: _("%(offer)s is created"),
        LeverKind.LINK: _("a link from %(after)s to %(offer)s"),
        LeverKind.TRANSFER: _("a transfer from %(after)s to %(offer)s"),
        LeverKind.INTERFACE_RULE: _("an interface rule from %(after)s to %(offer)s"),
    }[change.lever]
    return words % {"offer": change.offer, "leaf": change.leaf, "after": change.after}
