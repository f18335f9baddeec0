"""How often what was said, wave beside wave, and never of too few (docs/core/releases.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from django.conf import settings

from klappt.core.questionnaire.columns import Cell, Measure, Missing
from klappt.core.questionnaire.model import QuestionKind
from klappt.core.releases import Table, released
from klappt.evaluation.selectors.answers_by_wave import Keys, keys_of
from klappt.evaluation.selectors.counting import WaveCount
from klappt.evaluation.selectors.data_table import Variable
from klappt.evaluation.selectors.figure import Bar, Figure, Gap, Line, OfWave
from klappt.evaluation.selectors.rankings import bar, is_reason, option_of, ranking
from klappt.evaluation.selectors.stage import Stage


def figures(stage: Stage, section: Sequence[str]) -> list[Figure]:
    """Of these questions, in the order of the table. `section` are keys of questions."""
    made: list[Figure] = []
    numbered = [
        (at, variable)
        for at, variable in enumerate(stage.table.variables)
        if variable.column is not None and variable.column.series.key in section and not _is_rows(variable)
    ]
    for _series, group in groupby(_side_by_side(numbered), key=_together):
        together = list(group)
        if together[0][1].measure is Measure.RANK:
            made.append(ranking(stage, together))
            continue
        one = [
            _figure(stage, variable, {who: cells[at] for who, _wave, _alliance, cells in stage.rows})
            for at, variable in together
        ]
        made += [_several(one, together[0][1])] if len(one) > 1 else one
    return made


def _side_by_side(numbered: Sequence[tuple[int, Variable]]) -> list[tuple[int, Variable]]:
    """What was asked otherwise before stands right behind what is asked now."""
    places: dict[str, int] = {}
    for at, variable in numbered:
        places.setdefault(variable.column.series.key if variable.column else "", at)
    return sorted(numbered, key=lambda each: places[each[1].column.series.key if each[1].column else ""])


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


def _figure(stage: Stage, variable: Variable, cells: Mapping[str, Cell]) -> Figure:
    keys = keys_of(variable, stage.by_wave(cells))
    answers = _answers(stage, variable, cells, keys)
    tables = released(
        answers,
        list(keys.words) if keys else ["text"],
        stage.levels,
        minimum=settings.MINIMUM_N,
        is_ordered=keys.is_ordered if keys else False,
        steps=stage.steps,
        shown_from=1,
    )
    table = tables[stage.choice.level]
    waves = tuple(
        _of_wave(stage, variable, wave, cells, answers, table, keys) for wave in stage.waves if wave.is_over
    )
    lines = _lines(stage, waves, table, keys) if keys and table else ()
    return Figure(variable, waves, lines, is_text=keys is None)


def _answers(
    stage: Stage, variable: Variable, cells: Mapping[str, Cell], keys: Keys | None
) -> dict[str, str]:
    """Of waves in which the question was asked and answered by enough; of a text only that there is one."""
    found: dict[int, dict[str, str]] = {}
    for who, wave, _alliance, _row in stage.rows:
        cell = cells[who]
        key = keys.of(cell) if keys else None if isinstance(cell, Missing) else "text"
        if key is not None and stage.gap(variable, stage.edition_of[who]) is None:
            found.setdefault(wave, {})[who] = key
    return {
        who: key
        for answers in found.values()
        if len(answers) >= settings.MINIMUM_N
        for who, key in answers.items()
    }


def _of_wave(
    stage: Stage,
    variable: Variable,
    wave: WaveCount,
    cells: Mapping[str, Cell],
    answers: Mapping[str, str],
    table: Table | None,
    keys: Keys | None,
) -> OfWave:
    here = stage.here(wave.number)
    gap = stage.gap(variable, wave.edition)
    if gap or table is None or not any(who in answers for who in here):
        return OfWave(wave, gap or Gap.TOO_FEW)
    counts = table.of(*stage.choice.group_of(wave.number))
    given = [cells[who] for who in here if who in answers]
    median, middle_half = keys.middle(given, table.pools) if keys else ("", "")
    return OfWave(
        wave,
        answered=sum(count for pool, count in counts.items() if not is_reason(pool)),
        left_open=sum(cells[who] is Missing.NOT_ANSWERED for who in here),
        held_back=sum(cells[who] is Missing.HELD_BACK for who in here),
        median=median,
        middle_half=middle_half,
    )


def _lines(stage: Stage, waves: Sequence[OfWave], table: Table, keys: Keys) -> tuple[Line, ...]:
    counts = [table.of(*stage.choice.group_of(each.wave.number)) for each in waves]
    lines = []
    for pool in table.pools:
        is_missing = is_reason(pool)
        if is_missing and not any(each[pool] for each in counts):
            continue
        bars = tuple(bar(each, told[pool], is_missing) for each, told in zip(waves, counts, strict=True))
        words = [key for key in pool if not is_reason([key]) or any(each[pool] for each in counts)]
        lines.append(Line(keys.told(words), bars, is_missing))
    return tuple(lines)


def _several(ones: Sequence[Figure], first: Variable) -> Figure:
    """Options side by side: of each only how many chose it; None where that is of too few."""
    lines = [Line(option_of(one.variable), _chosen(one)) for one in ones]
    label = first.column.series.latest.label if first.column else ""
    fullest = max(ones, key=lambda one: sum(each.answered or 0 for each in one.waves))
    return Figure(replace(first, label=label), fullest.waves, tuple(lines))


def _chosen(one: Figure) -> tuple[Bar | Gap, ...]:
    ticked = one.variable.codes[-1][1]
    none = tuple(each.gap or Gap.TOO_FEW for each in one.waves)
    return next((line.bars for line in one.lines if line.words == ticked), none)
