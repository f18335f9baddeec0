"""Who fills a seat, who stands in, who chairs: from a day until a day."""

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors.models import ContactPerson
from klappt.alliances.models import Membership
from klappt.audit.services import event
from klappt.bodies import events
from klappt.bodies.enums import Part
from klappt.bodies.models import Seat, SeatHolder
from klappt.bodies.services.days import overlap, refuse_outside

ONE_DAY = datetime.timedelta(days=1)


def fill_seat(
    *,
    seat: Seat,
    part: Part,
    since: datetime.date | None,
    by: User | None,
    contact: ContactPerson | None = None,
    name: str = "",
    email: str = "",
    until: datetime.date | None = None,
    signature: str = "",
) -> SeatHolder:
    """Somebody holds the seat or stands in from this day on; a former holder leaves the day before.

    A contact of the institution brings name and address along; somebody else is named.
    """
    person = SeatHolder(
        alliance_id=seat.alliance_id,
        seat=seat,
        part=part,
        contact=contact,
        name=_one_line(name) or (str(contact) if contact else ""),
        email=email.strip() or (address_of(contact) if contact else ""),
        valid_from=since,
        valid_until=until,
    )
    with event(events.SEAT_FILLED, by=by, alliance=seat.alliance, signature=signature):
        _check(person)
        if part is Part.HOLDER:
            _end_former(seat, since)
        _refuse_overlap(person)
        person.user = user_by_address(person.address())
        person.save()
    return person


def leave_seat(
    *, person: SeatHolder, on: datetime.date | None, by: User | None, signature: str = ""
) -> SeatHolder:
    """They hold the seat or stand in until this day. Without a day they stay as long as the seat does."""
    with event(events.SEAT_LEFT, by=by, alliance=person.alliance, signature=signature):
        person.valid_until = on
        _check(person)
        _refuse_overlap(person)
        person.save(update_fields=["valid_until"])
    return person


def address_of(contact: ContactPerson) -> str:
    """The address of a contact, where it is one: the table of actors keeps what came in as it came."""
    try:
        validate_email(contact.email)
    except ValidationError:
        return ""
    return contact.email


def user_by_address(email: str) -> User | None:
    """Who signs in with this address and works in the alliance."""
    if not email:
        return None
    found = Membership.objects.filter(user__email__iexact=email).select_related("user").order_by("pk").first()
    return found.user if found else None


def _check(person: SeatHolder) -> None:
    if not person.name:
        raise ValidationError({"name": _("Please choose a contact or give a name.")})
    if person.contact and person.contact.institution_id != person.seat.institution_id:
        raise ValidationError({"contact": _("This person belongs to another institution.")})
    if person.email:
        try:
            validate_email(person.email)
        except ValidationError as wrong:
            raise ValidationError({"email": wrong.messages}) from wrong
    person.clean_fields(exclude=["alliance"])
    refuse_outside(person.seat, person.valid_from, person.valid_until, what=person.seat.called())


def _end_former(seat: Seat, since: datetime.date | None) -> None:
    """The one who holds the seat without an end leaves the day before the next begins."""
    former = SeatHolder.objects.filter(seat=seat, part=Part.HOLDER, valid_until=None).first()
    if former is None or since is None:
        return
    if former.valid_from is None or former.valid_from < since:
        former.valid_until = since - ONE_DAY
        former.save(update_fields=["valid_until"])


def _refuse_overlap(person: SeatHolder) -> None:
    """One holds the seat at a time; and nobody is on one seat twice on the same day."""
    others = SeatHolder.objects.filter(seat=person.seat_id).exclude(pk=person.pk)
    for other in others:
        if not overlap(other, person.valid_from, person.valid_until):
            continue
        if other.part == person.part == Part.HOLDER:
            told = _("%(name)s holds this seat at that time.")
            raise ValidationError({"valid_from": ValidationError(told, params={"name": other.name})})
        if other.name.casefold() == person.name.casefold():
            raise ValidationError({"name": _("This person is on the seat at that time already.")})


def _one_line(text: str) -> str:
    return " ".join(text.split())
