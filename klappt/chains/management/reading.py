"""Files that commands compute with: read whole, or refused with everything that is wrong."""

import datetime
from argparse import ArgumentTypeError
from pathlib import Path

from django.core.management.base import CommandError, OutputWrapper
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.core.catalogue import Catalogue, CatalogueErrors, Problem, read_catalogue, read_profile
from klappt.core.conditions import Attribute, Value
from klappt.core.populations import CellProblem, Population, PopulationErrors, read_population
from klappt.profiles.words import placed_problem, problem_words

# A wrong file or a wrong call; 1 is for what could not be done.
REFUSED = 2


def read_bytes(path: Path) -> bytes:
    """A file's content. A `CommandError` says in words why it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CommandError(_("There is no file %(path)s.") % {"path": path}, returncode=REFUSED) from error
    except OSError as error:
        words = _("%(path)s cannot be read: %(reason)s") % {"path": path, "reason": error.strerror}
        raise CommandError(words, returncode=REFUSED) from error


def read_catalogue_file(path: Path, stderr: OutputWrapper) -> Catalogue:
    """A catalogue; each mistake goes to `stderr` with its place before the `CommandError`."""
    try:
        return read_catalogue(read_bytes(path))
    except CatalogueErrors as errors:
        raise refused(path, [placed_problem(problem) for problem in errors.problems], stderr) from errors


def read_profile_file(
    path: Path, attributes: tuple[Attribute, ...], stderr: OutputWrapper
) -> dict[str, Value]:
    """One profile (JSON: attribute to value)."""
    try:
        return read_profile(read_bytes(path), attributes)
    except CatalogueErrors as errors:
        raise refused(path, [placed_problem(problem) for problem in errors.problems], stderr) from errors


def read_profile_lines(
    path: Path, attributes: tuple[Attribute, ...], stderr: OutputWrapper
) -> list[dict[str, Value]]:
    """One profile in each line (JSON: attribute to value); empty lines are none."""
    profiles, wrong = [], []
    for number, line in enumerate(read_bytes(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            profiles.append(read_profile(line, attributes))
        except CatalogueErrors as errors:
            wrong += [_in_line(number, problem) for problem in errors.problems]
    if wrong:
        raise refused(path, wrong, stderr)
    return profiles


def read_population_file(path: Path, attributes: tuple[Attribute, ...], stderr: OutputWrapper) -> Population:
    """A population (CSV); each mistake goes to `stderr` with its row and column."""
    try:
        return read_population(read_bytes(path), attributes)
    except PopulationErrors as errors:
        raise refused(path, [_in_row(problem) for problem in errors.problems], stderr) from errors


def check_goal(goal: str, catalogue: Catalogue) -> None:
    """A `CommandError` names the goals there are, if this is none of them."""
    known = [one.key for one in catalogue.goals]
    if goal not in known:
        words = _("The catalogue has no goal %(goal)s. Its goals: %(known)s")
        raise CommandError(words % {"goal": goal, "known": ", ".join(known) or "–"}, returncode=REFUSED)


def refused(path: Path, problems: list[str], stderr: OutputWrapper) -> CommandError:
    """Says what is wrong, one line each, and returns what to raise."""
    for problem in problems:
        stderr.write(problem)
    words = ngettext(
        "%(path)s has %(count)d mistake. Nothing was computed.",
        "%(path)s has %(count)d mistakes. Nothing was computed.",
        len(problems),
    )
    return CommandError(words % {"path": path, "count": len(problems)}, returncode=REFUSED)


def day(text: str) -> datetime.date:
    """The argument of `--day`."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is not a day such as 2026-11-22") from error


def _in_line(number: int, problem: Problem) -> str:
    place = f" {problem.place}:" if problem.place else ""
    return _("Line %(line)d:") % {"line": number} + f"{place} {problem_words(problem)}"


def _in_row(problem: CellProblem) -> str:
    place = _("Row %(row)d") % {"row": problem.row}
    if problem.column:
        place += ", " + _("column %(column)s") % {"column": problem.column}
    return f"{place}: {problem_words(Problem(problem.column, problem.reason, problem.values))}"
