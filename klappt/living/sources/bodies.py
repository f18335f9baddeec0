"""Bodies of a day with their seats by field, and which institutions sit there (A9, A11). Nobody is named."""

import datetime
from collections import Counter, defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from klappt.actors.enums import Field
from klappt.alliances.models import Alliance
from klappt.bodies.enums import Part
from klappt.bodies.models import Body, Seat, SeatHolder
from klappt.bodies.selectors.seats import bodies_on
from klappt.living.model import LivingTable
from klappt.living.words import at, day_words, listed


def table(alliance: Alliance, day: datetime.date) -> LivingTable:
    """Three queries, however many bodies and seats there are."""
    bodies = bodies_on(day)
    seats: dict[int, list[Seat]] = defaultdict(list)
    sitting = Seat.objects.active_on(day).select_related("institution").order_by("position", "pk")
    for seat in sitting.filter(body__in=[body.pk for body in bodies]):
        seats[seat.body_id].append(seat)
    holders = SeatHolder.objects.active_on(day).filter(part=Part.HOLDER).order_by()
    filled = set(holders.values_list("seat_id", flat=True))
    return LivingTable(
        head=(
            _("Body"),
            _("Kind"),
            _("Since"),
            pgettext("body", "Seats"),
            *(str(field.label) for field in Field),
            _("Nobody on the seat"),
            _("Institutions"),
        ),
        rows=tuple(_row(body, seats[body.pk], filled) for body in bodies),
        as_of=day,
        summary=ngettext("%(number)d body.", "%(number)d bodies.", len(bodies)) % {"number": len(bodies)},
        url=at("bodies:list", alliance),
    )


def _row(body: Body, seats: list[Seat], filled: set[int]) -> tuple[str, ...]:
    by_field = Counter(seat.field for seat in seats)
    return (
        body.name,
        str(body.get_kind_display()),
        day_words(body.valid_from),
        str(len(seats)),
        *(str(by_field[field.value]) for field in Field),
        str(sum(seat.pk not in filled for seat in seats)),
        listed(seat.institution for seat in seats),
    )
