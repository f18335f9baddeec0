"""What was said at one question as keys that can be counted, whatever its kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from klappt.core.questionnaire.columns import Cell, Measure, Missing
from klappt.core.questionnaire.model import QuestionKind
from klappt.evaluation.selectors.data_table import Variable
from klappt.evaluation.selectors.missing import WORDS

# Both say something about an alliance, so they are counted and protected like answers.
TOLD = (Missing.NOT_APPLICABLE, Missing.NOT_ASKED)
_MOST_CLASSES = 6
_STEPS = (Decimal(1), Decimal(2), Decimal(5))


@dataclass(frozen=True)
class Keys:
    """The answers in their order with their words, and how to find the key of a cell."""

    words: dict[str, str]
    is_ordered: bool
    bounds: tuple[Decimal, ...] = ()

    def of(self, cell: Cell) -> str | None:
        """None where the question was left open: that is no answer."""
        if isinstance(cell, Missing):
            return cell.value if cell in TOLD else None
        if self.bounds and isinstance(cell, int | Decimal):
            return str(sum(cell >= bound for bound in self.bounds))
        return str(cell.year) if hasattr(cell, "year") else str(cell)


def keys_of(variable: Variable, cells: Iterable[Cell]) -> Keys | None:
    """None for what has no distribution: texts."""
    column, values = variable.column, [cell for cell in cells if not isinstance(cell, Missing)]
    if column is None or variable.measure is Measure.TEXT:
        return None
    told = {reason.value: str(WORDS[reason]) for reason in TOLD}
    if variable.measure in {Measure.NUMBER, Measure.COUNT}:
        numbers = sorted(value for value in values if isinstance(value, int | Decimal))
        bounds = _bounds(numbers)
        return Keys({**_classes(bounds), **told}, is_ordered=True, bounds=bounds)
    if variable.measure is Measure.DATE:
        years = sorted({str(value.year) for value in values if hasattr(value, "year")})
        return Keys({**{year: year for year in years}, **told}, is_ordered=True)
    words = {str(code): label for code, label in variable.codes}
    return Keys({**words, **told}, is_ordered=column.series.latest.kind is QuestionKind.SCALE)


def _bounds(numbers: Sequence[int | Decimal]) -> tuple[Decimal, ...]:
    """Round numbers between the tenth and the ninetieth hundredth: the ends stay open."""
    if not numbers:
        return (Decimal(0),)
    low, high = Decimal(numbers[len(numbers) // 10]), Decimal(numbers[len(numbers) * 9 // 10])
    power = Decimal(10) ** (max(high - low, Decimal(1)).adjusted() - 1)
    step = next(
        size * power * factor
        for factor in (1, 10, 100)
        for size in _STEPS
        if (high - low) / (size * power * factor) < _MOST_CLASSES
    )
    if all(number == int(number) for number in numbers):
        step = max(step, Decimal(1))
    first = (low // step) * step
    found = [first + step * at for at in range(1, _MOST_CLASSES) if first + step * at <= high]
    return tuple(found) or (first + step,)


def _classes(bounds: Sequence[Decimal]) -> dict[str, str]:
    told = [_number(bound) for bound in bounds]
    words = {"0": _("below %(most)s") % {"most": told[0]}}
    for at, (low, high) in enumerate(pairwise(told), start=1):
        words[str(at)] = _("%(least)s to below %(most)s") % {"least": low, "most": high}
    words[str(len(bounds))] = _("%(least)s and more") % {"least": told[-1]}
    return words


def _number(value: Decimal) -> str:
    return format(value.normalize(), "f").replace(".", ",")
