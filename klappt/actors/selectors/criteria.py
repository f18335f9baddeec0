"""How far the six questions have been answered (A15). Not asked is its own answer, never a no."""

from dataclasses import dataclass

from django.db.models import QuerySet

from klappt.actors.enums import Criterion
from klappt.actors.models import CriterionMark, Institution


@dataclass(frozen=True)
class Progress:
    """`complete` have all six answers, `begun` some of them, `untouched` none."""

    institutions: int
    complete: int
    begun: int

    @property
    def untouched(self) -> int:
        return self.institutions - self.complete - self.begun


@dataclass(frozen=True)
class Cell:
    """One question to one institution."""

    institution: Institution
    criterion: Criterion
    meets: str
    note: str

    @property
    def key(self) -> str:
        return f"{self.institution.pk}-{self.criterion.value}"


@dataclass(frozen=True)
class Row:
    institution: Institution
    cells: list[Cell]

    @property
    def answered(self) -> int:
        return sum(1 for cell in self.cells if cell.meets)


def progress() -> Progress:
    """How many institutions have been asked about all six questions, about some, about none."""
    answers = answered_by_institution()
    complete = sum(1 for count in answers.values() if count == len(Criterion))
    return Progress(Institution.objects.count(), complete, len(answers) - complete)


def answered_by_institution() -> dict[int, int]:
    """Answered questions by institution; who has none is not listed."""
    counts: dict[int, int] = {}
    marks = CriterionMark.objects.exclude(meets="").order_by("pk")
    for key in marks.values_list("institution_id", flat=True):
        counts[key] = counts.get(key, 0) + 1
    return counts


def unanswered(institutions: QuerySet[Institution]) -> QuerySet[Institution]:
    """Those of whom at least one question is still open."""
    complete = [key for key, count in answered_by_institution().items() if count == len(Criterion)]
    return institutions.exclude(pk__in=complete)


def next_open_after(institution: Institution | None) -> Institution | None:
    """The next institution with an open question, in the order of the table, then from the top again."""
    still_open = list(unanswered(Institution.objects.all()).order_by("field", "position", "pk"))
    if institution is None:
        return still_open[0] if still_open else None
    place = (institution.field, institution.position, institution.pk)
    later = [each for each in still_open if (each.field, each.position, each.pk) > place]
    return next((each for each in [*later, *still_open] if each.pk != institution.pk), None)


def rows_of(institutions: list[Institution]) -> list[Row]:
    """The table: for each institution the six cells, in the order of the questions."""
    marks = {
        (mark.institution_id, mark.criterion): mark
        for mark in CriterionMark.objects.filter(institution__in=institutions).order_by("pk")
    }
    return [
        Row(each, [_cell(each, criterion, marks.get((each.pk, criterion.value))) for criterion in Criterion])
        for each in institutions
    ]


def _cell(institution: Institution, criterion: Criterion, mark: CriterionMark | None) -> Cell:
    return Cell(institution, criterion, mark.meets if mark else "", mark.note if mark else "")
