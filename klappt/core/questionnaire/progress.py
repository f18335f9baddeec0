"""Which questions are asked at all, and how far somebody has come with them."""

from collections.abc import Mapping
from dataclasses import dataclass

from klappt.core.questionnaire.conditions import holds
from klappt.core.questionnaire.model import Question, QuestionKind, Questionnaire, Section
from klappt.core.questionnaire.values import Reply, ReplyState

_COUNTED = {
    QuestionKind.TEXT,
    QuestionKind.LONG_TEXT,
    QuestionKind.CHOICES,
    QuestionKind.RANKING,
    QuestionKind.TABLE,
}


@dataclass(frozen=True, slots=True)
class SectionProgress:
    """Counts of questions: asked, answered ("does not apply" is an answer), and keys of those still open.

    `missing` are required and not complete. `scant` are begun with too little, be they required or not: too
    few ticks, ranks or lines, too short a text; they are open, too, and stand in `missing` as well. Nothing
    at all is fine where nothing is required.

    Living questions are filled by themselves: they count as neither asked nor answered.
    """

    key: str
    asked: int
    answered: int
    missing: tuple[str, ...]
    scant: tuple[str, ...] = ()

    @property
    def absent(self) -> int:
        """How many required answers are missing or not complete, not counting those that say too little."""
        return len(self.missing) - len(self.scant)

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
    missing = tuple(q.key for q in asked if is_open(q, replies.get(q.key)))
    scant = tuple(q.key for q in asked if is_too_little(q, replies.get(q.key)))
    return SectionProgress(section.key, len(asked), len(answered), missing, scant)


def is_answered(_question: Question, reply: Reply | None) -> bool:
    """Something was said, be it that the question does not apply."""
    return reply is not None and reply.is_answer


def is_open(question: Question, reply: Reply | None) -> bool:
    """It stands in the way of handing in: required and not complete, or begun with too little."""
    return not is_complete(question, reply) if question.required else is_too_little(question, reply)


def is_too_little(question: Question, reply: Reply | None) -> bool:
    """There is an answer, but less than `least` of the question asks for."""
    if reply is None or reply.state is not ReplyState.GIVEN or question.kind not in _COUNTED:
        return False
    return len(reply.value) < (question.least or 1)


def is_complete(question: Question, reply: Reply | None) -> bool:
    """Enough was said for a required question: every row of a matrix, and not less than `least`."""
    if reply is None or not reply.is_answer:
        return False
    if reply.state is ReplyState.NOT_APPLICABLE:
        return True
    if question.kind is QuestionKind.MATRIX:
        return len(reply.value) == len(question.rows)
    return not is_too_little(question, reply)
