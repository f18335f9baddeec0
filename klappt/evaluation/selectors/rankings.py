"""At which places a ranking put each thing: all places, told together alike for all things.

Alike, because the places of a ranking are linked: with the first places of all things but one, those of that
one could be reckoned.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _

from klappt.core.questionnaire.columns import Cell, Missing
from klappt.core.releases import Table, released
from klappt.evaluation.selectors.answers_by_wave import TOLD, with_reasons
from klappt.evaluation.selectors.counting import WaveCount
from klappt.evaluation.selectors.data_table import Variable
from klappt.evaluation.selectors.figure import Bar, Figure, Gap, Line, OfWave
from klappt.evaluation.selectors.missing import WORDS
from klappt.evaluation.selectors.stage import Stage

_UNRANKED = "unranked"
_REASONS = {reason.value for reason in TOLD}
Option = tuple[int, Variable]
Pool = tuple[str, ...]


def is_reason(pool: Sequence[str]) -> bool:
    return set(pool) <= _REASONS


def bar(wave: OfWave, count: int, is_missing: bool) -> Bar | Gap:  # noqa: FBT001 - one of three plain facts
    if wave.answered is None:
        return wave.gap or Gap.TOO_FEW
    return Bar(count, 0 if is_missing or not wave.answered else round(100 * count / wave.answered))


def option_of(variable: Variable) -> str:
    if variable.column is None:
        return ""
    part, wordings = variable.column.part, variable.column.series.wordings
    options = [option for _edition, question in sorted(wordings.items()) for option in question.options]
    return next((option.label for option in reversed(options) if option.key == part), part)


def ranking(stage: Stage, options: Sequence[Option]) -> Figure:
    """`options` are the columns of one ranking."""
    said = {who: _places(cells, options) for who, _wave, _alliance, cells in stage.rows}
    answers = _answers(stage, said, options)
    levels = [{each: each.partition("|")[2] for each in answers}]
    levels += [{each: level[each.partition("|")[0]] for each in answers} for level in stage.levels]
    lowest = max((int(place) for place in answers.values() if place.isdecimal()), default=0)
    places = [str(place) for place in range(1, lowest + 1)]
    keys = [key for key in (*places, _UNRANKED, *sorted(_REASONS)) if key in {*places, *answers.values()}]
    steps = {each: stage.steps[each.partition("|")[0]] for each in answers}
    tables = released(
        answers, keys, levels, minimum=settings.MINIMUM_N, is_ordered=True, steps=steps, shown_from=2
    )
    table = tables[stage.choice.level + 1]
    waves = tuple(
        _of_wave(stage, wave, options, said, answers, table) for wave in stage.waves if wave.is_over
    )
    first = options[0][1]
    label = first.column.series.latest.label if first.column else ""
    lines = _lines(stage, options, waves, table) if table else ()
    return Figure(replace(first, label=label), waves, lines)


def _places(cells: Sequence[Cell], options: Sequence[Option]) -> dict[str, str]:
    """By option the place, or why there is none; nothing where the question was left open."""
    is_ranked = any(isinstance(cells[at], int) for at, _variable in options)
    found = {}
    for at, variable in options:
        cell, part = cells[at], variable.column.part if variable.column else ""
        if isinstance(cell, int):
            found[part] = str(cell)
        elif is_ranked and cell is not Missing.NOT_ASKED:
            found[part] = _UNRANKED
        elif not is_ranked and isinstance(cell, Missing) and cell in TOLD:
            found[part] = cell.value
    return found


def _answers(
    stage: Stage, said: Mapping[str, Mapping[str, str]], options: Sequence[Option]
) -> dict[str, str]:
    """Each place of each thing in each return; of waves in which enough answered."""
    by_wave: dict[int, list[str]] = {}
    for who, wave, _alliance, _cells in stage.rows:
        if said[who] and not all(stage.gap(variable, stage.edition_of[who]) for _at, variable in options):
            by_wave.setdefault(wave, []).append(who)
    enough = [who for found in by_wave.values() if len(found) >= settings.MINIMUM_N for who in found]
    return {f"{who}|{part}": key for who in enough for part, key in said[who].items()}


def _of_wave(
    stage: Stage,
    wave: WaveCount,
    options: Sequence[Option],
    said: Mapping[str, Mapping[str, str]],
    answers: Mapping[str, str],
    table: Table | None,
) -> OfWave:
    gaps = [stage.gap(variable, wave.edition) for _at, variable in options]
    if all(gaps):
        return OfWave(wave, gaps[0])
    here = stage.here(wave.number)
    parts = [variable.column.part for _at, variable in options if variable.column]
    if table is None or not any(f"{who}|{part}" in answers for who in here for part in parts):
        return OfWave(wave, Gap.TOO_FEW)
    group = stage.choice.group_of(wave.number)
    cells = {who: row for who, _wave, _alliance, row in stage.rows}
    open_here = [cells[who][at] for who in here if not said[who] for at, _variable in options[:1]]
    return OfWave(
        wave,
        answered=max(_ranked(table.of(part, *group)) for part in parts),
        left_open=sum(cell is not Missing.HELD_BACK for cell in open_here),
        held_back=sum(cell is Missing.HELD_BACK for cell in open_here),
    )


def _ranked(counts: Mapping[Pool, int]) -> int:
    return sum(count for pool, count in counts.items() if not is_reason(pool))


def _lines(
    stage: Stage, options: Sequence[Option], waves: Sequence[OfWave], table: Table
) -> tuple[Line, ...]:
    lines: list[Line] = []
    if sum(not is_reason(pool) for pool in table.pools) < 2:
        # All places of each told as one say nothing of it.
        return (Line(_("all values together"), tuple(_whole(each) for each in waves)),)
    for at, (_place, variable) in enumerate(options):
        part = variable.column.part if variable.column else ""
        gaps = [stage.gap(variable, each.wave.edition) for each in waves]
        counts = [table.of(part, *stage.choice.group_of(each.wave.number)) for each in waves]
        for pool in table.pools:
            is_missing, has_any = is_reason(pool), any(each[pool] for each in counts)
            if is_missing and (at or not has_any):
                continue
            bars = tuple(
                gap or bar(each, told[pool], is_missing)
                for gap, each, told in zip(gaps, waves, counts, strict=True)
            )
            group = "" if is_missing else option_of(variable)
            lines.append(Line(_told(pool), bars, is_missing, group))
    return tuple(sorted(lines, key=lambda line: line.is_missing))


def _whole(wave: OfWave) -> Bar | Gap:
    return bar(wave, wave.answered or 0, is_missing=False)


def _told(pool: Pool) -> str:
    """The places side by side as a range."""
    places = [key for key in pool if key not in {_UNRANKED, *_REASONS}]
    told = _("not ranked") if _UNRANKED in pool else ""
    if places:
        known = {"first": places[0], "last": places[-1]}
        if len(places) == 1:
            told = _("place %(first)s or not ranked") if told else _("place %(first)s")
        else:
            told = (
                _("place %(first)s to %(last)s or not ranked") if told else _("place %(first)s to %(last)s")
            )
        told %= known
    return with_reasons(told, [str(WORDS[each]) for each in TOLD if each.value in pool])
