"""What was in a body and is no longer, and what is still to come."""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from klappt.bodies.models import Body, Chair, Seat, SeatHolder


@dataclass(frozen=True)
class Entry:
    """A seat, a person on a seat or a chair that does not hold on the day.

    Ahead: it begins after that day; to come: it has not begun until today.
    """

    what: Seat | SeatHolder | Chair
    institution: str
    person: str
    part: str
    since: datetime.date | None
    until: datetime.date | None
    is_ahead: bool
    is_to_come: bool


def beside(body: Body, day: datetime.date) -> list[Entry]:
    """Seats, people and chairs of other days, the latest first."""
    off_day = Q(valid_until__lt=day) | Q(valid_from__gt=day)
    seats = Seat.objects.filter(off_day, body=body).select_related("institution").order_by("pk")
    people = (
        SeatHolder.objects.filter(off_day, seat__body=body).select_related("seat__institution").order_by("pk")
    )
    chairs = Chair.objects.filter(off_day, body=body).select_related("seat__institution").order_by("pk")
    found = [
        *(_entry(seat, str(seat), "", "", day) for seat in seats),
        *(_entry(each, str(each.seat), each.name, each.get_part_display(), day) for each in people),
        *(_entry(each, str(each.seat or ""), each.name, _("Chair"), day) for each in chairs),
    ]
    return sorted(found, key=lambda each: each.until or each.since or day, reverse=True)


def _entry(
    what: Seat | SeatHolder | Chair, institution: str, person: str, part: str, day: datetime.date
) -> Entry:
    ahead = what.valid_from is not None and what.valid_from > day
    to_come = what.valid_from is not None and what.valid_from > max(day, timezone.localdate())
    return Entry(what, institution, person, part, what.valid_from, what.valid_until, ahead, to_come)
