"""A section that is closed, to read: as it was handed in last."""

import datetime
from dataclasses import dataclass

from klappt.core.questionnaire.model import Question, QuestionKind, Section
from klappt.core.questionnaire.values import EMPTY, Reply
from klappt.returns.models import Return
from klappt.returns.selectors.filling import Page
from klappt.returns.selectors.frozen import Entry
from klappt.returns.selectors.in_force import last_frozen


@dataclass(frozen=True)
class Closed:
    """A question with what stood there; `by` is empty where nobody wrote. `number` as on the page."""

    question: Question
    number: int
    reply: Reply
    by: str = ""
    at: datetime.datetime | None = None

    @property
    def is_living(self) -> bool:
        return self.question.kind is QuestionKind.LIVING

    @property
    def file(self) -> str:
        """The number of the file that is the answer."""
        value = self.reply.value if self.question.kind is QuestionKind.FILE else None
        return str(value["file"]) if value else ""


def closed_section(row: Return, section: Section, page: Page) -> list[Closed]:
    """The questions that were asked. What stands there now where nothing was ever handed in."""
    frozen = last_frozen(row)
    if frozen is None:
        return [
            Closed(each.question, each.number, each.reply, str(each.answer.by or ""), each.answer.at)
            if each.answer
            else Closed(each.question, each.number, EMPTY)
            for each in page.asked(section)
            if each.is_shown
        ]
    order = [question.key for question in row.edition.questionnaire.questions]
    entries: tuple[Entry, ...] = next(
        (each.entries for each in frozen.sections if each.section.key == section.key), ()
    )
    return [
        Closed(each.question, order.index(each.question.key) + 1, each.reply or EMPTY, each.by, each.at)
        for each in entries
        if each.question.key in order
    ]
