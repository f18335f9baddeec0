"""A worksheet as it would be handed in right now: answers, living parts, and what is in the way."""

import datetime
import hashlib
from collections.abc import Mapping, Sequence
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
from klappt.returns.selectors.in_force import in_force
from klappt.returns.selectors.open_sections import open_sections


@dataclass(frozen=True)
class Whole:
    """Only what is asked with these answers: a question that is hidden is neither shown nor frozen.

    `replies` are those that count (`in_force`), `answers` say who wrote what stands in the open sections.
    """

    row: Return
    questionnaire: Questionnaire
    replies: Mapping[str, Reply]
    answers: Mapping[str, Answer]
    living: Mapping[str, LivingTable]
    asked: frozenset[str]
    missing: tuple[Question, ...]
    clashes: tuple[Question, ...]
    # After a question back only these sections are open; None: all of them are.
    only: frozenset[str] | None = None

    def is_open(self, section: Section) -> bool:
        return self.only is None or section.key in self.only

    def reply(self, key: str) -> Reply | None:
        """What stands at the question: the answer, or the living part as it will be frozen."""
        if key in self.living:
            return given(self.living[key].as_value())
        return self.replies.get(key)

    def questions(self, section: Section) -> list[Question]:
        return [question for question in section.questions if question.key in self.asked]

    def goes_out(self) -> list[Section]:
        """The sections that others would see. What went out before and is not open does not go once more."""
        shared = [section for section in self.questionnaire.sections if section.sharing is not Sharing.HERE]
        return [section for section in shared if self.is_open(section)]

    def seen(self) -> dict[str, str]:
        """A short fingerprint of each answer and living part: whoever confirms has seen exactly these."""
        open_ones = {
            q.key for each in self.questionnaire.sections if self.is_open(each) for q in each.questions
        }
        keys = {*self.replies, *self.living} & self.asked & open_ones
        replies = {key: self.reply(key) for key in sorted(keys)}
        return {
            key: hashlib.sha256(canonical([reply.state, reply.value]).encode()).hexdigest()[:16]
            for key, reply in replies.items()
            if reply is not None and (reply.is_answer or key in self.living)
        }


def whole(row: Return, day: datetime.date) -> Whole:
    """Inside the scope of the return's alliance. Two queries, four after a question back."""
    questionnaire = row.edition.questionnaire
    answers = current_answers(row)
    replies = in_force(row, {key: answer.reply for key, answer in answers.items()})
    asked, only = visible(questionnaire, replies), open_sections(row)
    within = [
        question
        for section in questionnaire.sections
        if only is None or section.key in only
        for question in section.questions
        if question.key in asked
    ]
    missing = {key for each in progress(questionnaire, replies) for key in each.missing}
    torn = set(
        Clash.objects.filter(of_return=row, settled_at=None).order_by().values_list("question", flat=True)
    )
    return Whole(
        row=row,
        questionnaire=questionnaire,
        replies={key: reply for key, reply in replies.items() if key in asked},
        answers={key: answer for key, answer in answers.items() if key in asked},
        living=_living(row, within, day),
        asked=asked,
        missing=tuple(question for question in within if question.key in missing),
        clashes=tuple(question for question in within if question.key in torn),
        only=only,
    )


def _living(row: Return, within: Sequence[Question], day: datetime.date) -> dict[str, LivingTable]:
    """In the language of the worksheet, whoever hands it in. Asked of each source once."""
    questions = [each for each in within if each.kind is QuestionKind.LIVING and each.source]
    with translation.override(row.edition.questionnaire.language):
        tables = {
            source: table(source, row.alliance, day)
            for source in dict.fromkeys(question.source for question in questions)
            if source
        }
    return {question.key: tables[question.source] for question in questions if question.source}
