"""Who speaks for the seats of the core group, by whom they sign in as: one voice a seat (A9, B2)."""

import datetime

from klappt.accounts.models import User
from klappt.bodies.models import Seat
from klappt.bodies.selectors.seats import core_group_on, sitting


def voices(day: datetime.date) -> dict[int, str]:
    """Users by number, with the field their seat stands for.

    The holder speaks; where the holder does not sign in, or nobody holds the seat, the first deputy who does.
    A seat without either has no voice.
    """
    body = core_group_on(day)
    if body is None:
        return {}
    speaking = [(_voice(seat), seat.field) for seat in sitting(body, day)]
    return {user.pk: field for user, field in reversed(speaking) if user is not None}


def _voice(seat: Seat) -> User | None:
    holder = seat.holder()
    people = [*([holder] if holder else []), *seat.deputies()]
    return next((person.user for person in people if person.user is not None), None)
