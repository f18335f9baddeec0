"""Who came over a year, by body and by field (A9, A10)."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import QuerySet

from klappt.actors.enums import Field
from klappt.bodies.models import Body
from klappt.meetings.enums import MeetingState, Presence
from klappt.meetings.models import Attendance, Meeting

THERE = (Presence.PRESENT, Presence.DEPUTY)


@dataclass
class Share:
    """Of places at held meetings where it was noted: how many were filled. Not noted is not missing."""

    label: str
    field: str = ""
    there: int = 0
    noted: int = 0
    unknown: int = 0

    @property
    def percent(self) -> int | None:
        return round(100 * self.there / self.noted) if self.noted else None

    def add(self, presence: str) -> None:
        if not presence:
            self.unknown += 1
            return
        self.noted += 1
        self.there += presence in THERE


@dataclass
class BodyYear:
    body: Body
    meetings: int
    whole: Share
    fields: list[Share] = field(default_factory=list)


def years() -> list[int]:
    """Years with a held meeting, the latest first."""
    found = _held().values_list("starts_at__year", flat=True).order_by("-starts_at__year").distinct()
    return list(found)


def numbers(year: int) -> list[BodyYear]:
    """For each body with a held meeting in this year. Three queries."""
    held = list(
        _held().filter(starts_at__year=year).select_related("body").order_by("body__position", "body_id")
    )
    count = Counter(meeting.body_id for meeting in held)
    found = {m.body_id: BodyYear(m.body, count[m.body_id], Share(m.body.name)) for m in held}
    shares: dict[tuple[int, str], Share] = {}
    places = Attendance.objects.filter(meeting__in=[meeting.pk for meeting in held], is_guest=False)
    for row in places.select_related("seat", "meeting").order_by("pk"):
        body = found[row.meeting.body_id]
        body.whole.add(row.presence)
        name = row.seat.field if row.seat else ""
        if name:
            label = str(Field(name).label)
            share = shares.setdefault((row.meeting.body_id, name), Share(label, name))
            share.add(row.presence)
    for each in Field:
        for body_id, body in found.items():
            if (body_id, each.value) in shares:
                body.fields.append(shares[body_id, each.value])
    return list(found.values())


def _held() -> QuerySet[Meeting]:
    held: QuerySet[Meeting] = Meeting.objects.filter(state=MeetingState.HELD).exclude(starts_at=None)
    return held
