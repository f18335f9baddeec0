"""The words a condition is put together from."""

from django.utils.translation import gettext_lazy, pgettext_lazy

from klappt.core.questionnaire.conditions import Operator
from klappt.core.questionnaire.model import QuestionKind
from klappt.core.questionnaire.simple_conditions import Joined
from klappt.worksheets.words.kinds import Words

_OPERATORS: dict[Operator, Words] = {
    Operator.IS: pgettext_lazy("condition", "is"),
    Operator.IS_NOT: pgettext_lazy("condition", "is not"),
    Operator.LESS: pgettext_lazy("condition", "is less than"),
    Operator.AT_MOST: pgettext_lazy("condition", "is at most"),
    Operator.MORE: pgettext_lazy("condition", "is more than"),
    Operator.AT_LEAST: pgettext_lazy("condition", "is at least"),
    Operator.INCLUDES: pgettext_lazy("condition", "includes"),
    Operator.ANSWERED: pgettext_lazy("condition", "has any answer"),
}
_OF_DAYS: dict[Operator, Words] = {
    Operator.LESS: pgettext_lazy("condition", "is before"),
    Operator.AT_MOST: pgettext_lazy("condition", "is on or before"),
    Operator.MORE: pgettext_lazy("condition", "is after"),
    Operator.AT_LEAST: pgettext_lazy("condition", "is on or after"),
}
JOINED: dict[Joined, Words] = {
    Joined.ALL: gettext_lazy("all of this holds"),
    Joined.ANY: gettext_lazy("at least one of this holds"),
    Joined.NONE: gettext_lazy("none of this holds"),
}


def operator_words(kind: QuestionKind, operator: Operator) -> Words:
    if kind is QuestionKind.DATE and operator in _OF_DAYS:
        return _OF_DAYS[operator]
    return _OPERATORS[operator]
