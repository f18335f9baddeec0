"""One row of the survey as a question of klappt."""

from collections.abc import Iterator
from dataclasses import replace

from klappt.core.questionnaire.conditions import Comparison, Operator, When
from klappt.core.questionnaire.model import Question, QuestionKind
from klappt.worksheets.imports.incoming import LossKind
from klappt.worksheets.imports.xlsform_bounds import bounded
from klappt.worksheets.imports.xlsform_conditions import Known
from klappt.worksheets.imports.xlsform_expressions import NotUnderstood
from klappt.worksheets.imports.xlsform_kinds import OTHER, kind_of, select_of
from klappt.worksheets.imports.xlsform_reading import (
    MAY_NOT_APPLY,
    UNIT,
    Reading,
    says_yes,
    together,
)
from klappt.worksheets.imports.xlsform_source import Path, Row
from klappt.worksheets.imports.xlsform_tree import Node

_ALWAYS_READ: tuple[Path, ...] = (
    ("bind", "required"),
    ("bind", "relevant"),
    ("bind", "constraint"),
    ("bind", "readonly"),
)


def questions_of(node: Node, reading: Reading, around: tuple[When, ...]) -> Iterator[Question]:
    """The question, none where klappt has no kind for it, or two where "other" asks for words."""
    if nobody_answers(node.row):
        reading.drop(LossKind.READ_ONLY, node)
        return
    blank = kind_of(node, reading)
    if blank is None:
        reading.drop(LossKind.KIND, node)
        return
    question = replace(
        blank.question,
        key=reading.key(node),
        label=reading.label(node),
        hint=reading.hint(node),
        required=required(node.row, reading),
        may_not_apply=node.row.get(MAY_NOT_APPLY) == "yes",
        unit=node.row.get(UNIT),
        when=together(reading.conditions(node, around)),
    )
    question = _bounded(question, node.row, reading)
    reading.rest(node.row, *blank.used, *_ALWAYS_READ)
    reading.known[node.name] = Known(question.key, question.kind, dict(blank.options))
    yield question
    select = select_of(node)
    if select and select.with_other:
        yield _words_for_other(node, question, reading)


def nobody_answers(row: Row) -> bool:
    readonly = row.get("bind", "readonly")
    return bool(readonly) and says_yes(readonly) is not False


def _words_for_other(node: Node, question: Question, reading: Reading) -> Question:
    """pyxform asks for words after `or_other`; so does klappt."""
    name = f"{node.name}_{OTHER}"
    key = reading.keys.give(name)
    reading.known.setdefault(name, Known(key, QuestionKind.TEXT))
    asked = Comparison(question.key, Operator.INCLUDES, reading.known[node.name].options[OTHER])
    conditions = (asked,) if question.when is None else (question.when, asked)
    return Question(key, QuestionKind.TEXT, "Sonstiges, nämlich:", when=together(conditions))


def required(row: Row, reading: Reading) -> bool:
    text = row.get("bind", "required")
    said = says_yes(text) if text else False
    if said is None:
        reading.ledger.lose(LossKind.REQUIRED_IF, row, "required", text)
    return bool(said)


def _bounded(question: Question, row: Row, reading: Reading) -> Question:
    constraint = row.get("bind", "constraint")
    if not constraint:
        return question
    try:
        return bounded(question, constraint)
    except NotUnderstood:
        reading.ledger.lose(LossKind.CONSTRAINT, row, "constraint", constraint)
        return question
