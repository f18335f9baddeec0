"""What was said at one question as keys that can be counted, whatever its kind."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from django.conf import settings
from django.utils.translation import gettext as _

from klappt.core.questionnaire.columns import Cell, Measure, Missing
from klappt.core.questionnaire.model import QuestionKind
from klappt.evaluation.selectors.data_table import Variable
from klappt.evaluation.selectors.missing import WORDS

# Both say something about an alliance, so they are counted and protected like answers.
TOLD = (Missing.NOT_APPLICABLE, Missing.NOT_ASKED)
_MOST_CLASSES = 6
_STEPS = (Decimal(1), Decimal(2), Decimal(5))
_SEPARATOR = " / "


@dataclass(frozen=True)
class Classes:
    """Round bounds between classes of numbers or years, `step` apart. Without any: one class for all."""

    bounds: tuple[Decimal, ...] = ()
    step: Decimal = Decimal(1)
    are_years: bool = False

    def of(self, value: int | Decimal) -> int:
        return sum(value >= bound for bound in self.bounds)

    def rounded(self, value: Decimal) -> Decimal:
        """To the step: no number that one alliance wrote can be read off."""
        return (value / self.step).to_integral_value(ROUND_HALF_EVEN) * self.step

    def words(self, first: int, last: int) -> str:
        """From one class to another, told as one."""
        least = _number(self.bounds[first - 1]) if first else ""
        most = _number(self.bounds[last]) if last < len(self.bounds) else ""
        if not least and not most:
            return _("all values together")
        if not least:
            return _("below %(most)s") % {"most": most}
        if not most:
            return _("%(least)s and more") % {"least": least}
        if self.are_years and self.bounds[last] - self.bounds[first - 1] == 1:
            return least
        return _("%(least)s to below %(most)s") % {"least": least, "most": most}


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
        """The words of answers told together; classes that lie side by side as the range they cover."""
        reasons = {reason.value for reason in TOLD}
        if self.classes is None:
            return _SEPARATOR.join(self.words[key] for key in pool)
        found = sorted(int(key) for key in pool if key not in reasons)
        ranges = [self.classes.words(found[0], found[-1])] if found else []
        return _SEPARATOR.join([*ranges, *(self.words[key] for key in pool if key in reasons)])


def keys_of(variable: Variable, cells: Iterable[Cell]) -> Keys | None:
    """None for what has no distribution: texts."""
    column = variable.column
    if column is None or variable.measure is Measure.TEXT:
        return None
    told = {reason.value: str(WORDS[reason]) for reason in TOLD}
    if variable.measure in {Measure.NUMBER, Measure.COUNT, Measure.DATE}:
        values = sorted(value for cell in cells if (value := _plain(cell)) is not None)
        decimals = column.series.latest.decimals if variable.measure is Measure.NUMBER else 0
        classes = _classes(values, Decimal(1).scaleb(-decimals), are_years=variable.measure is Measure.DATE)
        words = {str(at): classes.words(at, at) for at in range(len(classes.bounds) + 1)}
        return Keys({**words, **told}, is_ordered=True, classes=classes)
    words = {str(code): label for code, label in variable.codes}
    return Keys({**words, **told}, is_ordered=column.series.latest.kind is QuestionKind.SCALE)


def _plain(cell: Cell) -> int | Decimal | None:
    """The number; of a day its year."""
    if isinstance(cell, datetime.date):
        return cell.year
    return cell if isinstance(cell, int | Decimal) else None


def _classes(values: Sequence[int | Decimal], least_step: Decimal, *, are_years: bool) -> Classes:
    """Beyond the outer bounds lie at least the minimum of values: no bound tells the largest or smallest."""
    few = settings.MINIMUM_N
    if len(values) < 2 * few:
        return Classes(are_years=are_years)
    low, high = Decimal(values[few - 1]), Decimal(values[-few])
    power = Decimal(10) ** (max(high - low, least_step).adjusted() - 1)
    sizes = (size * power * factor for factor in (1, 10, 100, 1000) for size in _STEPS)
    step = next(size for size in sizes if size >= least_step and (high - low) / size < _MOST_CLASSES)
    first = (low / step).to_integral_value(ROUND_FLOOR) * step
    found = [first + step * at for at in range(1, _MOST_CLASSES + 1) if first + step * at <= high]
    return Classes(tuple(found[: _MOST_CLASSES - 1]) or (first + step,), step, are_years)


def _number(value: Decimal) -> str:
    return format(value.normalize(), "f").replace(".", ",")
