"""What alliances sent for one worksheet, read in five queries however much there is.

Research reads `Return`, `SentSection` and `SentAnswer`, which are shared; nothing here opens a scope.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field, fields
from typing import Any

from django.db.models import QuerySet

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


@dataclass
class SentReturn:
    """One alliance in one wave: the answers of its latest hand-in that went out.

    `number` is how often it was handed in, `sections` what went out, `added` the days of late answers.
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


def sent(worksheet: Worksheet, waves: Collection[int] | None = None) -> Sent:
    """By wave and alliance. `waves` are numbers; None: all of them."""
    rows = {row.pk: row for row in _returns(worksheet, waves)}
    _read_sections(worksheet, waves, rows)
    _read_answers(worksheet, waves, rows)
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


def _read_sections(worksheet: Worksheet, waves: Collection[int] | None, rows: dict[int, SentReturn]) -> None:
    found = _within(SentSection.objects.filter(is_latest=True), worksheet, waves)
    for of_return, hand_in, section, held_back, late in found.order_by("pk").values_list(
        "of_return_id", "hand_in", "section", "was_held_back", "late_id"
    ):
        row = rows.get(of_return)
        if row is None:
            continue
        if late is None:
            row.number = max(row.number, hand_in)
        if not held_back:
            row.sections.add(section)


def _read_answers(worksheet: Worksheet, waves: Collection[int] | None, rows: dict[int, SentReturn]) -> None:
    found = _within(SentAnswer.objects.filter(section__is_latest=True), worksheet, waves)
    for of_return, question, state, value, added_at in found.order_by("pk").values_list(
        "of_return_id", "question", "state", "value", "added_at"
    ):
        row = rows.get(of_return)
        if row is None:
            continue
        row.replies[question] = Reply(ReplyState(state), value)
        if added_at is not None:
            row.added[question] = added_at


def _late(worksheet: Worksheet, waves: Collection[int] | None) -> list[Late]:
    found = LateQuestion.objects.filter(wave__edition__worksheet=worksheet)
    if waves is not None:
        found = found.filter(wave__number__in=waves)
    rows = found.select_related("wave").order_by("asked_at", "pk")
    return [
        Late(row.question, row.wave.number, row.of_return_id, row.asked_at, row.reason)
        for row in rows
        if row.withdrawn_at is None
    ]


def _within(rows: QuerySet[Any], worksheet: Worksheet, waves: Collection[int] | None) -> QuerySet[Any]:
    found = rows.filter(of_return__edition__worksheet=worksheet)
    return found if waves is None else found.filter(of_return__wave__number__in=waves)
