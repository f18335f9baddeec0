"""What becomes of seats when two institutions become one, or when one goes."""

from collections.abc import Mapping

from klappt.actors.models import Institution
from klappt.bodies.models import Seat, SeatHolder
from klappt.bodies.services.days import overlap


def move_seats(*, kept: Institution, dropped: Institution, people: Mapping[int, int]) -> None:
    """The entry that stays takes over the seats; two in one body at the same time become one, the longer one.

    `people` says which contact of the dropped entry became which of the kept one. Inside an open event.
    """
    for person in SeatHolder.objects.filter(seat__institution=dropped).exclude(contact=None).order_by("pk"):
        person.contact_id = people.get(person.contact_id or 0, person.contact_id)
        person.save()
    known = list(Seat.objects.filter(institution=kept))
    for seat in Seat.objects.filter(institution=dropped):
        twin = next((each for each in known if _at_the_same_time(each, seat)), None)
        if twin is None:
            seat.institution = kept
            seat.save()
            continue
        _unite(twin, seat)


def remove_seats(*, institution: Institution) -> None:
    """Row by row and not by the database's cascade: the history holds each of them. Inside an open event."""
    SeatHolder.objects.filter(seat__institution=institution).delete()
    Seat.objects.filter(institution=institution).delete()


def _at_the_same_time(one: Seat, other: Seat) -> bool:
    return one.body_id == other.body_id and overlap(one, other.valid_from, other.valid_until)


def _unite(kept: Seat, dropped: Seat) -> None:
    """The seat holds as long as either did; who filled the dropped one fills it where nobody else did."""
    begins, ends = (kept.valid_from, dropped.valid_from), (kept.valid_until, dropped.valid_until)
    kept.valid_from = min(day for day in begins if day) if all(begins) else None
    kept.valid_until = max(day for day in ends if day) if all(ends) else None
    kept.save()
    known = list(SeatHolder.objects.filter(seat=kept))
    for person in SeatHolder.objects.filter(seat=dropped):
        in_the_way = [
            each
            for each in known
            if each.part == person.part and overlap(each, person.valid_from, person.valid_until)
        ]
        if in_the_way:
            person.delete()
            continue
        person.seat = kept
        person.save()
    dropped.delete()
