"""The minutes of a meeting as a plain value: what is read, sent, frozen and put on paper (A6).

It holds words, not rows, so that it can be kept as JSON and still says years later what was said.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from klappt.actors.enums import Field
from klappt.meetings.enums import ItemKind, OutcomeKind, OutcomeState, Presence
from klappt.meetings.models import Attendance, Meeting, Minutes, Outcome, OutcomeChange
from klappt.meetings.selectors.agenda import next_after
from klappt.meetings.selectors.room import items_with_all


@dataclass(frozen=True)
class Place:
    """Somebody who was to come. `presence` empty: nobody has noted whether they were there."""

    key: int
    name: str
    institution: str
    field: str
    presence: str
    deputy: str
    is_guest: bool


@dataclass(frozen=True)
class Result:
    key: int
    kind: str
    text: str
    person: str
    institution: str
    due_on: datetime.date | None
    goal: str


@dataclass(frozen=True)
class Standing:
    """How something agreed earlier stood in this meeting."""

    text: str
    person: str
    due_on: datetime.date | None
    state: str
    reason: str


@dataclass(frozen=True)
class Approved:
    """Earlier minutes that this meeting has approved."""

    title: str
    day: datetime.date | None
    corrections: int


@dataclass(frozen=True)
class Entry:
    """An agenda item with what was said to it and what came of it."""

    key: int
    number: int
    kind: str
    title: str
    presenter: str
    notes: str
    results: tuple[Result, ...]
    standing: tuple[Standing, ...] = ()
    approved: tuple[Approved, ...] = ()


@dataclass(frozen=True)
class Record:
    """The whole minutes. Times are aware; `ends` is empty while the meeting goes on."""

    title: str
    body: str
    alliance: str
    begins: datetime.datetime | None
    ends: datetime.datetime | None
    place: str
    chair: str
    places: tuple[Place, ...]
    entries: tuple[Entry, ...]
    next_begins: datetime.datetime | None
    next_place: str


_FORM = TypeAdapter(Record)


def as_json(record: Record) -> Any:
    return _FORM.dump_python(record, mode="json")


def from_json(kept: Any) -> Record:
    return _FORM.validate_python(kept)


def record_of(meeting: Meeting) -> Record:
    """The minutes as the rows say now: while they are a draft. A fixed number of queries."""
    following = next_after(meeting)
    places = Attendance.objects.filter(meeting=meeting).select_related("institution", "seat__institution")
    return Record(
        title=meeting.title,
        body=meeting.body.name,
        alliance=meeting.alliance.name,
        begins=meeting.begun_at or meeting.starts_at,
        ends=meeting.ended_at or meeting.ends_at,
        place=meeting.place,
        chair=meeting.chair,
        places=tuple(_place(row) for row in places.order_by("position", "pk")),
        entries=tuple(_entries(meeting)),
        next_begins=following.starts_at if following else None,
        next_place=following.place if following else "",
    )


def _place(row: Attendance) -> Place:
    institution = row.institution or (row.seat.institution if row.seat else None)
    field = (row.seat.field if row.seat else "") or (institution.field if institution else "")
    return Place(
        key=row.pk,
        name=row.name,
        institution=institution.name if institution else "",
        field=field,
        presence=row.presence,
        deputy=row.deputy_name if row.presence == Presence.DEPUTY else "",
        is_guest=row.is_guest,
    )


def _entries(meeting: Meeting) -> Iterable[Entry]:
    for number, item in enumerate(items_with_all(meeting), 1):
        yield Entry(
            key=item.pk,
            number=number,
            kind=item.kind,
            title=item.title,
            presenter=item.presenter,
            notes=item.notes,
            results=tuple(_result(row) for row in item.outcomes.all()),
            standing=tuple(_standing(meeting)) if item.kind == ItemKind.OPEN_MEASURES else (),
            approved=tuple(_approved(meeting)) if item.kind == ItemKind.LAST_MINUTES else (),
        )


def _result(row: Outcome) -> Result:
    return Result(
        key=row.pk,
        kind=row.kind,
        text=row.text,
        person=row.person,
        institution=row.institution.name if row.institution else "",
        due_on=row.due_on,
        goal=row.goal.text if row.goal else "",
    )


def _standing(meeting: Meeting) -> Iterable[Standing]:
    """What of the body's earlier measures was open when the meeting began, and how it stood at its end."""
    begun = meeting.begun_at or meeting.starts_at or timezone.now()
    ended = meeting.ended_at or timezone.now()
    rows = Outcome.objects.filter(
        item__meeting__body=meeting.body_id, kind=OutcomeKind.MEASURE, created_at__lt=begun
    ).exclude(item__meeting=meeting)
    for row in rows.prefetch_related("changes").order_by("due_on", "pk"):
        steps = sorted(row.changes.all(), key=lambda each: (each.at, each.pk))
        before = _last(step for step in steps if step.at < begun and step.meeting_id != meeting.pk)
        said = _last(step for step in steps if step.at <= ended or step.meeting_id == meeting.pk)
        if said and before and before.state not in (OutcomeState.DONE, OutcomeState.DROPPED):
            yield Standing(said.text or row.text, said.person, said.due_on, said.state, said.reason)


def _last(steps: Iterable[OutcomeChange]) -> OutcomeChange | None:
    found = list(steps)
    return found[-1] if found else None


def _approved(meeting: Meeting) -> Iterable[Approved]:
    rows = Minutes.objects.filter(approved_in=meeting).select_related("meeting")
    for row in rows.prefetch_related("corrections").order_by("meeting__starts_at", "pk"):
        held = row.meeting.begun_at or row.meeting.starts_at
        day = timezone.localdate(held) if held else None
        yield Approved(row.meeting.title, day, len(row.corrections.all()))


@dataclass(frozen=True)
class Group:
    """Who was there, was excused or missing, by field; guests come last."""

    label: str
    field: str
    places: list[Place]


def presence_by_field(record: Record) -> list[tuple[str, list[Group]]]:
    """The places by presence and, within, by field, in the order of the fields; empty groups are left out."""
    labels = {
        (Presence.PRESENT, Presence.DEPUTY): _("Present"),
        (Presence.EXCUSED,): _("Excused"),
        (Presence.MISSING,): _("Missing"),
        ("",): _("Not noted"),
    }
    found = []
    for kinds, label in labels.items():
        places = [place for place in record.places if place.presence in kinds]
        groups = [
            Group(str(field.label), field.value, [p for p in places if p.field == field and not p.is_guest])
            for field in Field
        ]
        groups.append(Group("", "", [p for p in places if p.field not in Field and not p.is_guest]))
        groups.append(Group(str(_("Guests")), "", [p for p in places if p.is_guest]))
        if places:
            found.append((str(label), [group for group in groups if group.places]))
    return found
