"""From what was posted to an answer. What was typed is never lost: it can be drawn again as it came."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from klappt.core.questionnaire.model import Question, QuestionKind
from klappt.core.questionnaire.replies import Fault, Refusal, RefusedReply, checked, from_german
from klappt.core.questionnaire.values import EMPTY, NOT_APPLICABLE, Reply, given
from klappt.fields.inputs import SINGLE, Inputs, Posted, inputs_from, name_of, ranked

ACTS = ("more", "less", "up", "down", "clear")


@dataclass(frozen=True, slots=True)
class Entered:
    """What stands in the inputs, and the answer it makes: None where something is the matter."""

    inputs: Inputs
    reply: Reply | None
    refusals: tuple[Refusal, ...] = ()


def reply_from(question: Question, posted: Posted, before: Reply | None = None) -> Reply:
    """The answer that was posted, in canonical form. Raises `RefusedReply`.

    A file does not come in a text field: `before` is what stands there now; it stays unless taken away.
    """
    return _judged(question, inputs_from(question, posted), posted, before)


def entered(question: Question, posted: Posted, before: Reply | None = None) -> Entered:
    """The same without raising: with what was typed and what is the matter, to be drawn again."""
    inputs = inputs_from(question, posted)
    try:
        return Entered(inputs, _judged(question, inputs, posted, before))
    except RefusedReply as error:
        return Entered(inputs, None, error.refusals)


def is_act(posted: Posted) -> bool:
    """A button inside a question was pressed (add a row, move up ...): the page wants to be drawn again."""
    parts = (name.split("-") for name in posted)
    return any(len(each) == 3 and each[0] == "q" and each[2] in ACTS for each in parts)


def mentions(question: Question, posted: Posted) -> bool:
    """Whether the inputs of this question were on the page that was posted."""
    return name_of(question.key, "here") in posted


def _judged(question: Question, inputs: Inputs, posted: Posted, before: Reply | None) -> Reply:
    if question.kind is QuestionKind.FILE and not inputs.not_applicable:
        return EMPTY if name_of(question.key, "gone") in posted else before or EMPTY
    if inputs.not_applicable:
        if not inputs.is_blank:
            raise RefusedReply([Refusal(Fault.BOTH)])
        return checked(question, NOT_APPLICABLE)
    return checked(question, given(_value(question, inputs)))


def _value(question: Question, inputs: Inputs) -> Any:
    kind = question.kind
    if kind in SINGLE:
        return _meant(kind, inputs.single)
    if kind is QuestionKind.CHOICES:
        return list(inputs.several)
    if kind is QuestionKind.MATRIX:
        return dict(inputs.cells)
    if kind is QuestionKind.RANKING:
        return _order(question, inputs.cells)
    if kind is QuestionKind.TABLE:
        kinds = {column.key: column.kind for column in question.columns}
        return [{key: _meant(kinds[key], cell) for key, cell in row.items()} for row in inputs.rows]
    return ""


def _meant(kind: QuestionKind, text: str) -> str:
    return from_german(text) if kind is QuestionKind.NUMBER else text


def _order(question: Question, places: Mapping[str, str]) -> list[str]:
    order = ranked(question, places)
    wrong = [
        Refusal(Fault.NOT_AN_OPTION, key, {"value": place[:80]})
        for key, place in places.items()
        if key not in order
    ]
    taken: set[str] = set()
    for key in order:
        if places[key] in taken:
            wrong.append(Refusal(Fault.TWICE, key, {"value": places[key]}))
        taken.add(places[key])
    if wrong:
        raise RefusedReply(wrong)
    return order


def with_more_rows(inputs: Inputs, rows: int) -> Inputs:
    """A table shows at least this many rows to write in."""
    missing = max(rows - len(inputs.rows), 0)
    return replace(inputs, rows=(*inputs.rows, *({} for _each in range(missing))))
