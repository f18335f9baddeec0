"""Guests: people without a seat who are to come."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors.models import Institution
from klappt.audit.services import event
from klappt.meetings import events
from klappt.meetings.models import Attendance, Meeting
from klappt.meetings.services.inviting import tell_everybody
from klappt.meetings.services.locking import locked, refuse_settled


def add_guest(
    *, meeting: Meeting, name: str, email: str, by: User, institution: Institution | None = None
) -> Attendance:
    """Somebody without a seat who is to come. ValidationError when the address is invited already."""
    name, email = " ".join(name.split()), email.strip()
    with event(events.GUEST_ADDED, by=by, alliance=meeting.alliance):
        row = locked(meeting)
        refuse_settled(row)
        if email and row.attendances.filter(email__iexact=email).exists():
            raise ValidationError({"email": _("This address is invited already.")})
        guest = Attendance(
            alliance_id=row.alliance_id,
            meeting=row,
            institution=institution,
            name=name,
            email=email,
            is_guest=True,
            position=row.attendances.count(),
        )
        guest.full_clean(exclude=["alliance", "meeting", "seat", "institution"])
        guest.save()
    return guest


def remove_guest(*, place: Attendance, by: User) -> None:
    """A guest is not to come after all; who has been told is told that, too."""
    if not place.is_guest:
        raise ValidationError(_("Seats come from the body. End the seat there."))
    with event(events.PLACE_REMOVED, by=by, alliance=place.alliance):
        meeting = locked(place.meeting)
        refuse_settled(meeting)
        place.delete()
        tell_everybody(meeting, by)
