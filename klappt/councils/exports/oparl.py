"""The bodies of an alliance as OParl 1.1: what could stand in any council information system.

Institutions and days, no people: who sits there in person, what was said and what was agreed stays here.
"""

import datetime
import io
import json
import zipfile
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from klappt.actors.models import Institution
from klappt.alliances.models import Alliance
from klappt.bodies.models import Body, Seat
from klappt.councils.models import Paper
from klappt.meetings.enums import ItemKind, MeetingState
from klappt.meetings.models import AgendaItem, Meeting

SCHEMA = "https://schema.oparl.org/1.1/"
Plain = dict[str, Any]


def oparl_zip(alliance: Alliance, address: str) -> bytes:
    """A zip with the objects in lists. `address` is what the ids begin with, and ends with a slash."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in oparl_files(alliance, address).items():
            archive.writestr(name, json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    return target.getvalue()


def oparl_files(alliance: Alliance, address: str) -> dict[str, Plain]:
    """Each file by its name. The scope of the alliance is open."""
    maker = _Maker(address, timezone.localtime().replace(microsecond=0))
    bodies = list(Body.objects.order_by("position", "pk"))
    seats = list(Seat.objects.select_related("institution").order_by("body_id", "position", "pk"))
    institutions = {seat.institution_id: seat.institution for seat in seats}
    meetings = list(Meeting.objects.filter(starts_at__isnull=False).order_by("starts_at", "pk"))
    items = list(
        AgendaItem.objects.filter(meeting__in=meetings, kind=ItemKind.TOPIC).order_by(
            "meeting_id", "position", "pk"
        )
    )
    papers = list(Paper.objects.filter(meeting__in=meetings).order_by("pk"))
    organizations = [
        *(maker.body(body, [seat for seat in seats if seat.body_id == body.pk]) for body in bodies),
        *(maker.institution(each) for each in institutions.values()),
    ]
    return {
        "system.json": maker.system(alliance),
        "body.json": maker.page([maker.council(alliance)]),
        "organization.json": maker.page(organizations),
        "membership.json": maker.page(maker.membership(seat) for seat in seats),
        "meeting.json": maker.page(
            maker.meeting(meeting, [item for item in items if item.meeting_id == meeting.pk])
            for meeting in meetings
        ),
        "person.json": maker.page([]),
        "paper.json": maker.page(maker.paper(each) for each in papers),
    }


class _Maker:
    def __init__(self, address: str, now: datetime.datetime) -> None:
        self.address, self.now = address, now

    def url(self, kind: str, key: int | str) -> str:
        return f"{self.address}{kind.lower()}/{key}"

    def _object(self, kind: str, key: int | str, **values: Any) -> Plain:
        """Without what nobody knows: OParl leaves such keys out."""
        said = {name: _plain(value) for name, value in values.items() if value not in (None, "", [])}
        return {"id": self.url(kind, key), "type": SCHEMA + kind, **said}

    def page(self, objects: Iterable[Plain]) -> Plain:
        data = list(objects)
        return {"data": data, "pagination": {"totalElements": len(data)}, "links": {}}

    def system(self, alliance: Alliance) -> Plain:
        return self._object(
            "System", 1, oparlVersion=SCHEMA, name=f"klappt, {alliance.name}", body=f"{self.address}body.json"
        )

    def council(self, alliance: Alliance) -> Plain:
        lists = {
            name: f"{self.address}{name}.json" for name in ("organization", "person", "meeting", "paper")
        }
        made = self._object("Body", 1, name=alliance.name, system=self.url("System", 1), **lists)
        return {**made, "membership": f"{self.address}membership.json", "legislativeTerm": []}

    def body(self, body: Body, seats: list[Seat]) -> Plain:
        return self._object(
            "Organization",
            f"body-{body.pk}",
            body=self.url("Body", 1),
            name=body.name,
            organizationType="Gremium",
            classification=body.get_kind_display(),
            startDate=body.valid_from,
            endDate=body.valid_until,
            subOrganizationOf=self.url("Organization", f"body-{body.parent_id}") if body.parent_id else None,
            membership=[self.url("Membership", seat.pk) for seat in seats],
        )

    def institution(self, institution: Institution) -> Plain:
        return self._object(
            "Organization",
            f"institution-{institution.pk}",
            body=self.url("Body", 1),
            name=str(institution),
            shortName=institution.short_name,
            organizationType="Institution",
        )

    def membership(self, seat: Seat) -> Plain:
        return self._object(
            "Membership",
            seat.pk,
            organization=self.url("Organization", f"body-{seat.body_id}"),
            onBehalfOf=self.url("Organization", f"institution-{seat.institution_id}"),
            startDate=seat.valid_from,
            endDate=seat.valid_until,
        )

    def meeting(self, meeting: Meeting, items: list[AgendaItem]) -> Plain:
        location = self._object("Location", f"meeting-{meeting.pk}", description=meeting.place)
        return self._object(
            "Meeting",
            meeting.pk,
            name=meeting.title,
            meetingState=str(meeting.get_state_display()),
            cancelled=meeting.state == MeetingState.CANCELLED,
            start=meeting.starts_at,
            end=meeting.ends_at,
            location=location if meeting.place else None,
            organization=[self.url("Organization", f"body-{meeting.body_id}")],
            agendaItem=[self._item(item, number) for number, item in enumerate(items, start=1)],
        )

    def paper(self, paper: Paper) -> Plain:
        """What came from a council goes on as what it is: a reference, and where the file is to be found."""
        url = self.url("Paper", paper.pk)
        consultation = self._object(
            "Consultation",
            paper.pk,
            paper=url,
            meeting=self.url("Meeting", paper.meeting_id) if paper.meeting_id else None,
            agendaItem=self.url("AgendaItem", paper.item_id) if paper.item_id else None,
        )
        return self._object(
            "Paper",
            paper.pk,
            body=self.url("Body", 1),
            name=paper.title,
            reference=paper.reference,
            paperType=paper.kind,
            date=paper.day,
            mainFile=self._object("File", paper.pk, accessUrl=paper.url) if paper.url else None,
            consultation=[consultation],
        )

    def _item(self, item: AgendaItem, number: int) -> Plain:
        return self._object(
            "AgendaItem",
            item.pk,
            meeting=self.url("Meeting", item.meeting_id),
            number=str(number),
            order=number,
            name=item.title,
        )


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).isoformat()
    return value.isoformat() if isinstance(value, datetime.date) else value
