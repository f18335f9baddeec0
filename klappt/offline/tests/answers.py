"""Random answers to the questionnaire with every kind of question, as they could be stored."""

import datetime
from typing import Any

from hypothesis import strategies as st

from klappt.core.questionnaire.model import Column, Option, Question, QuestionKind, Questionnaire
from klappt.core.questionnaire.replies import checked
from klappt.core.questionnaire.values import NOT_APPLICABLE, Reply, given

KIND = QuestionKind
_HOSTILE = st.sampled_from(("=1+1", "+49 211", "-5", "@SUM(A1)", "\t=x", "'quoted", "_x0041_", "1.5", "007"))
_SIGNS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cn"))
_TEXTS = _HOSTILE | st.text(_SIGNS, max_size=60) | st.text("aä \n\t-–ß„", max_size=200)
_DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)).map(datetime.date.isoformat)
_NUMBERS = st.integers(0, 10**15).map(str)
_DECIMALS = st.decimals(-(10**9), 10**9, places=4, allow_nan=False).map(lambda each: format(each, "f"))


def replies_to(questionnaire: Questionnaire) -> st.SearchStrategy[dict[str, Reply]]:
    typed = [each for each in questionnaire.questions if each.kind not in {KIND.FILE, KIND.LIVING}]
    return st.fixed_dictionaries({}, optional={each.key: reply_to(each) for each in typed}).map(
        lambda found: {key: reply for key, reply in found.items() if reply.is_answer}
    )


def reply_to(question: Question) -> st.SearchStrategy[Reply]:
    """In canonical form."""
    some = _value(question).map(lambda value: checked(question, given(value)))
    return some | st.just(NOT_APPLICABLE) if question.may_not_apply else some


def _value(question: Question) -> st.SearchStrategy[Any]:
    match question.kind:
        case KIND.CHOICES | KIND.RANKING:
            return st.lists(_key(question.options), unique=True)
        case KIND.MATRIX:
            keys = [row.key for row in question.rows]
            return st.fixed_dictionaries({}, optional={key: _key(question.options) for key in keys})
        case KIND.TABLE:
            return st.lists(
                st.fixed_dictionaries({}, optional={each.key: _of_column(each) for each in question.columns}),
                max_size=6,
            )
        case _:
            return _single(question.kind, question.options, _NUMBERS)


def _of_column(column: Column) -> st.SearchStrategy[str]:
    return _single(column.kind, column.options, _DECIMALS)


def _single(
    kind: QuestionKind, options: tuple[Option, ...], numbers: st.SearchStrategy[str]
) -> st.SearchStrategy[str]:
    match kind:
        case KIND.NUMBER:
            return numbers
        case KIND.DATE:
            return _DAYS
        case KIND.CHOICE | KIND.SCALE:
            return _key(options)
        case _:
            return _TEXTS


def _key(options: tuple[Option, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from([option.key for option in options])
