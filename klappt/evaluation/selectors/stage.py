"""Everything that is the same for all questions of a worksheet, and what somebody wants to see of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from klappt.core.questionnaire.columns import Cell, Column, Measure
from klappt.core.questionnaire.model import QuestionKind
from klappt.evaluation.selectors.counting import WaveCount, groups_of, steady_ones
from klappt.evaluation.selectors.data_table import DataTable, Variable
from klappt.evaluation.selectors.figure import Gap
from klappt.evaluation.selectors.sent import Sent

STEADY, ONCE = "steady", "once"


@dataclass(frozen=True)
class Choice:
    """What somebody wants to see: of which kind of area (empty: all), and whether of the steady ones only."""

    group: str = ""
    is_steady: bool = False

    @property
    def level(self) -> int:
        return 3 if self.is_steady else 2 if self.group else 1

    def group_of(self, wave: int) -> tuple[str | None, ...]:
        return (str(wave), self.group or None, STEADY)[: self.level]


@dataclass
class Stage:
    """Everything that is the same for all questions of a worksheet."""

    found: Sent
    table: DataTable
    waves: Sequence[WaveCount]
    choice: Choice

    def __post_init__(self) -> None:
        self.groups = groups_of(self.found, self.waves)
        always = steady_ones(self.found, self.waves)
        self.steadiness = {who: STEADY if who in always else ONCE for who in self.groups}
        wanted = {wave.number: wave.members for wave in self.waves}
        self.rows = [
            (f"{row.wave}:{row.alliance}", row.wave, row.alliance, cells)
            for row, cells in zip(self.found.rows, self.table.rows, strict=True)
            if row.alliance in wanted[row.wave]
        ]
        self.levels = [
            {who: str(wave) for who, wave, _alliance, _cells in self.rows},
            {who: self.groups[alliance] for who, _wave, alliance, _cells in self.rows},
            {who: self.steadiness[alliance] for who, _wave, alliance, _cells in self.rows},
        ]

        step = {wave.number: wave.step for wave in self.waves}
        self.steps = {who: step[wave] for who, wave, _alliance, _cells in self.rows}

        edition = {wave.number: wave.edition for wave in self.waves}
        self.edition_of = {who: edition[wave] for who, wave, _alliance, _cells in self.rows}
        self.asked_in: dict[str, set[int]] = {}
        for number, questionnaire in self.found.editions:
            for question in questionnaire.questions:
                self.asked_in.setdefault(question.key, set()).add(number)

    def gap(self, variable: Variable, edition: int) -> Gap | None:
        """Whether it was not asked in this edition, or in words that cannot be compared; None: it was."""
        column = variable.column
        if column is None or edition in offered(column):
            return None
        is_there = (
            edition in self.asked_in.get(column.series.key, set()) and edition not in column.series.wordings
        )
        return Gap.OTHERWISE if is_there else Gap.NOT_ASKED

    def here(self, wave: int) -> list[str]:
        """The returns of the wave that belong to what somebody wants to see."""
        return [
            who for who, number, _alliance, _cells in self.rows if number == wave and self.fits(wave, who)
        ]

    def by_wave(self, cells: Mapping[str, Cell]) -> list[list[Cell]]:
        """The cells of each wave, the first wave first."""
        told: dict[int, list[Cell]] = {wave.number: [] for wave in self.waves}
        for who, wave, _alliance, _row in self.rows:
            told[wave].append(cells[who])
        return list(told.values())

    def fits(self, wave: int, who: str) -> bool:
        """Whether a return belongs to what somebody wants to see."""
        own = tuple(level[who] for level in self.levels[: self.choice.level])
        return all(wanted in {None, had} for wanted, had in zip(self.choice.group_of(wave), own, strict=True))


def offered(column: Column) -> set[int]:
    """The editions that asked for this part of the question, in words that may be compared."""
    in_rows = column.series.latest.kind is QuestionKind.MATRIX
    return {
        number
        for number, question in column.series.wordings.items()
        if not column.part
        or column.measure is Measure.COUNT
        or column.part in {each.key for each in (question.rows if in_rows else question.options)}
    }
