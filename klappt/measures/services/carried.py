"""Multiplying: what somebody carried from the alliance into their own organisation (A10)."""

import datetime
from typing import TypedDict, Unpack

from klappt.accounts.models import User
from klappt.actors.models import Institution
from klappt.alliances.models import Alliance
from klappt.audit.services import event
from klappt.measures import events
from klappt.measures.models import Carried
from klappt.meetings.models import Meeting, Outcome

_REFERENCES = ("alliance", "institution", "outcome", "meeting", "by")


class Words(TypedDict):
    """What somebody says of it."""

    institution: Institution
    what: str
    where: str
    on: datetime.date
    outcome: Outcome | None
    meeting: Meeting | None


def carry_on(*, alliance: Alliance, by: User, **words: Unpack[Words]) -> Carried:
    with event(events.CARRIED_ON, by=by, alliance=alliance):
        row = Carried(alliance=alliance, by=by)
        _write(row, words)
    return row


def change_carried(*, carried: Carried, by: User, **words: Unpack[Words]) -> Carried:
    with event(events.CARRIED_CHANGED, by=by, alliance=carried.alliance):
        _write(carried, words)
    return carried


def remove_carried(*, carried: Carried, by: User) -> None:
    with event(events.CARRIED_REMOVED, by=by, alliance=carried.alliance):
        carried.delete()


def _write(row: Carried, words: Words) -> None:
    for name, value in words.items():
        setattr(row, name, " ".join(value.split()) if isinstance(value, str) else value)
    row.field = words["institution"].field
    row.full_clean(exclude=_REFERENCES)
    row.save()
