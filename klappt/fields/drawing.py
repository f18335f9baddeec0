"""What a template needs to draw a question: every name, tick and complaint at its place."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from django.templatetags.static import static
from django.utils.functional import cached_property

from klappt.core.questionnaire.model import Column, Option, Question, QuestionKind
from klappt.core.questionnaire.replies import Refusal
from klappt.core.questionnaire.values import Reply
from klappt.fields.forms import Entered, with_more_rows
from klappt.fields.inputs import Inputs, Row, cell_of, inputs_of, name_of, ranked
from klappt.fields.words import bounds_words, refusal_words

_GROUPS = frozenset(
    {
        QuestionKind.CHOICE,
        QuestionKind.CHOICES,
        QuestionKind.SCALE,
        QuestionKind.RANKING,
        QuestionKind.MATRIX,
        QuestionKind.TABLE,
    }
)
# Past this many, a list to choose from is quicker to read than ticks.
MOST_TICKS = 9
# Past this many, the columns of a matrix no longer fit side by side.
MOST_ACROSS = 7


class Kept(Protocol):
    """What an alliance keeps, as `living` gives it."""

    @property
    def head(self) -> tuple[str, ...]: ...
    @property
    def rows(self) -> tuple[tuple[str, ...], ...]: ...
    @property
    def as_of(self) -> datetime.date: ...
    @property
    def summary(self) -> str: ...
    @property
    def url(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Tick:
    id: str
    name: str
    value: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a matrix, or an option of a ranking with the places it can have."""

    id: str
    name: str
    key: str
    label: str
    ticks: tuple[Tick, ...]
    error: str

    @property
    def is_answered(self) -> bool:
        return any(tick.is_on and tick.value for tick in self.ticks)


@dataclass(frozen=True, slots=True)
class Cell:
    id: str
    column: Column
    head: str
    value: str
    error: str

    @property
    def is_day(self) -> bool:
        return self.column.kind is QuestionKind.DATE and _fits_a_picker(self.value)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        return _ticks(self.id, self.column.options, {self.value})


@dataclass(frozen=True, slots=True)
class TableRow:
    number: str
    id: str
    cells: tuple[Cell, ...]
    error: str


@dataclass(frozen=True)
class Drawn:
    question: Question
    inputs: Inputs
    refusals: tuple[Refusal, ...] = ()
    number: str = ""
    living: Kept | None = None
    file: Reply | None = None
    file_url: str = ""

    @property
    def name(self) -> str:
        return name_of(self.question.key)

    @property
    def icons(self) -> str:
        """Where the icons are. A component for each of hundreds of buttons would take most of the time."""
        return static("ui/dist/icons.svg")

    @property
    def template(self) -> str:
        return f"fields/kinds/{self.question.kind}.html"

    @property
    def is_group(self) -> bool:
        return self.question.kind in _GROUPS and not self.is_long_list

    @property
    def is_long_list(self) -> bool:
        return self.question.kind is QuestionKind.CHOICE and len(self.question.options) > MOST_TICKS

    @cached_property
    def bounds(self) -> str:
        return bounds_words(self.question)

    @cached_property
    def errors(self) -> list[str]:
        """What is the matter with the whole, or at a place that is not drawn."""
        places = self._places
        return [refusal_words(each) for each in self.refusals if each.place not in places]

    @cached_property
    def _places(self) -> frozenset[str]:
        if self.question.kind is QuestionKind.TABLE:
            return frozenset(
                f"{number}.{column.key}"
                for number in range(1, len(self.inputs.rows) + 1)
                for column in self.question.columns
            )
        lines = {QuestionKind.MATRIX: self.question.rows, QuestionKind.RANKING: self.question.options}
        return frozenset(line.key for line in lines.get(self.question.kind, ()))

    def _error_at(self, place: str) -> str:
        return " ".join(refusal_words(each) for each in self.refusals if each.place == place)

    @cached_property
    def described_by(self) -> str:
        parts = {"hint": self.question.hint, "bounds": self.bounds, "error": self.errors}
        return " ".join(name_of(self.question.key, part) for part, there in parts.items() if there)

    @property
    def is_day(self) -> bool:
        return _fits_a_picker(self.inputs.single)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        chosen = {*self.inputs.several} if self.inputs.several else {self.inputs.single}
        return _ticks(self.name, self.question.options, chosen)

    @property
    def has_choice(self) -> bool:
        return bool(self.inputs.single)

    @property
    def is_wide(self) -> bool:
        return len(self.question.options) <= MOST_ACROSS

    @property
    def matrix(self) -> list[Line]:
        key = self.question.key
        return [
            Line(
                id=(name := cell_of(key, row.key)),
                name=name,
                key=row.key,
                label=row.label,
                ticks=_ticks(name, self.question.options, {self.inputs.cells.get(row.key, "")}),
                error=self._error_at(row.key),
            )
            for row in self.question.rows
        ]

    @property
    def ranking(self) -> list[Line]:
        """Options that have a place first, in their order."""
        order = ranked(self.question, self.inputs.cells)
        most = int(self.question.most or len(self.question.options))
        places = tuple(Option(str(place), str(place)) for place in range(1, most + 1))
        options = sorted(
            self.question.options, key=lambda each: order.index(each.key) if each.key in order else len(order)
        )
        return [self._ranked(option, places) for option in options]

    def _ranked(self, option: Option, places: tuple[Option, ...]) -> Line:
        name = cell_of(self.question.key, option.key)
        typed = self.inputs.cells.get(option.key, "")
        # What was posted stands there again, also a place that is not to be had.
        offered = (
            places if typed in {"", *(place.key for place in places)} else (*places, Option(typed, typed))
        )
        ticks = _ticks(name, offered, {typed})
        return Line(name, name, option.key, option.label, ticks, self._error_at(option.key))

    @property
    def rows(self) -> list[TableRow]:
        wanted = (
            with_more_rows(self.inputs, int(self.question.least or 1))
            if not self.inputs.rows
            else self.inputs
        )
        return [self._row(str(number), row) for number, row in enumerate(wanted.rows, start=1)]

    @property
    def blank_row(self) -> TableRow:
        """To be copied by the browser; the number is put in there."""
        return self._row("__row__", {})

    def _row(self, number: str, row: Row) -> TableRow:
        key = self.question.key
        cells = tuple(
            Cell(
                id=name_of(key, number, column.key),
                column=column,
                head=name_of(key, "head", column.key),
                value=row.get(column.key, ""),
                error=self._error_at(f"{number}.{column.key}"),
            )
            for column in self.question.columns
        )
        return TableRow(number, name_of(key, number, "n"), cells, "")


def _ticks(name: str, options: Sequence[Option], chosen: set[str]) -> tuple[Tick, ...]:
    return tuple(
        Tick(f"{name}-{place}", name, option.key, option.label, option.key in chosen)
        for place, option in enumerate(options, start=1)
    )


def _fits_a_picker(text: str) -> bool:
    """A picker cannot show what is no day; then a plain field does, so that nothing typed is lost."""
    try:
        return not text or datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def drawn(
    question: Question,
    reply: Reply | None,
    *,
    entered: Entered | None = None,
    number: object = "",
    living: Kept | None = None,
    file_url: str = "",
) -> Drawn:
    """The question with this answer, or with what somebody has just typed."""
    return Drawn(
        question,
        inputs=entered.inputs if entered else inputs_of(question, reply),
        refusals=entered.refusals if entered else (),
        number=str(number or ""),
        living=living,
        file=reply,
        file_url=file_url,
    )
