"""What was said at one question as keys that can be counted, whatever its kind."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from enum import Enum, auto

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from klappt.core.questionnaire.columns import Cell, Column, Measure, Missing
from klappt.core.questionnaire.model import QuestionKind
from klappt.evaluation.selectors.data_table import Variable
from klappt.evaluation.selectors.missing import WORDS

# Both say something about an alliance, so they are counted and protected like answers.
TOLD = (Missing.NOT_APPLICABLE, Missing.NOT_ASKED)
_REASONS = {reason.value for reason in TOLD}
_MOST_CLASSES = 6
_STEPS = (Decimal(1), Decimal(2), Decimal(5))
_SEPARATOR = " / "


class Unit(Enum):
    """What numbers are made of: it says how a class of them is told."""

    BROKEN = auto()
    WHOLE = auto()
    YEAR = auto()
    KEPT_ROW = auto()


@dataclass(frozen=True)
class Classes:
    """Round bounds between classes of numbers, years or rows. Without any: one class for all.

    Of rows an alliance keeps in klappt the first class is none at all: who keeps nothing here may well have
    something, so that is told in words and never as a 0.
    """

    bounds: tuple[Decimal, ...] = ()
    unit: Unit = Unit.WHOLE

    def of(self, value: int | Decimal) -> int:
        return sum(value >= bound for bound in self.bounds)

    def words(self, first: int, last: int) -> str:
        """From one class to another, told as one."""
        if first == 0 and last == len(self.bounds):
            return _("all values together")
        if first == 0 and self.unit is Unit.KEPT_ROW:
            nothing = _("nothing entered")
            return nothing if last == 0 else _SEPARATOR.join([nothing, self.words(1, last)])
        if first == 0:
            return _("below %(most)s") % {"most": self._told(self.bounds[last])}
        least = self._told(self.bounds[first - 1])
        if last == len(self.bounds):
            return _("%(least)s and more") % {"least": least}
        if self.unit is Unit.BROKEN:
            return _("%(least)s to below %(most)s") % {"least": least, "most": self._told(self.bounds[last])}
        most = self._told(self.bounds[last] - 1)
        return least if least == most else _("%(least)s to %(most)s") % {"least": least, "most": most}

    def _told(self, value: Decimal) -> str:
        whole = value.to_integral_value()
        plain = whole if whole == value else value.normalize()
        return number_format(plain, force_grouping=self.unit is not Unit.YEAR)


@dataclass(frozen=True)
class Keys:
    """The answers in their order with their words, and how to find the key of a cell."""

    words: dict[str, str]
    is_ordered: bool
    classes: Classes | None = None

    def of(self, cell: Cell) -> str | None:
        """None where the question was left open: that is no answer."""
        if isinstance(cell, Missing):
            return cell.value if cell in TOLD else None
        if self.classes is None:
            return str(cell)
        value = _plain(cell)
        return None if value is None else str(self.classes.of(value))

    def told(self, pool: Sequence[str]) -> str:
        """The words of answers told together; classes that lie side by side as the range they cover.

        A reason why there is no answer, given by so few that it must not stand alone, is said apart.
        """
        answers = [key for key in pool if key not in _REASONS]
        told = _SEPARATOR.join(self.words[key] for key in answers)
        if self.classes is not None and answers:
            found = sorted(int(key) for key in answers)
            told = self.classes.words(found[0], found[-1])
        return with_reasons(told, [self.words[key] for key in pool if key in _REASONS])

    def middle(self, cells: Iterable[Cell], pools: Sequence[Sequence[str]]) -> tuple[str, str]:
        """In which of the classes the median lies and in which the middle half; "" where of too few.

        No number that anybody wrote, and no rounded one that nobody wrote: it says where in the counts beside
        it the middle is. Who keeps nothing in klappt is left out.
        """
        if self.classes is None:
            return "", ""
        least = 1 if self.classes.unit is Unit.KEPT_ROW else 0
        places = [self.classes.of(value) for cell in cells if (value := _plain(cell)) is not None]
        found = sorted(at for at in places if at >= least)
        told = [sorted(int(key) for key in pool if key not in _REASONS) for pool in pools]
        return (
            _between(self.classes, found, told, 2) if len(found) >= 2 * settings.MINIMUM_N else "",
            _between(self.classes, found, told, 4) if len(found) >= 4 * settings.MINIMUM_N else "",
        )


def _between(classes: Classes, found: Sequence[int], pools: Sequence[Sequence[int]], parts: int) -> str:
    """The classes from the first to the last cut into so many equal parts; "" where those are all."""
    cut = (len(found) - 1) // parts
    first = next(pool[0] for pool in pools if found[cut] in pool)
    last = next(pool[-1] for pool in pools if found[-1 - cut] in pool)
    least = 1 if classes.unit is Unit.KEPT_ROW else 0
    return "" if first <= least and last == len(classes.bounds) else classes.words(first, last)


def with_reasons(told: str, reasons: Sequence[str]) -> str:
    """Answers, and behind them why others gave none: those are so few that they must not stand alone."""
    joined = _SEPARATOR.join(reasons)
    if not told or not joined:
        return told or joined
    return _("%(answers)s; among them a few: %(reasons)s") % {"answers": told, "reasons": joined}


def keys_of(variable: Variable, waves: Sequence[Sequence[Cell]]) -> Keys | None:
    """None for what has no distribution: texts. `waves` are the cells of each, the first one first."""
    column = variable.column
    if column is None or variable.measure is Measure.TEXT:
        return None
    told = {reason.value: str(WORDS[reason]) for reason in TOLD}
    if variable.measure in {Measure.NUMBER, Measure.COUNT, Measure.DATE}:
        classes = _classes(variable, column, waves)
        words = {str(at): classes.words(at, at) for at in range(len(classes.bounds) + 1)}
        return Keys({**words, **told}, is_ordered=True, classes=classes)
    words = {str(code): label for code, label in variable.codes}
    return Keys({**words, **told}, is_ordered=column.series.latest.kind is QuestionKind.SCALE)


def _classes(variable: Variable, column: Column, waves: Sequence[Sequence[Cell]]) -> Classes:
    """By the first waves that are enough for them: a later one moves no bound."""
    decimals = column.series.latest.decimals if variable.measure is Measure.NUMBER else 0
    unit = Unit.BROKEN if decimals else Unit.YEAR if variable.measure is Measure.DATE else Unit.WHOLE
    if column.series.latest.kind is QuestionKind.LIVING:
        unit = Unit.KEPT_ROW
    values: list[int | Decimal] = []
    for cells in waves:
        found = [value for cell in cells if (value := _plain(cell)) is not None]
        values += [value for value in found if value or unit is not Unit.KEPT_ROW]
        if len(values) >= 2 * settings.MINIMUM_N:
            break
    bounds = _bounds(sorted(values), Decimal(1).scaleb(-decimals))
    nothing = (Decimal(1),) if unit is Unit.KEPT_ROW and bounds[:1] != (Decimal(1),) else ()
    return Classes((*nothing, *bounds), unit)


def _plain(cell: Cell) -> int | Decimal | None:
    """The number; of a day its year."""
    if isinstance(cell, datetime.date):
        return cell.year
    return cell if isinstance(cell, int | Decimal) else None


def _bounds(values: Sequence[int | Decimal], least_step: Decimal) -> tuple[Decimal, ...]:
    """Beyond the outer bounds lie at least the minimum of values: no bound tells the largest or smallest."""
    few = settings.MINIMUM_N
    if len(values) < 2 * few:
        return ()
    low, high = Decimal(values[few - 1]), Decimal(values[-few])
    power = Decimal(10) ** (max(high - low, least_step).adjusted() - 1)
    sizes = (size * power * factor for factor in (1, 10, 100, 1000) for size in _STEPS)
    step = next(size for size in sizes if size >= least_step and (high - low) / size < _MOST_CLASSES)
    first = (low / step).to_integral_value(ROUND_FLOOR) * step
    found = [first + step * at for at in range(1, _MOST_CLASSES + 1) if first + step * at <= high]
    return tuple(found[: _MOST_CLASSES - 1]) or (first + step,)
