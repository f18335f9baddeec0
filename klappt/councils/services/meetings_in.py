"""Meetings of the council with their agenda, and the papers that belong to them."""

import datetime
from typing import Any

from django.utils import timezone

from klappt.bodies.models import Body
from klappt.councils.enums import Doubt, Kind, Verdict
from klappt.councils.models import Origin, Paper
from klappt.councils.services.origins import differences, keep_origin
from klappt.councils.services.work import Work, attempt, show_changes
from klappt.councils.vocabulary import CouncilItem, CouncilMeeting, CouncilPaper, Row
from klappt.meetings.enums import MeetingState, MinutesState
from klappt.meetings.models import AgendaItem, Meeting, Minutes

_BUSY = (MeetingState.INVITED, MeetingState.UNDER_WAY)


def take_meetings(work: Work) -> None:
    now = timezone.now()
    for meeting in work.content.meetings:
        body = next((work.bodies[each] for each in meeting.bodies if each in work.bodies), None)
        if body is None:
            continue
        row = work.begin(Kind.MEETING, meeting.id, meeting.title)
        if not work.is_gone(row):
            attempt(row, _meeting, work, body, meeting, row, now)


def _meeting(work: Work, body: Body, council: CouncilMeeting, row: Row, now: datetime.datetime) -> None:
    values = {
        "title": council.title,
        "starts_at": council.starts_at,
        "ends_at": council.ends_at,
        "place": council.place,
        "state": _state(council, now).value,
    }
    origin = work.origins.get(council.id)
    meeting = origin.meeting if origin else None
    taken: dict[str, Any] = values
    if origin is None or meeting is None:
        meeting = _same(body, council, row) or _new_meeting(work, body, values)
    else:
        taken = _change_meeting(meeting, origin, values, row)
    work.meetings[council.id] = meeting
    keep_origin(
        alliance=work.alliance,
        identifier=council.id,
        kind=Kind.MEETING,
        taken=taken,
        known=origin,
        meeting=meeting,
    )


def _state(council: CouncilMeeting, now: datetime.datetime) -> MeetingState:
    if council.is_cancelled:
        return MeetingState.CANCELLED
    return MeetingState.HELD if council.ends_at < now else MeetingState.PLANNED


def _same(body: Body, council: CouncilMeeting, row: Row) -> Meeting | None:
    found: Meeting | None = Meeting.objects.filter(body=body, starts_at=council.starts_at).first()
    if found:
        row.note(Doubt.SAME_MEETING)
        row.verdict = Verdict.UNCHANGED
    return found


def _new_meeting(work: Work, body: Body, values: dict[str, Any]) -> Meeting:
    meeting = Meeting(alliance=work.alliance, body=body, **values)
    meeting.full_clean(exclude=["alliance", "body", "series"])
    meeting.save()
    return meeting


def _change_meeting(meeting: Meeting, origin: Origin, values: dict[str, Any], row: Row) -> dict[str, Any]:
    """Writes what changed there. Where people were invited from here, the coordination tells them itself."""
    here = {key: getattr(meeting, key) for key in values}
    if meeting.state in _BUSY and values["state"] != MeetingState.CANCELLED:
        values["state"] = origin.taken.get("state", values["state"])
    found = differences(origin, here, values)
    row.notes += found.notes
    if found.to_write and meeting.state in _BUSY:
        show_changes(row, here, found.to_write)
        row.note(Doubt.INVITED_HERE, ", ".join(new for _old, new in row.changes.values()))
        row.changes, row.verdict = {}, Verdict.UNCHANGED
        return dict(origin.taken)
    show_changes(row, here, found.to_write)
    for key, value in found.to_write.items():
        setattr(meeting, key, value)
    if found.to_write:
        meeting.full_clean(exclude=["alliance", "body", "series"])
        meeting.save(update_fields=list(found.to_write))
    return found.taken


def take_items(work: Work) -> None:
    meetings = [meeting.pk for meeting in work.meetings.values()]
    settled = set(
        Minutes.objects.filter(meeting__in=meetings)
        .exclude(state=MinutesState.DRAFT)
        .values_list("meeting_id", flat=True)
    )
    for item in work.content.items:
        meeting = work.meetings.get(item.meeting)
        if meeting is None:
            continue
        row = work.begin(Kind.ITEM, item.id, item.title)
        if work.is_gone(row):
            continue
        if meeting.pk in settled:
            row.verdict = Verdict.UNCHANGED
            row.note(Doubt.MINUTES_SENT)
            continue
        attempt(row, _item, work, meeting, item, row)


def _item(work: Work, meeting: Meeting, council: CouncilItem, row: Row) -> None:
    values = {"title": council.title, "text": council.text, "position": council.order}
    origin = work.origins.get(council.id)
    taken: dict[str, Any] = values
    item = origin.item if origin else None
    if origin is None or item is None:
        item = AgendaItem(alliance=work.alliance, meeting=meeting, **values)
        item.full_clean(exclude=["alliance", "meeting"])
        item.save()
    else:
        taken = _change(item, origin, values, row)
    work.items[council.id] = item
    keep_origin(
        alliance=work.alliance, identifier=council.id, kind=Kind.ITEM, taken=taken, known=origin, item=item
    )


def take_papers(work: Work) -> None:
    for paper in work.content.papers:
        item, meeting = work.items.get(paper.item), work.meetings.get(paper.meeting)
        if item is None and meeting is None:
            continue
        row = work.begin(Kind.PAPER, paper.id, paper.title)
        if not work.is_gone(row):
            attempt(row, _paper, work, paper, item, meeting, row)


def _paper(
    work: Work, council: CouncilPaper, item: AgendaItem | None, meeting: Meeting | None, row: Row
) -> None:
    values = {
        "title": council.title,
        "reference": council.reference,
        "kind": council.kind,
        "day": council.day,
        "url": council.url,
    }
    origin = work.origins.get(council.id)
    taken: dict[str, Any] = values
    paper = origin.paper if origin else None
    if origin is None or paper is None:
        paper = Paper(
            alliance=work.alliance, item=item, meeting=meeting or (item.meeting if item else None), **values
        )
        paper.full_clean(exclude=["alliance", "item", "meeting"])
        paper.save()
    else:
        taken = _change(paper, origin, values, row)
    keep_origin(
        alliance=work.alliance, identifier=council.id, kind=Kind.PAPER, taken=taken, known=origin, paper=paper
    )


def _change(target: AgendaItem | Paper, origin: Origin, values: dict[str, Any], row: Row) -> dict[str, Any]:
    here = {key: getattr(target, key) for key in values}
    found = differences(origin, here, values)
    row.notes += found.notes
    show_changes(row, here, found.to_write)
    for key, value in found.to_write.items():
        setattr(target, key, value)
    if found.to_write:
        target.save(update_fields=list(found.to_write))
    return found.taken
