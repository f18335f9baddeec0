"""What research asks back about sections of a return."""

from dataclasses import dataclass

from klappt.returns.enums import ReturnState
from klappt.returns.models import Answer, Return, SectionQuestion


@dataclass(frozen=True)
class Back:
    """Waits for an answer. `title` of its section; `is_touched`: an answer or a reply was written since."""

    question: SectionQuestion
    title: str
    is_touched: bool


def questions_back(row: Return) -> list[Back]:
    """The one due first comes first. Asks only where there is one."""
    if row.state != ReturnState.ASKED_BACK:
        return []
    found = SectionQuestion.objects.filter(of_return=row, answered_at=None, settled_at=None)
    titles = {section.key: section.title for section in row.edition.questionnaire.sections}
    return [
        Back(
            question,
            titles.get(question.section, question.section),
            is_touched=_is_touched(row, question),
        )
        for question in found.order_by("due_on", "pk")
    ]


def answered_in_words(row: Return) -> list[Back]:
    """Earlier questions back with what the alliance said to research."""
    if not row.first_handed_in_at:
        return []
    found = SectionQuestion.objects.filter(of_return=row).exclude(reply="")
    titles = {section.key: section.title for section in row.edition.questionnaire.sections}
    return [
        Back(each, titles.get(each.section, each.section), is_touched=True)
        for each in found.order_by("asked_at", "pk")
        if not each.is_open
    ]


def _is_touched(row: Return, question: SectionQuestion) -> bool:
    """By a reply in words or an answer in the section it is about; what was written elsewhere is no sign."""
    if question.reply:
        return True
    sections = row.edition.questionnaire.sections
    keys = [each.key for section in sections if section.key == question.section for each in section.questions]
    written = Answer.objects.filter(of_return=row, question__in=keys, at__gt=question.asked_at)
    return bool(written.exists())
