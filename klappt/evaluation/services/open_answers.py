"""Answers in people's own words, a row for each: ready to be coded."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from klappt.core.questionnaire.model import Question, QuestionKind
from klappt.core.questionnaire.values import ReplyState
from klappt.evaluation.selectors.sent import Sent, SentReturn
from klappt.sheets.layout import Column, SheetLayout, Writable

OPEN_KINDS = frozenset({QuestionKind.TEXT, QuestionKind.LONG_TEXT})


@dataclass(frozen=True)
class OpenAnswer:
    """What one alliance wrote at one question in one wave; `added` is a day for an answer given later."""

    row: SentReturn
    question: Question
    text: str
    added: str = ""


def open_answers(found: Sent, keys: Sequence[str] | None = None) -> list[OpenAnswer]:
    """By question in the order of the worksheet, then wave and alliance. `keys` are questions; None: all."""
    by_question: dict[str, list[OpenAnswer]] = {}
    for _number, questionnaire in reversed(found.editions):
        for question in questionnaire.questions:
            by_question.setdefault(question.key, [])
    late = {each.question.key: each.question for each in found.late}
    wordings = {
        number: {question.key: question for question in questionnaire.questions}
        for number, questionnaire in found.editions
    }
    for row in found.rows:
        for key, reply in row.replies.items():
            asked = wordings[row.edition].get(key) or late.get(key)
            if asked is None or asked.kind not in OPEN_KINDS or reply.state is not ReplyState.GIVEN:
                continue
            if keys is not None and key not in keys:
                continue
            added = row.added[key].date().isoformat() if key in row.added else ""
            by_question.setdefault(key, []).append(OpenAnswer(row, asked, str(reply.value), added))
    return [answer for answers in by_question.values() for answer in answers]


def open_answers_sheet(found: Sent) -> SheetLayout:
    """Alliance, wave, edition, question, text; an empty column for the code."""
    heads = (
        (_("Alliance, short name"), 22),
        (_("Alliance"), 30),
        (_("Area"), 22),
        (_("Wave"), 8),
        (_("Edition"), 8),
        (pgettext("column", "Question"), 22),
        (_("Wording"), 50),
        (pgettext("column", "Answer"), 90),
        (_("Added on"), 14),
        (_("Code"), 20),
    )
    rows = [_row(each) for each in open_answers(found)]
    columns = [Column(heading, width=width) for heading, width in heads]
    return SheetLayout(_("Open answers"), columns, rows, frozen_columns=1, spare=0)


def _row(each: OpenAnswer) -> list[Writable]:
    row, question = each.row, each.question
    return [
        row.alliance,
        row.name,
        row.area,
        row.wave,
        row.edition,
        question.key,
        question.label,
        each.text,
        each.added,
        "",
    ]
