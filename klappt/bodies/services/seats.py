import datetime

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors.models import ContactPerson, Institution
from klappt.audit.services import event
from klappt.bodies import events
from klappt.bodies.enums import Part
from klappt.bodies.models import Body, Seat, SeatHolder
from klappt.bodies.services.days import overlap, refuse_outside
from klappt.bodies.services.people import fill_seat


def give_seat(
    *,
    body: Body,
    institution: Institution,
    since: datetime.date | None,
    by: User | None,
    until: datetime.date | None = None,
    field: str | None = None,
    note: str = "",
    person: ContactPerson | None = None,
    deputy: ContactPerson | None = None,
    signature: str = "",
) -> Seat:
    """An institution gets a seat from this day on, for its field unless another one is named (A9)."""
    seat = Seat(
        alliance_id=body.alliance_id,
        body=body,
        institution=institution,
        field=institution.field if field is None else field,
        note=note.strip(),
        valid_from=since,
        valid_until=until,
    )
    if person and person == deputy:
        raise ValidationError({"deputy": _("Person and deputy cannot be the same.")})
    with event(events.SEAT_GIVEN, by=by, alliance=body.alliance, signature=signature):
        # Locked, so that two people who give the same institution a seat give it one.
        Body.objects.select_for_update().get(pk=body.pk)
        _check(seat)
        seat.position = _next_position(body)
        seat.save()
        for contact, part in ((person, Part.HOLDER), (deputy, Part.DEPUTY)):
            if contact:
                _fill(seat, contact, part, by, signature)
    return seat


def change_seat(*, seat: Seat, field: str, note: str, by: User | None, signature: str = "") -> Seat:
    """The field the seat stands for, and the note beside it."""
    with event(events.SEAT_CHANGED, by=by, alliance=seat.alliance, signature=signature):
        seat.field, seat.note = field, note.strip()
        seat.clean_fields(exclude=["alliance"])
        seat.save(update_fields=["field", "note"])
    return seat


def end_seat(*, seat: Seat, on: datetime.date | None, by: User | None, signature: str = "") -> Seat:
    """The institution sits there until this day, whoever fills the seat too; the rows stay.

    Without a day the seat goes on; people who left with it stay away until the seat is filled again.
    """
    with event(events.SEAT_ENDED, by=by, alliance=seat.alliance, signature=signature):
        seat.valid_until = on
        _check(seat)
        if on is not None:
            _end_people(seat, on)
        seat.save(update_fields=["valid_until"])
    return seat


def _fill(seat: Seat, contact: ContactPerson, part: Part, by: User | None, signature: str) -> None:
    column = "person" if part is Part.HOLDER else "deputy"
    try:
        fill_seat(
            seat=seat,
            part=part,
            contact=contact,
            since=seat.valid_from,
            until=seat.valid_until,
            by=by,
            signature=signature,
        )
    except ValidationError as wrong:
        raise ValidationError({column: wrong.messages}) from wrong


def _check(seat: Seat) -> None:
    refuse_outside(seat.body, seat.valid_from, seat.valid_until, what=str(seat.body))
    seat.clean_fields(exclude=["alliance"])
    twins = Seat.objects.filter(body=seat.body_id, institution=seat.institution_id).exclude(pk=seat.pk)
    if any(overlap(each, seat.valid_from, seat.valid_until) for each in twins):
        raise ValidationError({"institution": _("The institution already sits in this body at that time.")})


def _end_people(seat: Seat, on: datetime.date) -> None:
    for person in SeatHolder.objects.filter(seat=seat):
        if person.valid_from and person.valid_from > on:
            told = _("%(name)s takes the seat only after this day.")
            raise ValidationError({"valid_until": ValidationError(told, params={"name": person.name})})
        if person.valid_until is None or person.valid_until > on:
            person.valid_until = on
            person.save(update_fields=["valid_until"])


def _next_position(body: Body) -> int:
    last: int | None = Seat.objects.filter(body=body).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1
