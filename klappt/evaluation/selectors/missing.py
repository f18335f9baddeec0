"""Why there is no value, as codes and words. None of them is a zero, and no answer can look like one."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from klappt.core.questionnaire.columns import Measure, Missing
from klappt.evaluation.selectors.data_table import Variable

WORDS = {
    Missing.NOT_ASKED: _("not asked"),
    Missing.NOT_ANSWERED: _("not answered"),
    Missing.NOT_APPLICABLE: _("does not apply"),
    Missing.HELD_BACK: _("stayed with the alliance"),
}
CODES = {Missing.NOT_ANSWERED: -99, Missing.NOT_APPLICABLE: -98, Missing.HELD_BACK: -97}
"""Not asked has no code: the cell stays empty, in SPSS it is system-missing."""
# No answer is larger than 10 to the power of 15, and these are whole numbers in double precision still.
_FAR = {
    Missing.NOT_ANSWERED: -(10**15) - 99,
    Missing.NOT_APPLICABLE: -(10**15) - 98,
    Missing.HELD_BACK: -(10**15) - 97,
}


def codes_of(variable: Variable) -> dict[Missing, int]:
    """Numbers for what is missing; far away where an answer may itself be below zero."""
    return _FAR if _may_be_negative(variable) else CODES


def _may_be_negative(variable: Variable) -> bool:
    if variable.measure is not Measure.NUMBER or variable.column is None:
        return False
    leasts = [question.least for question in variable.column.series.wordings.values()]
    return any(least is None or least < Decimal(0) for least in leasts)
