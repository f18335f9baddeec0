"""`{% question %}` to fill in, `{% answer %}` to read."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from klappt.core.questionnaire import model
from klappt.core.questionnaire.values import Reply, ReplyState
from klappt.fields import reading, words
from klappt.fields.drawing import Kept, drawn
from klappt.fields.forms import Entered

register = template.Library()


@register.simple_tag
def question(
    question: model.Question,
    reply: Reply | None = None,
    entered: Entered | None = None,
    number: object = "",
    living: Kept | None = None,
    file_url: str = "",
) -> SafeString:
    """The question as inputs: with its answer, or with what was typed and is wrong (`entered`)."""
    shown = drawn(question, reply, entered=entered, number=number, living=living, file_url=file_url)
    return _rendered("fields/question.html", {"drawn": shown})


@register.simple_tag
def answer(question: model.Question, reply: Reply | None = None, file_url: str = "") -> SafeString:
    """The answer to read. A living part as it was frozen."""
    state = reply.state if reply else ReplyState.EMPTY
    context: dict[str, Any] = {
        "question": question,
        "reply": reply,
        "state": state.value,
        "file_url": file_url,
    }
    if reply is not None and state is ReplyState.GIVEN:
        context |= _shown(question, reply)
    return _rendered("fields/answer.html", context)


def _shown(question: model.Question, reply: Reply) -> dict[str, Any]:
    kinds = model.QuestionKind
    if question.kind in {kinds.CHOICES, kinds.RANKING}:
        return {"listed": reading.listed(question, reply.value), "is_ranked": question.kind is kinds.RANKING}
    if question.kind in {kinds.MATRIX, kinds.TABLE, kinds.LIVING}:
        shown: dict[str, Any] = {"table": reading.table_of(question, reply.value), "summary": "", "as_of": ""}
        if question.kind is kinds.LIVING:
            shown |= {"summary": reply.value["summary"], "as_of": reply.value["as_of"]}
        return shown
    return {"text": reading.as_text(question, reply)}


@register.filter
def day(iso: str) -> str:
    """2026-11-22 as it is read here."""
    return words.day_words(iso)


def _rendered(name: str, context: dict[str, Any]) -> SafeString:
    return SafeString(render_to_string(name, context).strip())
