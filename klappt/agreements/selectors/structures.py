"""What exists on the local scene, and the five guiding questions as lists (A13, A14)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.actors.enums import Tick
from klappt.agreements.enums import Question
from klappt.agreements.models import MissingStructure, Structure, StructureAnswer
from klappt.alliances.scope import read_once

HEADINGS: dict[Question, str | Promise] = {
    Question.TAKE_UP: _("Which could take up the topic?"),
    Question.CORE_GROUP: _("Which could be the core group, or grow a part of it?"),
    Question.FEED: _("Which should be fed the topic?"),
    Question.REUSE: _("Which agreements and procedures can be used again?"),
}


@dataclass(frozen=True)
class Answered:
    """A structure under a question; `row` is None where nobody has asked."""

    structure: Structure
    row: StructureAnswer | None

    @property
    def state(self) -> str:
        return (self.row.answer if self.row else "") or "not_asked"


@dataclass(frozen=True)
class Asked:
    """One guiding question with the structures it belongs to, by their answers."""

    question: Question
    heading: str | Promise
    yes: list[Answered] = field(default_factory=list)
    uncertain: list[Answered] = field(default_factory=list)
    no: list[Answered] = field(default_factory=list)
    not_asked: list[Answered] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.yes) + len(self.uncertain) + len(self.no) + len(self.not_asked)

    def put(self, answered: Answered) -> None:
        getattr(self, answered.state).append(answered)


def structures_with_all() -> QuerySet[Structure]:
    """Two queries, however many there are."""
    rows: QuerySet[Structure] = (
        Structure.objects.select_related("institution", "body")
        .prefetch_related(Prefetch("answers", queryset=StructureAnswer.objects.order_by("question")))
        .order_by("position", "pk")
    )
    return rows


@read_once
def structures_on(day: datetime.date) -> list[Structure]:
    return list(structures_with_all().active_on(day))  # type: ignore[attr-defined] # our own queryset, typed by Django's


def overview(structures: Sequence[Structure]) -> list[Asked]:
    """The questions that are asked of structures, each with its lists; "not asked" is one of its own."""
    found = {question: Asked(question, HEADINGS[question]) for question in Question}
    for structure in structures:
        for question, answered in answers_of(structure).items():
            found[question].put(answered)
    return list(found.values())


def answers_of(structure: Structure) -> dict[Question, Answered]:
    known = {row.question: row for row in structure.answers.all()}
    return {question: Answered(structure, known.get(question)) for question in structure.questions}


def missing_on(day: datetime.date) -> list[MissingStructure]:
    """What was known to be missing on the day and did not exist by then."""
    rows = MissingStructure.objects.filter(noted_on__lte=day).select_related("structure", "agreement")
    return [
        each for each in rows.order_by("noted_on", "pk") if each.filled_on is None or each.filled_on > day
    ]


def filled() -> list[MissingStructure]:
    rows = MissingStructure.objects.exclude(filled_on=None).select_related("structure", "agreement")
    return list(rows.order_by("-filled_on", "-pk"))


def to_feed(structures: Sequence[Structure]) -> list[StructureAnswer]:
    """Should be fed the topic, and nobody does so yet."""
    return [
        row
        for structure in structures
        for row in structure.answers.all()
        if row.question == Question.FEED and row.answer == Tick.YES and row.fed_since is None
    ]
