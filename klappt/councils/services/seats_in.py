"""Memberships become seats of institutions with a person, and chairs."""

import datetime
from collections import defaultdict
from typing import Any

from klappt.actors.models import Institution
from klappt.alliances.models import Period
from klappt.bodies.enums import Part
from klappt.bodies.models import Body, Chair, Seat, SeatHolder
from klappt.bodies.services.chairs import leave_chair, take_chair
from klappt.bodies.services.days import overlap
from klappt.bodies.services.people import fill_seat, leave_seat
from klappt.bodies.services.seats import end_seat, give_seat
from klappt.councils.enums import Doubt, Kind, Verdict
from klappt.councils.models import Origin
from klappt.councils.services.origins import differences, keep_origin
from klappt.councils.services.work import Work, attempt, show_changes
from klappt.councils.vocabulary import CouncilSeat, Day, Note, Row

Span = tuple[Day, Day]


def take_seats(work: Work) -> None:
    by_body: dict[str, list[CouncilSeat]] = defaultdict(list)
    for seat in work.content.seats:
        by_body[seat.body].append(seat)
    for identifier, body in work.bodies.items():
        for seat in sorted(by_body[identifier], key=lambda one: (one.begins or datetime.date.min, one.id)):
            title = ", ".join(filter(None, (seat.institution, seat.person, seat.role)))
            row = work.begin(Kind.SEAT, seat.id, title)
            if not work.is_gone(row):
                _take(work, body, seat, by_body[identifier], row)


def _take(work: Work, body: Body, seat: CouncilSeat, others: list[CouncilSeat], row: Row) -> None:
    origin = work.origins.get(seat.id)
    span = _clipped(body, (seat.begins, seat.ends), row)
    if origin:
        attempt(row, _update, work, seat, span, row, origin)
        return
    institution = work.institution(seat.institution) if seat.institution else None
    if institution is None and not (seat.is_chair and seat.person):
        row.leave_out(Note(Doubt.UNKNOWN_INSTITUTION, seat.id, seat.institution))
        return
    if institution is None and seat.institution:
        row.note(Doubt.UNKNOWN_INSTITUTION, seat.institution)
    hull = _clipped(body, _hull(work, others, seat.institution), None)
    attempt(row, _seat_and_chair, work, body, institution, seat, (span, hull), row)


def _seat_and_chair(
    work: Work,
    body: Body,
    institution: Institution | None,
    seat: CouncilSeat,
    spans: tuple[Span, Span],
    row: Row,
) -> None:
    span, hull = spans
    rows: dict[str, Any] = {}
    if institution is not None:
        rows["seat"] = place = _seat(work, body, institution, hull)
        holder = _person(work, place, seat, span, row)
        if row.verdict == Verdict.OUT:
            return
        rows["holder"] = holder
    if seat.is_chair and seat.person:
        rows["chair"] = _chair(work, body, rows.get("seat"), seat, span)
    keep_origin(
        alliance=work.alliance,
        identifier=seat.id,
        kind=Kind.SEAT,
        taken={"person": seat.person, "ends": span[1]},
        known=None,
        **{name: each for name, each in rows.items() if each is not None},
    )


def _seat(work: Work, body: Body, institution: Institution, hull: Span) -> Seat:
    """The seat of the institution in this body, long enough for everybody who sits on it."""
    begins, ends = hull
    seats: list[Seat] = list(Seat.objects.filter(body=body, institution=institution))
    for seat in seats:
        if not overlap(seat, begins, ends):
            continue
        if seat.valid_from and (begins is None or begins < seat.valid_from):
            seat.valid_from = begins
            seat.save(update_fields=["valid_from"])
        if seat.valid_until and (ends is None or ends > seat.valid_until):
            end_seat(seat=seat, on=ends, **work.who)
        return seat
    return give_seat(body=body, institution=institution, since=begins, until=ends, **work.who)


def _person(work: Work, place: Seat, seat: CouncilSeat, span: Span, row: Row) -> SeatHolder | None:
    if not seat.person:
        return None
    part = Part.DEPUTY if seat.is_deputy else Part.HOLDER
    people: list[SeatHolder] = list(SeatHolder.objects.filter(seat=place))
    for other in people:
        if not overlap(other, *span):
            continue
        if other.name.casefold() == seat.person.casefold():
            return other
        if part == other.part == Part.HOLDER:
            row.leave_out(Note(Doubt.SEAT_TAKEN, seat.id, other.name))
            return None
    return fill_seat(seat=place, part=part, name=seat.person, since=span[0], until=span[1], **work.who)


def _chair(work: Work, body: Body, place: Seat | None, seat: CouncilSeat, span: Span) -> Chair:
    since, until = span
    chairs: list[Chair] = list(Chair.objects.filter(body=body))
    for other in chairs:
        if other.name.casefold() == seat.person.casefold() and overlap(other, since, until):
            return other
    chair = take_chair(body=body, name=seat.person, since=since, seat=place, **work.who)
    return leave_chair(chair=chair, on=until, **work.who) if until else chair


def _update(work: Work, seat: CouncilSeat, span: Span, row: Row, origin: Origin) -> None:
    holder, chair, place = origin.holder, origin.chair, origin.seat
    who = holder or chair
    row_here: Period | None = who or place
    here = {"person": who.name if who else seat.person, "ends": row_here.valid_until if row_here else None}
    found = differences(origin, here, {"person": seat.person, "ends": span[1]})
    row.notes += found.notes
    show_changes(row, here, found.to_write)
    if "person" in found.to_write:
        if holder:
            holder.name = seat.person
            holder.save(update_fields=["name"])
        if chair:
            chair.name = seat.person
            chair.save(update_fields=["name"])
    if "ends" in found.to_write:
        _end(work, origin, span[1])
    keep_origin(alliance=work.alliance, identifier=seat.id, kind=Kind.SEAT, taken=found.taken, known=origin)


def _end(work: Work, origin: Origin, ends: Day) -> None:
    place, holder, chair = origin.seat, origin.holder, origin.chair
    if holder:
        leave_seat(person=holder, on=ends, **work.who)
    elif place:
        end_seat(seat=place, on=ends, **work.who)
    if chair and ends:
        leave_chair(chair=chair, on=ends, **work.who)


def _hull(work: Work, seats: list[CouncilSeat], institution: str) -> Span:
    """From the first to the last day on which anybody sits there for this institution."""
    wanted = work.institution(institution) if institution else None
    same = [one for one in seats if one.institution and work.institution(one.institution) == wanted]
    begins = [one.begins for one in same]
    ends = [one.ends for one in same]
    first = None if None in begins else min((day for day in begins if day), default=None)
    last = None if None in ends else max((day for day in ends if day), default=None)
    return first, last


def _clipped(body: Body, span: Span, row: Row | None) -> Span:
    """Within the days of the body."""
    begins, ends = span
    first, last = body.valid_from, body.valid_until
    if begins and first and begins < first:
        begins = first
        if row:
            row.note(Doubt.CLIPPED)
    if last and (ends is None or ends > last):
        ends = last
    return begins if begins or not first else first, ends
