"""The goals chains lead to: built-in ones, and the alliance's own words and goals."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from klappt.alliances.models import Alliance
from klappt.chains.models import Goal
from klappt.core import catalogue as core
from klappt.core.catalogue import CatalogueErrors, read_condition
from klappt.core.conditions import Attribute
from klappt.profiles.selectors.vocabulary import attributes
from klappt.profiles.words import sentence

Json = dict[str, Any]


@dataclass(frozen=True)
class BuiltIn:
    """A goal every alliance begins with. Keys travel in files: they must not be renamed."""

    key: str
    label: str | Promise
    condition: Json


def _equals(attribute: str, value: object, operator: str = "=") -> Json:
    return {"attr": attribute, "op": operator, "value": value}


BUILT_IN = {
    each.key: each
    for each in (
        BuiltIn("training", pgettext_lazy("goal", "Training"), _equals("in_training", value=True)),
        BuiltIn("work", pgettext_lazy("goal", "Work"), _equals("in_work", value=True)),
        BuiltIn("degree", _("Vocational qualification"), _equals("vocational_degree", value=True)),
        BuiltIn("school", _("First school certificate"), _equals("school", "ESA", ">=")),
        BuiltIn("school_middle", _("Middle school certificate"), _equals("school", "MSA", ">=")),
        BuiltIn("german_b1", _("German B1"), _equals("german", "B1", ">=")),
        BuiltIn("german_b2", _("German B2"), _equals("german", "B2", ">=")),
        BuiltIn(
            "residence",
            _("Secure residence"),
            _equals("status", ["ae_16g", "ae_104c", "ae_25a", "ae_25b", "ae_25_1_2", "ae_25_3"], "in"),
        ),
    )
}


@dataclass(frozen=True)
class Shown:
    """A goal as pages show it; `row` where the alliance has written it down itself."""

    key: str
    label: str
    condition: Json
    row: Goal | None = None


def goals(alliance: Alliance, *, with_retired: bool = False) -> list[Shown]:
    """Goals in use: the built-in ones in their order, as the alliance words them, then its own. One query."""
    rows = {row.key: row for row in Goal.objects.filter(alliance=alliance)}
    built_in = [
        Shown(key, row.label, row.condition, row)
        if (row := rows.get(key))
        else Shown(key, str(known.label), known.condition)
        for key, known in BUILT_IN.items()
    ]
    own = [Shown(row.key, row.label, row.condition, row) for row in rows.values() if row.key not in BUILT_IN]
    own.sort(key=lambda each: (each.row.position if each.row else 0, each.key))
    return [each for each in (*built_in, *own) if with_retired or not (each.row and each.row.retired_on)]


def words_of(alliance: Alliance, shown: Iterable[Shown]) -> list[tuple[Shown, str]]:
    """Each goal with its condition in a sentence; empty where nobody can read it any more."""
    known = list(attributes(alliance))
    found = []
    for goal in shown:
        read = _read(goal, known)
        found.append((goal, sentence(read.when, known) if read else ""))
    return found


def core_goals(alliance: Alliance, known: Iterable[Attribute]) -> tuple[core.Goal, ...]:
    """The goals as core computes with them. One whose attribute is gone is left out: nobody can reach it."""
    attributes_known = list(known)
    read = (_read(each, attributes_known) for each in goals(alliance))
    return tuple(each for each in read if each is not None)


def condition_errors(alliance: Alliance, condition: Any) -> list[str]:
    """What is wrong with a condition in catalogue form, in words for people; empty if nothing is."""
    try:
        read_condition(condition, attributes(alliance), "when")
    except CatalogueErrors as wrong:
        return [str(each) for each in wrong.problems]
    return []


def _read(goal: Shown, known: list[Attribute]) -> core.Goal | None:
    try:
        condition = read_condition(goal.condition, known, f"goals.{goal.key}.when")
    except CatalogueErrors:
        return None
    return core.Goal(goal.key, condition, {"de": goal.label})
