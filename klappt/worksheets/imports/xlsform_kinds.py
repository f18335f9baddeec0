"""Which of klappt's kinds a row of the survey asks for."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import chain, count

from pyxform import aliases
from pyxform.parsing.parameters import parse as parameters_of
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT
from pyxform.xls2json import RE_SELECT

from klappt.core.questionnaire.model import Option, Question, QuestionKind
from klappt.worksheets.imports.incoming import LossKind
from klappt.worksheets.imports.xlsform_bounds import bounded
from klappt.worksheets.imports.xlsform_expressions import NotUnderstood
from klappt.worksheets.imports.xlsform_reading import Reading
from klappt.worksheets.imports.xlsform_source import Path, Row
from klappt.worksheets.imports.xlsform_tree import Node

KIND = QuestionKind
DECIMALS = 4
"""How many a number without a rule of its own may have."""
OTHER = "other"

_APPEARANCE: Path = ("control", "appearance")
_PARAMETERS: Path = ("parameters",)
_BY_BIND = {"string": KIND.TEXT, "int": KIND.NUMBER, "decimal": KIND.NUMBER, "date": KIND.DATE}
_SELECTS = {"select one": KIND.CHOICE, "select all that apply": KIND.CHOICES, "rank": KIND.RANKING}
_ANY_FILE = {"file", "add file prompt"}


@dataclass(frozen=True, slots=True)
class Select:
    """What `select_one fields or_other` says."""

    kind: QuestionKind | None
    list_name: str
    with_other: bool


@dataclass(frozen=True, slots=True)
class Blank:
    """A question of the right kind without its texts, the columns read for it, and the options' names."""

    question: Question
    used: tuple[Path, ...] = ()
    options: tuple[tuple[str, str], ...] = ()


def select_of(node: Node) -> Select | None:
    found = RE_SELECT.search(node.kind)
    if not found:
        return None
    command = str(aliases.select[found.group("select_command")])
    return Select(_SELECTS.get(command), found.group("list_name"), bool(found.group("specify_other")))


def kind_of(node: Node, reading: Reading) -> Blank | None:
    """None where klappt has no kind for it."""
    select = select_of(node)
    if select:
        return _choosing(node, select, reading)
    if node.kind == "range":
        return Blank(_range(node.row), (_PARAMETERS,))
    known = QUESTION_TYPE_DICT.get(node.kind, {})
    tag, bind = known.get("control", {}).get("tag"), known.get("bind", {})
    if tag == "upload":
        if node.kind not in _ANY_FILE:
            reading.ledger.lose(LossKind.FILE_KIND, node.row, "type", node.kind)
        return Blank(Question("", KIND.FILE, ""))
    kind = _BY_BIND.get(bind.get("type", ""))
    if tag != "input" or kind is None or "readonly" in bind or "jr:preload" in bind:
        return None
    if node.kind == "text":
        return _text(node)
    blank = Question("", kind, "", decimals=DECIMALS if bind["type"] == "decimal" else 0)
    return Blank(_ruled(blank, node, str(bind.get("constraint", "")), reading))


def _ruled(question: Question, node: Node, constraint: str, reading: Reading) -> Question:
    """Some kinds bring a rule of their own: a percentage lies between 0 and 100."""
    if not constraint:
        return question
    try:
        return bounded(question, constraint)
    except NotUnderstood:
        reading.ledger.lose(LossKind.CONSTRAINT, node.row, "type", f"{node.kind}: {constraint}")
        return question


def _text(node: Node) -> Blank:
    rows = parameters_of(node.row.get("parameters"), node.row.number).get("rows", "")
    rows = rows or node.row.get("control", "rows")
    used: tuple[Path, ...] = (_PARAMETERS, ("control", "rows"))
    if node.appearances == {"multiline"}:
        used = (*used, _APPEARANCE)
    several = "multiline" in node.appearances or (rows.isdecimal() and int(rows) > 1)
    return Blank(Question("", KIND.LONG_TEXT if several else KIND.TEXT, ""), used)


def _choosing(node: Node, select: Select, reading: Reading) -> Blank | None:
    found = reading.choices.named(select.list_name) if select.kind else None
    if found is None or select.kind is None:
        reading.ledger.lose(LossKind.LIST_ELSEWHERE, node.row, "type", node.kind)
        return None
    options, keys = found.options, dict(found.keys)
    if select.with_other and OTHER not in keys:
        taken = set(keys.values())
        keys[OTHER] = next(
            key for key in chain([OTHER], map("other_{}".format, count(2))) if key not in taken
        )
        options = (*options, Option(keys[OTHER], "Sonstiges"))
        reading.ledger.lose(LossKind.OTHER_ADDED, node.row, "type", node.kind)
    used: tuple[Path, ...] = ()
    kind = select.kind
    if kind is KIND.CHOICE and node.appearances == {"likert"}:
        kind, used = KIND.SCALE, (_APPEARANCE,)
    return Blank(Question("", kind, "", options=options), used, tuple(keys.items()))


def _range(row: Row) -> Question:
    parameters = parameters_of(row.get("parameters"), row.number)
    start, end, step = (
        _decimal(parameters.get(name, usual), usual)
        for name, usual in (("start", "1"), ("end", "10"), ("step", "1"))
    )
    decimals = max(0, *(-int(each.as_tuple().exponent) for each in (start, end, step)))
    return Question("", KIND.NUMBER, "", least=min(start, end), most=max(start, end), decimals=decimals)


def _decimal(text: str, usual: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal(usual)
