"""Two texts in one."""

from klappt.core.questionnaire.model import Question, QuestionKind
from klappt.core.questionnaire.values import Reply, ReplyState, given

_BETWEEN = {QuestionKind.TEXT: " / ", QuestionKind.LONG_TEXT: "\n\n"}


def joined(question: Question, one: Reply, other: Reply) -> Reply | None:
    """Both texts in one; None where they are no texts, or one of them says nothing."""
    both_given = one.state is other.state is ReplyState.GIVEN
    if question.kind not in _BETWEEN or not both_given:
        return None
    return given(_BETWEEN[question.kind].join([one.value, other.value]))
