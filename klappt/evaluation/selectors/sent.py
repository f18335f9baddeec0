"""What alliances sent for one worksheet, read in five queries however much there is.

Files for researchers have what holds now; figures have what held when the wave ended, so that they do not
move when one alliance hands in again. Research reads `Return`, `SentSection` and `SentAnswer`, which are
shared; nothing here opens a scope.
"""

import datetime
import json
from collections.abc import Collection
from dataclasses import dataclass, field, fields
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from klappt.core.questionnaire.model import Question, Questionnaire
from klappt.core.questionnaire.values import Reply, ReplyState
from klappt.returns.models import LateQuestion, Return, SentAnswer, SentSection
from klappt.worksheets.models import Worksheet
from klappt.worksheets.selectors.editions import published_editions

_OF_RETURN = (
    "pk",
    "alliance__key",
    "alliance__name",
    "alliance__is_example",
    "alliance__municipality__name",
    "alliance__municipality__ags",
    "alliance__municipality__kind",
    "wave__number",
    "wave__title",
    "wave__closes_on",
    "edition__number",
    "handed_in_at",
    "first_handed_in_at",
    "came_late",
)

_STATES = {each.value: each for each in ReplyState}
_read_json = json.JSONDecoder().raw_decode


@dataclass
class SentReturn:
    """One alliance in one wave: the answers that went out with one of its hand-ins.

    `number` is which one, `sections` what went out, `added` the days of late answers.
    """

    pk: int
    alliance: str
    name: str
    is_example: bool
    area: str
    ags: str
    kind: str
    wave: int
    wave_title: str
    closes_on: datetime.date
    edition: int
    handed_in_at: datetime.datetime
    first_handed_in_at: datetime.datetime
    came_late: bool
    number: int = 0
    replies: dict[str, Reply] = field(default_factory=dict)
    sections: set[str] = field(default_factory=set)
    added: dict[str, datetime.datetime] = field(default_factory=dict)


@dataclass(frozen=True)
class Late:
    """A question asked after the hand-in; `of_return` is empty when the whole wave was asked."""

    question: Question
    wave: int
    of_return: int | None
    asked_at: datetime.datetime
    reason: str

    def was_asked_of(self, row: SentReturn) -> bool:
        return self.of_return == row.pk if self.of_return else self.wave == row.wave


@dataclass(frozen=True)
class Sent:
    """All that was sent for a worksheet in these waves, with all its published editions."""

    worksheet: Worksheet
    editions: list[tuple[int, Questionnaire]]
    rows: list[SentReturn]
    late: list[Late]

    def questionnaire(self, number: int) -> Questionnaire:
        return dict(self.editions)[number]

    def unseen(self, row: SentReturn) -> frozenset[str]:
        """Keys of the questions whose section stayed with the alliance."""
        sections = self.questionnaire(row.edition).sections
        return frozenset(
            question.key
            for section in sections
            if section.key not in row.sections
            for question in section.questions
        )


def sent(worksheet: Worksheet, waves: Collection[int] | None = None, *, as_it_ended: bool = False) -> Sent:
    """By wave and alliance. `waves` are numbers; None: all of them.

    The latest hand-in of each, or with `as_it_ended` the one that held on the last day of the wave: of those
    who handed in later their first one.
    """
    rows = {row.pk: row for row in _returns(worksheet, waves)}
    by_return = _sections_of(worksheet, waves, as_it_ended=as_it_ended)
    counting: set[int] = set()
    for row in rows.values():
        found = by_return.get(row.pk, [])
        held = _as_it_ended(found, row.closes_on) if as_it_ended else found
        _note(row, held)
        counting.update(each.pk for each in held)
    _read_answers(worksheet, waves, rows, counting, is_latest=not as_it_ended)
    editions = [(each.number, each.questionnaire) for each in published_editions(worksheet)]
    return Sent(worksheet, editions, list(rows.values()), _late(worksheet, waves))


def _returns(worksheet: Worksheet, waves: Collection[int] | None) -> list[SentReturn]:
    found = Return.objects.filter(edition__worksheet=worksheet, first_handed_in_at__isnull=False)
    if waves is not None:
        found = found.filter(wave__number__in=waves)
    rows = found.order_by("wave__number", "alliance__name", "pk").values_list(*_OF_RETURN)
    return [SentReturn(**_filled(row)) for row in rows]


def _filled(row: tuple[Any, ...]) -> dict[str, Any]:
    names = (each.name for each in fields(SentReturn))
    return {name: "" if value is None else value for name, value in zip(names, row, strict=False)}


@dataclass(frozen=True)
class _Section:
    pk: int
    of_return: int
    hand_in: int
    key: str
    was_held_back: bool
    late: int | None
    at: datetime.datetime


def _sections_of(
    worksheet: Worksheet, waves: Collection[int] | None, *, as_it_ended: bool
) -> dict[int, list[_Section]]:
    """By return, earlier hand-ins first."""
    rows = SentSection.objects.all() if as_it_ended else SentSection.objects.filter(is_latest=True)
    names = ("pk", "of_return_id", "hand_in", "section", "was_held_back", "late_id", "at")
    found: dict[int, list[_Section]] = {}
    for values in _within(rows, worksheet, waves).order_by("hand_in", "pk").values_list(*names):
        section = _Section(*values)
        found.setdefault(section.of_return, []).append(section)
    return found


def _as_it_ended(sections: list[_Section], last_day: datetime.date) -> list[_Section]:
    """A question back opens some sections only: the others still hold as they were sent before."""
    whole = [each for each in sections if each.late is None]
    in_time = [each.hand_in for each in whole if timezone.localdate(each.at) <= last_day]
    number = max(in_time) if in_time else min((each.hand_in for each in whole), default=0)
    held = {each.key: each for each in whole if each.hand_in <= number}
    return [*held.values(), *(each for each in sections if each.late is not None)]


def _note(row: SentReturn, sections: list[_Section]) -> None:
    row.number = max((each.hand_in for each in sections if each.late is None), default=0)
    row.sections = {each.key for each in sections if not each.was_held_back}


def _read_answers(
    worksheet: Worksheet,
    waves: Collection[int] | None,
    rows: dict[int, SentReturn],
    counting: set[int],
    *,
    is_latest: bool,
) -> None:
    """`counting` are the rows of `SentSection` whose answers hold; latest ones the database can choose."""
    answers = SentAnswer.objects.filter(section__is_latest=True) if is_latest else SentAnswer.objects.all()
    found = _within(answers, worksheet, waves)
    # A file of everything is mostly this loop: the database hands out JSON as the text it is, read here once.
    told = found.annotate(raw=Cast("value", TextField())).order_by("pk")
    for section, of_return, question, state, raw, added_at in told.values_list(
        "section_id", "of_return_id", "question", "state", "raw", "added_at"
    ):
        row = rows.get(of_return)
        if row is None or section not in counting:
            continue
        row.replies[question] = Reply(_STATES[state], None if raw is None else _read_json(raw)[0])
        if added_at is not None:
            row.added[question] = added_at


def _late(worksheet: Worksheet, waves: Collection[int] | None) -> list[Late]:
    """Also withdrawn ones that somebody has answered: what was sent is not lost."""
    answered = SentAnswer.objects.filter(section__late=OuterRef("pk"))
    found = LateQuestion.objects.filter(
        Q(withdrawn_at=None) | Exists(answered), wave__edition__worksheet=worksheet
    )
    if waves is not None:
        found = found.filter(wave__number__in=waves)
    rows = found.select_related("wave").order_by("asked_at", "pk")
    return [Late(row.question, row.wave.number, row.of_return_id, row.asked_at, row.reason) for row in rows]


def _within(rows: QuerySet[Any], worksheet: Worksheet, waves: Collection[int] | None) -> QuerySet[Any]:
    found = rows.filter(of_return__edition__worksheet=worksheet)
    return found if waves is None else found.filter(of_return__wave__number__in=waves)
