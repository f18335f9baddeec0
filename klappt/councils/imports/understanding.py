"""From OParl objects to what an alliance can use. Nothing is dropped: what cannot be used says why."""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

from klappt.bodies.enums import BodyKind
from klappt.councils.enums import Doubt, Kind
from klappt.councils.imports.documents import read_papers
from klappt.councils.imports.gathering import Found, Gathered, printable
from klappt.councils.imports.values import Values
from klappt.councils.vocabulary import (
    Content,
    CouncilBody,
    CouncilItem,
    CouncilMeeting,
    CouncilSeat,
    FormerName,
    LeftOut,
    Note,
)

LONGEST_TITLE = 160
LONGEST_ITEM = 200
# The types OParl proposes for organisations that do not meet as a body.
_NO_BODIES = frozenset({"partei", "fraktion", "verwaltungsbereich", "institution"})
_KINDS = (
    (re.compile(r"lenkung|steuerung", re.IGNORECASE), BodyKind.STEERING_GROUP),
    (
        re.compile(r"arbeitsgruppe|arbeitskreis|\bAG\b|\bAK\b|projektgruppe|runder tisch", re.IGNORECASE),
        BodyKind.WORKING_GROUP,
    ),
    (re.compile(r"forum|konferenz|netzwerk", re.IGNORECASE), BodyKind.FORUM),
    (
        re.compile(r"ausschu(ss|ß)|rat\b|beirat|kommission|vertretung|kreistag|gremium", re.IGNORECASE),
        BodyKind.COMMITTEE,
    ),
)
_DEPUTY = re.compile(r"stellv|vertret(er|ung|erin)\b", re.IGNORECASE)
_CHAIR = re.compile(r"vorsitz|leitung|sprecher|obmann|obfrau", re.IGNORECASE)


def understand(gathered: Gathered, today: datetime.date) -> Content:
    """What stands in the files, as of this day."""
    content = Content(read=dict(sorted(Counter(found.type for found in gathered.objects.values()).items())))
    content.notes += gathered.notes
    reader = _Reader(gathered, content, today)
    for town in gathered.of("Body"):
        values = reader.values(town)
        content.towns[town.id] = values.text("name") or values.text("shortName") or town.id
    reader.each("Organization", reader.organization)
    reader.each("Membership", reader.membership)
    reader.each("Meeting", reader.meeting)
    reader.each("AgendaItem", reader.item)
    read_papers(gathered, content, today)
    _leave_orphans_out(content)
    return content


def _leave_orphans_out(content: Content) -> None:
    """What hangs on something that was left out cannot come in either."""
    bodies = {body.id for body in content.bodies}
    _keep(content, Kind.SEAT, content.seats, lambda seat: seat.body in bodies, Doubt.NO_BODY)
    _keep(content, Kind.MEETING, content.meetings, lambda one: bodies & set(one.bodies), Doubt.NO_BODY)
    meetings = {meeting.id for meeting in content.meetings}
    _keep(content, Kind.ITEM, content.items, lambda item: item.meeting in meetings, Doubt.NO_MEETING)
    homes = meetings | {item.id for item in content.items}
    _keep(content, Kind.PAPER, content.papers, lambda one: {one.meeting, one.item} & homes, Doubt.NO_MEETING)


def _keep(
    content: Content, kind: Kind, rows: list[Any], stays: Callable[[Any], object], doubt: Doubt
) -> None:
    for row in [row for row in rows if not stays(row)]:
        rows.remove(row)
        content.notes.append(Note(doubt, row.id))
        content.left_out.append(
            LeftOut(kind, row.id, getattr(row, "title", "") or getattr(row, "person", ""))
        )


class _Reader:
    def __init__(self, gathered: Gathered, content: Content, today: datetime.date) -> None:
        self.gathered, self.content, self.today = gathered, content, today

    def values(self, found: Found) -> Values:
        return Values(found, self.content.notes, self.today)

    def each(self, kind: str, read: Callable[[Found, Values], None]) -> None:
        for found in self.gathered.of(kind):
            if found.data.get("deleted") is True:
                self.content.deleted.append(found.id)
            read(found, self.values(found))

    def left_out(
        self, kind: Kind, values: Values, *doubts: tuple[Doubt, str], title: str = "", body: str = ""
    ) -> None:
        for doubt, what in doubts:
            values.note(doubt, what)
        self.content.left_out.append(LeftOut(kind, values.found.id, title or values.found.id, body))

    def known(self, values: Values, key: str, kind: str) -> Found | None:
        """The object this refers to; noted when it is not in the files."""
        reference = values.text(key)
        found = self.gathered.get(reference, kind)
        if reference and found is None:
            values.note(Doubt.UNKNOWN_REFERENCE, f"{key}: {reference}")
        return found

    def organization(self, found: Found, values: Values) -> None:
        name = values.text("name") or values.text("shortName")
        said = values.text("organizationType") or values.text("classification")
        self.known(values, "body", "Body")
        for reference in values.references("membership"):
            if self.gathered.get(reference, "Membership") is None:
                values.note(Doubt.UNKNOWN_REFERENCE, f"membership: {reference}")
        if found.data.get("deleted") is True:
            return self.left_out(Kind.BODY, values, (Doubt.DELETED, ""), title=name)
        if not name:
            return self.left_out(Kind.BODY, values, (Doubt.NO_NAME, ""))
        if values.text("organizationType").casefold() in _NO_BODIES:
            return self.left_out(Kind.BODY, values, (Doubt.NOT_A_BODY, said), title=name)
        begins, ends = values.days()
        parent = self.known(values, "subOrganizationOf", "Organization")
        self.content.bodies.append(
            CouncilBody(
                id=found.id,
                name=name[:LONGEST_TITLE],
                kind=_kind(values, name),
                town=values.text("body") or self._only_town(),
                parent=parent.id if parent else "",
                begins=begins,
                ends=ends,
                as_of=values.day("modified"),
                former_names=_former_names(values, name),
            )
        )
        return None

    def membership(self, found: Found, values: Values) -> None:
        person = self.known(values, "person", "Person")
        name = _person(self.values(person)) if person else ""
        role = values.text("role")
        title = ", ".join(filter(None, (name, role))) or found.id
        organization = self.known(values, "organization", "Organization")
        if found.data.get("deleted") is True:
            return self.left_out(Kind.SEAT, values, (Doubt.DELETED, ""), title=title)
        if organization is None:
            return self.left_out(Kind.SEAT, values, (Doubt.NO_BODY, ""), title=title)
        represented = self.known(values, "onBehalfOf", "Organization")
        institution = self.values(represented).text("name") if represented else ""
        begins, ends = values.days()
        seat = CouncilSeat(
            id=found.id,
            body=organization.id,
            person=name[:120],
            institution=institution[:200],
            role=role,
            is_deputy=bool(_DEPUTY.search(role)),
            is_chair=bool(_CHAIR.search(role)) and not _DEPUTY.search(role),
            begins=begins,
            ends=ends,
        )
        if not institution and not (seat.is_chair and name):
            self.left_out(Kind.SEAT, values, (Doubt.NO_INSTITUTION, ""), title=title, body=organization.id)
            return None
        if not name:
            values.note(Doubt.NO_PERSON)
        self.content.seats.append(seat)
        return None

    def meeting(self, found: Found, values: Values) -> None:
        title = values.text("name") or values.text("id")
        bodies = [each for each in values.references("organization") if self._is_organization(values, each)]
        if found.data.get("deleted") is True:
            return self.left_out(Kind.MEETING, values, (Doubt.DELETED, ""), title=title)
        if not bodies:
            return self.left_out(Kind.MEETING, values, (Doubt.NO_BODY, ""), title=title)
        times = values.times()
        if times is None:
            return self.left_out(Kind.MEETING, values, title=title, body=bodies[0])
        if len(bodies) > 1:
            values.note(Doubt.SEVERAL_BODIES, self._called(bodies[0]))
        starts_at, ends_at = times
        self.content.meetings.append(
            CouncilMeeting(
                id=found.id,
                bodies=tuple(bodies),
                title=values.text("name")[:LONGEST_TITLE] or self._called(bodies[0])[:LONGEST_TITLE],
                starts_at=starts_at,
                ends_at=ends_at,
                place=self._place(values)[:300],
                is_cancelled=values.truth("cancelled") is True,
            )
        )
        return None

    def item(self, found: Found, values: Values) -> None:
        meeting = self.known(values, "meeting", "Meeting")
        number, name = values.text("number"), values.text("name")
        title = " ".join(filter(None, (number, name)))
        if found.data.get("deleted") is True:
            return self.left_out(Kind.ITEM, values, (Doubt.DELETED, ""), title=title)
        if meeting is None:
            return self.left_out(Kind.ITEM, values, (Doubt.NO_BODY, ""), title=title)
        if not name:
            return self.left_out(Kind.ITEM, values, (Doubt.NO_NAME, ""), title=number)
        text = "\n\n".join(filter(None, (values.lines("result"), values.lines("resolutionText"))))
        if values.truth("public") is False:
            values.note(Doubt.NOT_PUBLIC)
            text = ""
        if len(title) > LONGEST_ITEM:
            values.note(Doubt.SHORTENED)
            title, text = title[: LONGEST_ITEM - 1] + "…", "\n\n".join(filter(None, (title, text)))
        order = values.number("order")
        self.content.items.append(
            CouncilItem(
                id=found.id,
                meeting=meeting.id,
                title=title,
                text=text,
                order=order if order is not None and 0 <= order < 10_000 else _order(number),
            )
        )
        return None

    def _only_town(self) -> str:
        towns = list(self.content.towns)
        return towns[0] if len(towns) == 1 else ""

    def _is_organization(self, values: Values, reference: str) -> bool:
        if self.gathered.get(reference, "Organization"):
            return True
        values.note(Doubt.UNKNOWN_REFERENCE, f"organization: {reference}")
        return False

    def _called(self, identifier: str) -> str:
        found = self.gathered.get(identifier, "Organization")
        return self.values(found).text("name") if found else identifier

    def _place(self, values: Values) -> str:
        location = self.gathered.get(values.found.data.get("location"), "Location")
        if location is None:
            return ""
        said = self.values(location)
        address = " ".join(filter(None, (said.text("postalCode"), said.text("locality"))))
        parts = (said.text("room"), said.text("streetAddress"), address)
        return ", ".join(filter(None, parts)) or said.text("description")


def _kind(values: Values, name: str) -> BodyKind:
    for said in (values.text("classification"), name):
        for pattern, kind in _KINDS:
            if pattern.search(said):
                return kind
    values.note(Doubt.KIND_GUESSED, values.text("classification") or values.text("organizationType") or name)
    return BodyKind.COMMITTEE


def _former_names(values: Values, name: str) -> tuple[FormerName, ...]:
    """What it was called in older states of the object, each until the day the next state was written."""
    states = sorted(
        [*values.found.earlier, values.found.data], key=lambda data: str(data.get("modified") or "")
    )
    found: dict[str, FormerName] = {}
    for state, after in pairwise(states):
        said = state.get("name")
        old = " ".join(printable(said).split()) if isinstance(said, str) else ""
        if old and old != name:
            found[old] = FormerName(old[:LONGEST_TITLE], _day(after.get("modified")))
    for each in found.values():
        values.note(Doubt.NAME_CHANGED, each.name)
    return tuple(found.values())


def _day(value: object) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _person(values: Values) -> str:
    """The name as it is called; put together from its parts where nobody did that."""
    parts: Iterable[str] = (values.text("givenName"), values.text("familyName"))
    return values.text("name") or " ".join(filter(None, parts))


def _order(number: str) -> int:
    digits = re.match(r"\D*(\d{1,4})", number)
    return int(digits[1]) if digits else 0
