"""What an alliance has sent to research, hand-in by hand-in, in the wording of its edition."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from klappt.core.questionnaire.model import Question, Section
from klappt.core.questionnaire.values import Reply, ReplyState
from klappt.returns.models import Return, SentAnswer, SentSection


@dataclass(frozen=True)
class SentEntry:
    """A question with the answer that was sent; None: not answered. `added_at`: after the hand-in."""

    question: Question
    reply: Reply | None
    added_at: datetime.datetime | None = None

    @property
    def file(self) -> str:
        """The fingerprint of a file that came along."""
        value = self.reply.value if self.reply else None
        return str(value["sha256"]) if isinstance(value, dict) and "sha256" in value else ""


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


def sent_return(row: Return, number: int | None = None) -> SentReturn:
    """As it stood after this hand-in; the latest where there is no such number. Two queries."""
    rows = list(row.sent_sections.select_related("edition", "late").order_by("hand_in", "pk"))
    answers = _answers(rows)
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


def _read(
    row: Return, holding: dict[str, SentSection], answers: dict[tuple[int, str], SentAnswer]
) -> Iterable[ReadSection]:
    for section in row.edition.questionnaire.sections:
        sent = holding.get(section.key)
        if sent is not None:
            asked = () if sent.was_held_back else section.questions
            yield ReadSection(section, sent, tuple(_entry(q, answers.get((sent.pk, q.key))) for q in asked))


def _entry(question: Question, answer: SentAnswer | None) -> SentEntry:
    if answer is None:
        return SentEntry(question, None)
    return SentEntry(question, Reply(ReplyState(answer.state), answer.value), answer.added_at)


def _late_entry(sent: SentSection, answers: dict[tuple[int, str], SentAnswer]) -> SentEntry:
    if sent.late is None:
        raise ValueError("only an answer to a late question is read here")
    question = sent.late.question
    found = _entry(question, answers.get((sent.pk, question.key)))
    return found if found.added_at else SentEntry(question, found.reply, sent.at)
