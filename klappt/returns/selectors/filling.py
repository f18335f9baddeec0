"""The questions of a section with everything that stands at them, for the page where they are filled in."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.utils import timezone

from klappt.core.questionnaire.model import Question, QuestionKind, Section
from klappt.core.questionnaire.progress import visible
from klappt.core.questionnaire.values import EMPTY, Reply
from klappt.fields.forms import Entered
from klappt.living.model import LivingTable
from klappt.living.sources import table
from klappt.returns.enums import Origin
from klappt.returns.models import Answer, AnswerFile, Clash, Return
from klappt.returns.selectors.answers import current_answers, open_clashes, replies
from klappt.returns.selectors.earlier import Earlier, earlier_answers
from klappt.returns.selectors.in_force import in_force
from klappt.returns.selectors.joining import joined
from klappt.returns.selectors.remarks import open_remarks


@dataclass(frozen=True)
class Second:
    """A text that somebody wrote while somebody else was quicker."""

    clash: Clash
    can_be_joined: bool


@dataclass(frozen=True)
class Asked:
    """One question on the page. `number` counts through the whole worksheet and never moves."""

    question: Question
    number: int
    is_shown: bool
    answer: Answer | None = None
    seconds: tuple[Second, ...] = ()
    remarks: int = 0
    earlier: Earlier | None = None
    entered: Entered | None = None
    living: LivingTable | None = None
    seen: str | None = None

    @property
    def reply(self) -> Reply:
        return self.answer.reply if self.answer else EMPTY

    @property
    def over(self) -> str:
        """What goes along when it is saved: the answer that was seen here; `seen` where that is another."""
        if self.seen is not None:
            return self.seen
        return str(self.answer.pk) if self.answer else ""

    @property
    def file(self) -> str:
        """The number of the file that is the answer."""
        return self.answer.file_number if self.answer else ""

    @property
    def is_living(self) -> bool:
        return self.question.kind is QuestionKind.LIVING

    @property
    def may_stay(self) -> bool:
        """Last time's answer can be taken over with one click."""
        return self.earlier is not None and self.earlier.fits and self.earlier.reply != self.reply

    @property
    def is_as_before(self) -> bool:
        """The same stands there as last time, asked in the same words."""
        before = self.earlier
        return before is not None and before.reply == self.reply and not before.is_reworded

    @property
    def was_taken_over(self) -> bool:
        return self.answer is not None and self.answer.origin == Origin.UNCHANGED


@dataclass(frozen=True)
class Page:
    """Everything at the questions of a section; read once, then asked question by question.

    `replies` are those of the whole return: a condition looks at other sections, too.
    """

    return_: Return
    replies: Mapping[str, Reply]
    answers: Mapping[str, Answer]
    clashes: Mapping[str, list[Clash]]
    remarks: Mapping[str, int]
    earlier: Mapping[str, Earlier]

    def asked(
        self,
        section: Section,
        entered: Mapping[str, Entered] | None = None,
        only: Collection[str] = (),
        seen: Mapping[str, int | None] | None = None,
    ) -> list[Asked]:
        """The questions of the section in their order; `only` some of them.

        `entered` is what was typed, `seen` the keys of the answers that stood there then.
        """
        questionnaire = self.return_.edition.questionnaire
        shown = visible(questionnaire, self.replies)
        first = questionnaire.questions.index(section.questions[0]) + 1 if section.questions else 1
        asked = [
            self._asked(question, number, (entered or {}).get(question.key), is_shown=question.key in shown)
            for number, question in enumerate(section.questions, start=first)
            if not only or question.key in only
        ]
        before = {key: str(pk or "") for key, pk in (seen or {}).items()}
        return [replace(each, seen=before.get(each.question.key)) for each in asked]

    def _asked(self, question: Question, number: int, entered: Entered | None, *, is_shown: bool) -> Asked:
        if not is_shown:
            return Asked(question, number, is_shown=False)
        answer = self.answers.get(question.key)
        reply = answer.reply if answer else EMPTY
        return Asked(
            question,
            number,
            is_shown=True,
            answer=answer,
            seconds=tuple(
                Second(clash, joined(question, reply, clash.beside.reply) is not None)
                for clash in self.clashes.get(question.key, ())
            ),
            remarks=self.remarks.get(question.key, 0),
            earlier=self.earlier.get(question.key),
            entered=entered,
            living=self._living(question),
        )

    def _living(self, question: Question) -> LivingTable | None:
        if question.source is None or not self.return_.is_open:
            return None
        day: datetime.date = timezone.localdate()
        return table(question.source, self.return_.alliance, day)


def page_of(return_: Return, section: Section) -> Page:
    here = {question.key for question in section.questions}
    return Page(
        return_,
        in_force(return_, replies(return_)),
        current_answers(return_, here),
        open_clashes(return_),
        open_remarks(return_),
        earlier_answers(return_, here),
    )


def file_of(return_: Return, pk: int) -> AnswerFile | None:
    found: AnswerFile | None = AnswerFile.objects.filter(
        of_return__alliance=return_.alliance_id, pk=pk
    ).first()
    return found
