"""A worksheet as it would be handed in right now: answers, living parts, and what is in the way."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import translation

from klappt.core.questionnaire.model import Question, QuestionKind, Questionnaire, Section, Sharing
from klappt.core.questionnaire.progress import progress, visible
from klappt.core.questionnaire.values import Reply, given
from klappt.living.model import LivingTable
from klappt.living.sources import table
from klappt.returns.models import Answer, Clash, Return
from klappt.returns.selectors.answers import current_answers
from klappt.returns.selectors.frozen import canonical


@dataclass(frozen=True)
class Whole:
    """Only what is asked with these answers: a question that is hidden is neither shown nor frozen."""

    row: Return
    questionnaire: Questionnaire
    answers: Mapping[str, Answer]
    living: Mapping[str, LivingTable]
    asked: frozenset[str]
    missing: tuple[Question, ...]
    clashes: tuple[Question, ...]

    def reply(self, key: str) -> Reply | None:
        """What stands at the question: the answer, or the living part as it will be frozen."""
        if key in self.living:
            return given(self.living[key].as_value())
        return self.answers[key].reply if key in self.answers else None

    def questions(self, section: Section) -> list[Question]:
        return [question for question in section.questions if question.key in self.asked]

    def goes_out(self) -> list[Section]:
        """The sections that others would see."""
        return [section for section in self.questionnaire.sections if section.sharing is not Sharing.HERE]

    def seen(self) -> dict[str, str]:
        """A short fingerprint of each answer and living part: whoever confirms has seen exactly these."""
        replies = {key: self.reply(key) for key in sorted({*self.answers, *self.living} & self.asked)}
        return {
            key: hashlib.sha256(canonical([reply.state, reply.value]).encode()).hexdigest()[:16]
            for key, reply in replies.items()
            if reply is not None and (reply.is_answer or key in self.living)
        }


def whole(row: Return, day: datetime.date) -> Whole:
    """Inside the scope of the return's alliance. Two queries and those of its living parts."""
    questionnaire = row.edition.questionnaire
    answers = current_answers(row)
    replies = {key: answer.reply for key, answer in answers.items()}
    asked = visible(questionnaire, replies)
    missing = {key for each in progress(questionnaire, replies) for key in each.missing}
    torn = set(
        Clash.objects.filter(of_return=row, settled_at=None).order_by().values_list("question", flat=True)
    )
    return Whole(
        row=row,
        questionnaire=questionnaire,
        answers={key: answer for key, answer in answers.items() if key in asked},
        living=_living(row, questionnaire, asked, day),
        asked=asked,
        missing=tuple(question for question in questionnaire.questions if question.key in missing),
        clashes=tuple(question for question in questionnaire.questions if question.key in torn & asked),
    )


def _living(
    row: Return, questionnaire: Questionnaire, asked: frozenset[str], day: datetime.date
) -> dict[str, LivingTable]:
    """In the language of the worksheet, whoever hands it in. Asked of each source once."""
    questions = [
        question
        for question in questionnaire.questions
        if question.kind is QuestionKind.LIVING and question.source and question.key in asked
    ]
    with translation.override(questionnaire.language):
        tables = {
            source: table(source, row.alliance, day)
            for source in dict.fromkeys(question.source for question in questions)
            if source
        }
    return {question.key: tables[question.source] for question in questions if question.source}
