"""Which questions are asked at all, and how far somebody has come with them."""

from collections.abc import Mapping
from dataclasses import dataclass

from klappt.core.questionnaire.conditions import holds
from klappt.core.questionnaire.model import Question, QuestionKind, Questionnaire, Section
from klappt.core.questionnaire.values import Reply, ReplyState


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """Counts of questions: asked, answered ("does not apply" is an answer), and required but still open.

    Living questions are filled by themselves: they count as neither asked nor answered.
    """

    key: str
    asked: int
    answered: int
    missing: tuple[str, ...]

    @property
    def is_done(self) -> bool:
        """Everything that is asked here has an answer."""
        return self.answered == self.asked


def visible(questionnaire: Questionnaire, replies: Mapping[str, Reply]) -> frozenset[str]:
    """Keys of the questions that are asked with these answers. What is hidden counts as unanswered."""
    seen: dict[str, Reply] = {}
    shown: set[str] = set()
    for question in questionnaire.questions:
        if question.when is None or holds(question.when, seen):
            shown.add(question.key)
            if question.key in replies:
                seen[question.key] = replies[question.key]
    return frozenset(shown)


def progress(questionnaire: Questionnaire, replies: Mapping[str, Reply]) -> tuple[SectionProgress, ...]:
    """How far each section is, in the order of the questionnaire."""
    shown = visible(questionnaire, replies)
    return tuple(_of(section, shown, replies) for section in questionnaire.sections)


def _of(section: Section, shown: frozenset[str], replies: Mapping[str, Reply]) -> SectionProgress:
    asked = [q for q in section.questions if q.key in shown and q.kind is not QuestionKind.LIVING]
    answered = [q for q in asked if is_answered(q, replies.get(q.key))]
    missing = tuple(q.key for q in asked if q.required and not is_complete(q, replies.get(q.key)))
    return SectionProgress(section.key, len(asked), len(answered), missing)


def is_answered(_question: Question, reply: Reply | None) -> bool:
    """Something was said, be it that the question does not apply."""
    return reply is not None and reply.is_answer


def is_complete(question: Question, reply: Reply | None) -> bool:
    """Enough was said for a required question: every row of a matrix, as many ticks or rows as asked for."""
    if reply is None or not reply.is_answer:
        return False
    if reply.state is ReplyState.NOT_APPLICABLE:
        return True
    if question.kind is QuestionKind.MATRIX:
        return len(reply.value) == len(question.rows)
    if question.kind in {QuestionKind.CHOICES, QuestionKind.RANKING, QuestionKind.TABLE}:
        return len(reply.value) >= (question.least or 1)
    return True
