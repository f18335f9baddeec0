"""What research asks back about sections of a return."""

from dataclasses import dataclass

from klappt.returns.enums import ReturnState
from klappt.returns.models import Return, SectionQuestion


@dataclass(frozen=True)
class Back:
    """Waits for an answer. `title` of its section; `is_touched`: something was written since."""

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
            is_touched=row.touched_at is not None and row.touched_at > question.asked_at,
        )
        for question in found.order_by("due_on", "pk")
    ]
