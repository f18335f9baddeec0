import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.bodies import events
from klappt.bodies.enums import Part
from klappt.bodies.models import Body, Chair, Seat, SeatHolder
from klappt.bodies.services.days import overlap, refuse_outside

ONE_DAY = datetime.timedelta(days=1)


def take_chair(
    *,
    body: Body,
    since: datetime.date | None,
    by: User | None,
    seat: Seat | None = None,
    name: str = "",
    email: str = "",
    signature: str = "",
) -> Chair:
    """Somebody chairs the body from this day on; whoever did until then stops the day before.

    With a seat and no name it is whoever holds the seat on that day.
    """
    if seat and seat.body_id != body.pk:
        raise ValidationError({"seat": _("This seat belongs to another body.")})
    holder = _holder(seat, since) if seat and not name.strip() else None
    if holder is None and not name.strip():
        raise ValidationError({"name": _("Please give a name: nobody holds the chosen seat on that day.")})
    chair = Chair(
        alliance_id=body.alliance_id,
        body=body,
        seat=seat,
        name=holder.name if holder else " ".join(name.split()),
        email=email.strip() or (holder.address() if holder else ""),
        valid_from=since,
    )
    chair.clean_fields(exclude=["alliance"])
    refuse_outside(body, since, None, what=str(body))
    if seat:
        refuse_outside(seat, since, None, what=seat.called())
    with event(events.CHAIR_TAKEN, by=by, alliance=body.alliance, signature=signature):
        for former in Chair.objects.filter(body=body):
            if former.valid_until is None and since and (not former.valid_from or former.valid_from < since):
                former.valid_until = since - ONE_DAY
                former.save(update_fields=["valid_until"])
            elif overlap(former, since, None):
                told = _("%(name)s chairs the body at that time.")
                raise ValidationError({"valid_from": ValidationError(told, params={"name": former.name})})
        chair.save()
    return chair


def leave_chair(*, chair: Chair, on: datetime.date, by: User | None, signature: str = "") -> Chair:
    """They chair the body until this day."""
    with event(events.CHAIR_LEFT, by=by, alliance=chair.alliance, signature=signature):
        refuse_outside(chair.body, chair.valid_from, on, what=str(chair.body))
        chair.valid_until = on
        chair.save(update_fields=["valid_until"])
    return chair


def _holder(seat: Seat, since: datetime.date | None) -> SeatHolder | None:
    people = SeatHolder.objects.filter(seat=seat, part=Part.HOLDER).select_related("contact")
    return next((each for each in people if since is None or each.holds_on(since)), None)
