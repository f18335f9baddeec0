"""Groups that are one question in klappt: a table of choices is a matrix, a flat repeat is a table."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from klappt.core.questionnaire.conditions import When
from klappt.core.questionnaire.model import Column, Option, Question, QuestionKind
from klappt.worksheets.imports.incoming import LossKind
from klappt.worksheets.imports.xlsform_conditions import Known
from klappt.worksheets.imports.xlsform_kinds import DECIMALS, kind_of, select_of
from klappt.worksheets.imports.xlsform_ledger import Keys
from klappt.worksheets.imports.xlsform_questions import nobody_answers, required
from klappt.worksheets.imports.xlsform_reading import MAY_NOT_APPLY, UNIT, Reading, together
from klappt.worksheets.imports.xlsform_source import Path
from klappt.worksheets.imports.xlsform_tree import Node

_IN_TABLES = {QuestionKind.TEXT, QuestionKind.NUMBER, QuestionKind.DATE, QuestionKind.CHOICE}
_REQUIRED: Path = ("bind", "required")
_RELEVANT: Path = ("bind", "relevant")
_APPEARANCE: Path = ("control", "appearance")


def is_matrix(node: Node) -> bool:
    """A group shown as a table whose rows all choose one from the same list."""
    selects = [select_of(child) for child in node.children]
    return (
        node.control == "group"
        and "table-list" in node.appearances
        and bool(selects)
        and all(each and each.kind is QuestionKind.CHOICE and not each.with_other for each in selects)
        and len({each.list_name for each in selects if each}) == 1
        and not any(child.row.get("bind", "relevant") for child in node.children)
    )


def matrix_of(node: Node, reading: Reading, around: tuple[When, ...]) -> Iterator[Question]:
    first = kind_of(node.children[0], reading)
    if first is None:
        reading.drop(LossKind.KIND, node)
        return
    keys, rows, demanded = Keys("r_"), [], []
    for child in node.children:
        rows.append(Option(_key(child, node, keys, reading), reading.label(child)))
        demanded.append(required(child.row, reading))
        if hint := reading.hint(child):
            reading.ledger.lose(LossKind.COLUMN_RULE, child.row, "hint", hint)
        reading.rest(child.row, _REQUIRED)
    if any(demanded) and not all(demanded):
        reading.ledger.lose(LossKind.REQUIRED_ROWS, node.row, "required", node.name)
    question = _question(node, reading, around, QuestionKind.MATRIX)
    reading.rest(node.row, _RELEVANT, _APPEARANCE)
    yield replace(question, required=all(demanded), rows=tuple(rows), options=first.question.options)


def table_of(node: Node, reading: Reading, around: tuple[When, ...]) -> Iterator[Question]:
    """None where groups stand inside, or where no column is left."""
    if any(child.control for child in node.children):
        reading.drop(LossKind.NESTED_REPEAT, node)
        return
    keys = Keys("c_")
    columns = tuple(column for child in node.children for column in _columns(child, node, keys, reading))
    if not columns:
        reading.drop(LossKind.EMPTY_REPEAT, node)
        return
    question = _question(node, reading, around, QuestionKind.TABLE)
    count = node.row.get("control", "jr:count")
    used: tuple[Path, ...] = (_RELEVANT,)
    if count.isdecimal() and int(count):
        question, used = replace(question, most=Decimal(count)), (*used, ("control", "jr:count"))
    reading.rest(node.row, *used)
    yield replace(question, columns=columns)


def _question(node: Node, reading: Reading, around: tuple[When, ...], kind: QuestionKind) -> Question:
    question = Question(
        reading.key(node),
        kind,
        reading.label(node),
        hint=reading.hint(node),
        may_not_apply=node.row.get(MAY_NOT_APPLY) == "yes",
        when=together(reading.conditions(node, around)),
    )
    reading.known[node.name] = Known(question.key, kind)
    return question


def _columns(child: Node, table: Node, keys: Keys, reading: Reading) -> Iterator[Column]:
    blank = None if nobody_answers(child.row) else kind_of(child, reading)
    if blank is None or blank.question.kind not in _IN_TABLES:
        reading.drop(LossKind.COLUMN_KIND, child)
        return
    if hint := reading.hint(child):
        reading.ledger.lose(LossKind.COLUMN_RULE, child.row, "hint", hint)
    if required(child.row, reading):
        reading.ledger.lose(LossKind.COLUMN_RULE, child.row, "required", child.row.get("bind", "required"))
    question = blank.question
    if question.kind is QuestionKind.NUMBER and question.decimals != DECIMALS:
        reading.ledger.lose(LossKind.COLUMN_RULE, child.row, "type", child.kind)
    select = select_of(child)
    if select and select.with_other:
        reading.ledger.lose(LossKind.COLUMN_RULE, child.row, "type", child.kind)
    reading.rest(child.row, *blank.used, _REQUIRED)
    key = _key(child, table, keys, reading)
    yield Column(key, reading.label(child), question.kind, question.options, child.row.get(UNIT))


def _key(child: Node, group: Node, keys: Keys, reading: Reading) -> str:
    """A key inside the group. klappt itself writes the group's name before it; that is no loss."""
    name = child.name.removeprefix(f"{group.name}-")
    key = keys.give(name)
    if key != name:
        reading.ledger.lose(LossKind.NAME, child.row, "name", child.name, becomes=key)
    return key
