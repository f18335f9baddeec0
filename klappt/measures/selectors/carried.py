"""What was carried on, by field and institution. No ranking: it shows where news has arrived (A10)."""

import datetime
from dataclasses import dataclass, field

from klappt.actors.enums import Field
from klappt.actors.models import Institution
from klappt.alliances.policies import Member
from klappt.bodies.enums import BodyKind
from klappt.bodies.models import Seat, SeatHolder
from klappt.measures.models import Carried


@dataclass
class House:
    """An institution with what it carried on; nothing yet is an invitation, not a fault."""

    institution: Institution
    notes: list[Carried] = field(default_factory=list)


@dataclass(frozen=True)
class FieldOfNews:
    field: Field
    houses: list[House]

    @property
    def notes(self) -> int:
        return sum(len(house.notes) for house in self.houses)


def by_field(day: datetime.date) -> list[FieldOfNews]:
    """The four fields with the institutions that sit in the core group on the day, and any others that have
    noted something; by name. Two queries."""
    houses: dict[int, House] = {}
    fields: dict[int, str] = {}
    seats = Seat.objects.active_on(day).filter(body__kind=BodyKind.CORE_GROUP)
    for seat in seats.select_related("institution").order_by("pk"):
        houses.setdefault(seat.institution_id, House(seat.institution))
        fields.setdefault(seat.institution_id, seat.field or seat.institution.field)
    for note in notes():
        houses.setdefault(note.institution_id, House(note.institution)).notes.append(note)
        fields.setdefault(note.institution_id, note.field or note.institution.field)
    ordered = sorted(houses.values(), key=lambda house: house.institution.search)
    return [
        FieldOfNews(each, [house for house in ordered if fields[house.institution.pk] == each])
        for each in Field
    ]


def notes() -> "list[Carried]":
    rows = Carried.objects.select_related("institution", "outcome", "meeting", "by")
    return list(rows.order_by("-on", "-pk"))


def without_field() -> list[Carried]:
    """Notes of institutions that belong to none of the four fields."""
    return [note for note in notes() if not note.field and not note.institution.field]


def own_institution(member: Member, day: datetime.date) -> Institution | None:
    """Whose seat the member holds, or stands in for."""
    holders = SeatHolder.objects.active_on(day).select_related("seat__institution")
    mine = holders.filter(user=member.user) | holders.filter(email__iexact=member.user.email)
    row = mine.order_by("part", "pk").first()
    return row.seat.institution if row else None
