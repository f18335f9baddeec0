"""How often what was said, wave beside wave, and never of too few (docs/core/releases.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.conf import settings

from klappt.core.questionnaire.columns import Cell, Measure, Missing
from klappt.core.questionnaire.model import QuestionKind
from klappt.core.releases import Table, released
from klappt.evaluation.selectors.answers_by_wave import TOLD, Keys, keys_of
from klappt.evaluation.selectors.counting import WaveCount, groups_of
from klappt.evaluation.selectors.data_table import DataTable, Variable
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


@dataclass(frozen=True)
class Bar:
    """One answer in one wave; `share` is of those who answered, in hundredths."""

    count: int
    share: int


@dataclass(frozen=True)
class Line:
    """An answer, or several told together, with a bar for each wave (None: no figure)."""

    words: str
    bars: tuple[Bar | None, ...]
    is_missing: bool = False


@dataclass(frozen=True)
class OfWave:
    """One question in one wave. `median` and `middle_half` are the classes in which they lie, in words.

    Exact ones would be what one alliance wrote, and rounded ones nobody wrote. Empty: of too few.
    """

    wave: WaveCount
    was_asked: bool
    answered: int | None = None
    left_open: int = 0
    held_back: int = 0
    median: str = ""
    middle_half: str = ""

    @property
    def is_closed(self) -> bool:
        return self.was_asked and self.answered is None


@dataclass(frozen=True)
class Figure:
    """A question or one row of a matrix over the waves in which its answers may be compared."""

    variable: Variable
    waves: tuple[OfWave, ...]
    lines: tuple[Line, ...]
    is_text: bool = False

    @property
    def has_numbers(self) -> bool:
        return any(each.median for each in self.waves)


@dataclass
class Stage:
    """Everything that is the same for all questions of a worksheet."""

    found: Sent
    table: DataTable
    waves: Sequence[WaveCount]
    choice: Choice

    def __post_init__(self) -> None:
        self.groups = groups_of(self.found, self.waves)
        over = [wave.members for wave in self.waves if wave.members]
        always = frozenset.intersection(*over) if over else frozenset()
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


def figures(stage: Stage, section: Sequence[str]) -> list[Figure]:
    """Of these questions, in the order of the table. `section` are keys of questions."""
    made: list[Figure] = []
    numbered = [
        (at, variable)
        for at, variable in enumerate(stage.table.variables)
        if variable.column is not None and variable.column.series.key in section and not _is_rows(variable)
    ]
    for _series, group in groupby(numbered, key=_together):
        together = list(group)
        one = [_figure(stage, variable, _cells(stage, together, at)) for at, variable in together]
        made += [_several(one, together[0][1])] if len(one) > 1 else one
    return made


def _is_rows(variable: Variable) -> bool:
    """The rows of a table as text: how many they are stands in a figure of its own."""
    kind = variable.column.series.latest.kind if variable.column else None
    return variable.measure is Measure.TEXT and kind in {QuestionKind.TABLE, QuestionKind.LIVING}


def _together(numbered: tuple[int, Variable]) -> tuple[object, ...]:
    """Options of one question stand in one picture; anything else alone."""
    at, variable = numbered
    series = variable.column.series if variable.column else None
    in_one = variable.measure in {Measure.TICK, Measure.RANK}
    return (series.key, series.start) if in_one and series else (at,)


def _cells(stage: Stage, together: Sequence[tuple[int, Variable]], at: int) -> dict[str, Cell]:
    if together[0][1].measure is not Measure.RANK:
        return {who: cells[at] for who, _wave, _alliance, cells in stage.rows}
    places = [place for place, _variable in together]
    return {who: _is_first(cells, places, at) for who, _wave, _alliance, cells in stage.rows}


def _is_first(cells: Sequence[Cell], places: Sequence[int], at: int) -> Cell:
    """What was not ranked was not put first; where nothing was ranked, nothing was said."""
    if isinstance(cells[at], Missing) and not any(isinstance(cells[place], int) for place in places):
        return cells[at]
    return int(cells[at] == 1)


def _figure(stage: Stage, variable: Variable, cells: Mapping[str, Cell]) -> Figure:
    asked = variable.column.series.wordings if variable.column else {}
    as_ticks = replace(variable, codes=((1, "1"), (0, "0"))) if variable.measure is Measure.RANK else variable
    keys = keys_of(as_ticks, stage.by_wave(cells))
    answers = _answers(stage, cells, keys, asked)
    tables = released(
        answers,
        list(keys.words) if keys else ["text"],
        stage.levels,
        minimum=settings.MINIMUM_N,
        is_ordered=keys.is_ordered if keys else False,
    )
    table = tables[stage.choice.level]
    waves = tuple(
        _of_wave(stage, wave, cells, answers, table, keys, was_asked=wave.edition in asked)
        for wave in stage.waves
        if wave.is_over
    )
    lines = _lines(stage, waves, table, keys) if keys and table else ()
    return Figure(variable, waves, lines, is_text=keys is None)


def _answers(
    stage: Stage, cells: Mapping[str, Cell], keys: Keys | None, asked: Mapping[int, object]
) -> dict[str, str]:
    """Of waves in which the question was asked and answered by enough; of a text only that there is one."""
    found: dict[int, dict[str, str]] = {}
    edition = {wave.number: wave.edition for wave in stage.waves}
    for who, wave, _alliance, _row in stage.rows:
        cell = cells[who]
        key = keys.of(cell) if keys else None if isinstance(cell, Missing) else "text"
        if key is not None and edition[wave] in asked:
            found.setdefault(wave, {})[who] = key
    return {
        who: key
        for answers in found.values()
        if len(answers) >= settings.MINIMUM_N
        for who, key in answers.items()
    }


def _of_wave(
    stage: Stage,
    wave: WaveCount,
    cells: Mapping[str, Cell],
    answers: Mapping[str, str],
    table: Table | None,
    keys: Keys | None,
    *,
    was_asked: bool,
) -> OfWave:
    here = [who for who, number, _alliance, _row in stage.rows if number == wave.number]
    here = [who for who in here if stage.fits(wave.number, who)]
    if not was_asked or table is None or not any(who in answers for who in here):
        return OfWave(wave, was_asked)
    counts = table.of(*stage.choice.group_of(wave.number))
    reasons = {reason.value for reason in TOLD}
    answered = sum(count for pool, count in counts.items() if not set(pool) <= reasons)
    given = [cells[who] for who in here if who in answers]
    median, middle_half = keys.middle(given, table.pools) if keys else ("", "")
    return OfWave(
        wave,
        was_asked,
        answered,
        left_open=sum(cells[who] is Missing.NOT_ANSWERED for who in here),
        held_back=sum(cells[who] is Missing.HELD_BACK for who in here),
        median=median,
        middle_half=middle_half,
    )


def _lines(stage: Stage, waves: Sequence[OfWave], table: Table, keys: Keys) -> tuple[Line, ...]:
    counts = [table.of(*stage.choice.group_of(each.wave.number)) for each in waves]
    reasons = {reason.value for reason in TOLD}
    lines = []
    for pool in table.pools:
        is_missing = set(pool) <= reasons
        if is_missing and not any(each[pool] for each in counts):
            continue
        bars = tuple(_bar(each, told[pool], is_missing) for each, told in zip(waves, counts, strict=True))
        words = [key for key in pool if key not in reasons or any(each[pool] for each in counts)]
        lines.append(Line(keys.told(words), bars, is_missing))
    return tuple(lines)


def _bar(wave: OfWave, count: int, is_missing: bool) -> Bar | None:  # noqa: FBT001 - one of three plain facts
    if wave.answered is None:
        return None
    return Bar(count, 0 if is_missing or not wave.answered else round(100 * count / wave.answered))


def _several(ones: Sequence[Figure], first: Variable) -> Figure:
    """Options side by side: of each only how many chose it; None where that is of too few."""
    lines = [Line(_option(one.variable), _chosen(one)) for one in ones]
    label = first.column.series.latest.label if first.column else ""
    fullest = max(ones, key=lambda one: sum(each.answered or 0 for each in one.waves))
    return Figure(replace(first, label=label), fullest.waves, tuple(lines))


def _chosen(one: Figure) -> tuple[Bar | None, ...]:
    ticked = one.variable.codes[-1][1] if one.variable.measure is Measure.TICK else "1"
    return next((line.bars for line in one.lines if line.words == ticked), (None,) * len(one.waves))


def _option(variable: Variable) -> str:
    if variable.column is None:
        return ""
    part, wordings = variable.column.part, variable.column.series.wordings
    options = [option for _edition, question in sorted(wordings.items()) for option in question.options]
    return next((option.label for option in reversed(options) if option.key == part), part)
