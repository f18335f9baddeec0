"""What was handed in, as it was written down then and is read for ever (docs/handing-in.md)."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.dateparse import parse_datetime

from klappt.core.questionnaire.model import Question, QuestionKind, Questionnaire, Section, Sharing
from klappt.core.questionnaire.values import Reply, ReplyState, given
from klappt.returns.models import HandIn

FORMAT = "klappt-hand-in/1"


class Way(StrEnum):
    """What became of a section when it was handed in."""

    SENT = "sent"
    HELD_BACK = "held_back"
    HERE = "here"


@dataclass(frozen=True)
class Entry:
    """A question with what stood there. `by` and `at` are empty for a living part and where nobody wrote."""

    question: Question
    reply: Reply | None
    by: str = ""
    at: datetime.datetime | None = None

    @property
    def is_living(self) -> bool:
        return self.question.kind is QuestionKind.LIVING


@dataclass(frozen=True)
class FrozenSection:
    section: Section
    way: Way
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Frozen:
    """A hand-in in the wording of its edition, with the names that alliance and worksheet had then.

    `agreed_is_older`: an answer was changed after the lead had agreed.
    """

    hand_in: HandIn
    questionnaire: Questionnaire
    alliance: str
    wave: str
    worksheet: str
    edition: int
    by: str
    agreed_by: str
    agreed_at: datetime.datetime | None
    agreed_is_older: bool
    sections: tuple[FrozenSection, ...]

    def entry(self, key: str) -> Entry | None:
        found = (entry for section in self.sections for entry in section.entries)
        return next((entry for entry in found if entry.question.key == key), None)


@dataclass(frozen=True)
class Difference:
    """A question that stood differently in two hand-ins; None: there was no answer."""

    question: Question
    before: Reply | None
    after: Reply | None


def canonical(values: Any) -> str:
    """JSON in which the same values always give the same characters."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_frozen(row: HandIn) -> Frozen:
    """The content of a hand-in, read with the wording of its own edition."""
    content: dict[str, Any] = json.loads(row.content)
    questionnaire = row.edition.questionnaire
    ways = {each["key"]: Way(each["way"]) for each in content["sections"]}
    agreed = content["agreed"] or {"by": "", "at": ""}
    return Frozen(
        hand_in=row,
        questionnaire=questionnaire,
        alliance=content["alliance"]["name"],
        wave=content["wave"]["title"],
        worksheet=content["worksheet"]["title"],
        edition=content["edition"]["number"],
        by=content["by"],
        agreed_by=agreed["by"],
        agreed_at=parse_datetime(agreed["at"]) if agreed["at"] else None,
        agreed_is_older=agreed.get("is_older", False),
        sections=tuple(
            FrozenSection(section, ways.get(section.key, Way.HERE), _entries(section, content))
            for section in questionnaire.sections
        ),
    )


def _entries(section: Section, content: dict[str, Any]) -> tuple[Entry, ...]:
    asked = set(content["asked"])
    return tuple(_entry(question, content) for question in section.questions if question.key in asked)


def _entry(question: Question, content: dict[str, Any]) -> Entry:
    if question.key in content["living"]:
        return Entry(question, given(content["living"][question.key]))
    found = content["answers"].get(question.key)
    if found is None:
        return Entry(question, None)
    reply = Reply(ReplyState(found["state"]), found["value"])
    return Entry(question, reply, found["by"], parse_datetime(found["at"]))


def differences(before: Frozen, after: Frozen) -> list[Difference]:
    """In the order of the later one; questions only the earlier one asked come last."""
    questions = {
        entry.question.key: entry.question
        for frozen in (after, before)
        for section in frozen.sections
        for entry in section.entries
    }
    pairs = [(question, before.entry(key), after.entry(key)) for key, question in questions.items()]
    both = [
        (question, was.reply if was else None, now.reply if now else None) for question, was, now in pairs
    ]
    return [Difference(question, _said(was), _said(now)) for question, was, now in both if not same(was, now)]


def same(one: Reply | None, other: Reply | None) -> bool:
    """Nothing said is nothing said, and a living part is the same on another day if its rows are."""
    return _undated(_said(one)) == _undated(_said(other))


def _said(reply: Reply | None) -> Reply | None:
    return reply if reply and reply.is_answer else None


def _undated(reply: Reply | None) -> Reply | None:
    if reply is None or not isinstance(reply.value, dict) or "rows" not in reply.value:
        return reply
    return given({key: value for key, value in reply.value.items() if key != "as_of"})


def way_of(section: Section, held_back: Sequence[str] | frozenset[str] | set[str]) -> Way:
    if section.sharing is Sharing.HERE:
        return Way.HERE
    return Way.HELD_BACK if section.key in held_back else Way.SENT
