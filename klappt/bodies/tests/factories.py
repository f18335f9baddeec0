"""Sets the stage for bodies and seats."""

import datetime
from typing import Any

from conftest import Cast
from klappt.actors.models import Institution
from klappt.actors.tests.factories import make_institution
from klappt.alliances.tests.factories import set_up
from klappt.bodies.enums import BodyKind, Part
from klappt.bodies.models import Body, Seat, SeatHolder

FOUNDED = datetime.date(2026, 1, 12)


def make_body(
    cast: Cast, name: str = "Kerngruppe", kind: BodyKind = BodyKind.CORE_GROUP, **fields: Any
) -> Body:
    with set_up(cast.alliance):
        made: Body = Body.objects.create(
            alliance=cast.alliance, name=name, kind=kind, **{"valid_from": FOUNDED, **fields}
        )
    return made


def make_seat(
    cast: Cast,
    body: Body,
    institution: Institution | None = None,
    *,
    holder: str = "",
    email: str = "",
    **fields: Any,
) -> Seat:
    """A seat; with a name, somebody sits on it."""
    institution = institution or make_institution(cast.alliance)
    with set_up(cast.alliance):
        seat: Seat = Seat.objects.create(
            alliance=cast.alliance,
            body=body,
            institution=institution,
            **{"field": institution.field, "valid_from": FOUNDED, **fields},
        )
        if holder:
            SeatHolder.objects.create(
                alliance=cast.alliance,
                seat=seat,
                part=Part.HOLDER,
                name=holder,
                email=email,
                valid_from=seat.valid_from,
            )
    return seat
