"""What an alliance has sent to research, hand-in by hand-in, in the wording of its edition."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from klappt.core.questionnaire.model import Question, QuestionKind, Section
from klappt.core.questionnaire.progress import visible
from klappt.core.questionnaire.values import Reply, ReplyState
from klappt.returns.models import Return, SentAnswer, SentSection


@dataclass(frozen=True)
class SentEntry:
    """A question with the answer that was sent; None: not answered. `added_at`: after the hand-in.

    `file` is the key of the answer that names a file which came along. `was_asked` is False where the answers
    that were sent left the question out: that is something else than no answer.
    """

    question: Question
    reply: Reply | None
    added_at: datetime.datetime | None = None
    file: int | None = None
    was_asked: bool = True


@dataclass(frozen=True)
class ReadSection:
    """A section as it was sent, or the word that it was held back. `row` None: it never came out."""

    section: Section
    row: SentSection
    entries: tuple[SentEntry, ...]


@dataclass(frozen=True)
class HandedIn:
    """One hand-in, as far as research knows of it."""

    number: int
    at: datetime.datetime


@dataclass(frozen=True)
class SentReturn:
    """What holds after the hand-in `number`; `late` are answers to questions asked afterwards."""

    number: int
    hand_ins: tuple[HandedIn, ...]
    sections: tuple[ReadSection, ...]
    late: tuple[SentEntry, ...]

    @property
    def is_latest(self) -> bool:
        return not self.hand_ins or self.number == self.hand_ins[-1].number


@dataclass(frozen=True)
class Answers:
    """What was sent, by section and question, and the fingerprints of the files that came along."""

    given: dict[tuple[int, str], SentAnswer]
    files: frozenset[str]

    def replies(self, sections: Collection[int]) -> dict[str, Reply]:
        return {
            question: Reply(ReplyState(answer.state), answer.value)
            for (section, question), answer in self.given.items()
            if section in sections
        }

    def entry(self, sent: SentSection, question: Question) -> SentEntry:
        answer = self.given.get((sent.pk, question.key))
        if answer is None:
            return SentEntry(question, None)
        reply = Reply(ReplyState(answer.state), answer.value)
        file = None
        if question.kind is QuestionKind.FILE and answer.value and answer.value["sha256"] in self.files:
            file = answer.pk
        return SentEntry(question, reply, answer.added_at, file)


def sent_return(row: Return, number: int | None = None) -> SentReturn:
    """As it stood after this hand-in; the latest where there is no such number. Three queries."""
    rows = list(row.sent_sections.select_related("edition", "late").order_by("hand_in", "pk"))
    answers = Answers(
        _answers(rows), frozenset(row.sent_files.order_by("pk").values_list("sha256", flat=True))
    )
    whole = [each for each in rows if each.late_id is None]
    hand_ins = tuple(HandedIn(n, at) for n, at in {each.hand_in: each.at for each in whole}.items())
    known = {each.number for each in hand_ins}
    last = max(known, default=0)
    wanted = number if number in known else last
    holding = {each.section: each for each in whole if each.hand_in <= (wanted or 0)}
    late = [each for each in rows if each.late_id is not None] if wanted == last else []
    return SentReturn(
        number=wanted or 0,
        hand_ins=hand_ins,
        sections=tuple(_read(row, holding, answers)),
        late=tuple(_late_entry(each, answers) for each in late),
    )


def _answers(rows: Iterable[SentSection]) -> dict[tuple[int, str], SentAnswer]:
    found = SentAnswer.objects.filter(section__in=[each.pk for each in rows]).order_by("pk")
    return {(answer.section_id, answer.question): answer for answer in found}


def _read(row: Return, holding: dict[str, SentSection], answers: Answers) -> Iterable[ReadSection]:
    read = {section: sent for section, sent in holding.items() if not sent.was_held_back}
    asked = visible(row.edition.questionnaire, answers.replies({sent.pk for sent in read.values()}))
    for section in row.edition.questionnaire.sections:
        sent = holding.get(section.key)
        if sent is not None:
            entries = [answers.entry(sent, question) for question in section.questions if section.key in read]
            yield ReadSection(
                section,
                sent,
                tuple(replace(each, was_asked=each.question.key in asked) for each in entries),
            )


def _late_entry(sent: SentSection, answers: Answers) -> SentEntry:
    if sent.late is None:
        raise ValueError("only an answer to a late question is read here")
    found = answers.entry(sent, sent.late.question)
    return found if found.added_at else replace(found, added_at=sent.at)
