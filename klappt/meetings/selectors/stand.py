"""One short word for how a running meeting stands: another word, and there is something new to show."""

import hashlib
from collections.abc import Iterable

from klappt.meetings.models import Minutes
from klappt.meetings.selectors.measures import OpenMeasure
from klappt.meetings.selectors.room import Room


def stand_of(
    room: Room, measures: Iterable[OpenMeasure], approved: Iterable[Minutes], to_approve: Iterable[Minutes]
) -> str:
    """Changes with everything the page shows, and with nothing else."""
    items = [
        (
            *(item.pk, item.title, item.text, item.presenter, item.minutes, item.notes),
            *(item.opened_at, item.closed_at),
            [(o.pk, o.kind, o.text, o.person, o.due_on, o.state, o.goal_id) for o in item.outcomes.all()],
            [second.pk for second in item.second_texts.all()],
        )
        for item in (line.item for line in room.lines)
    ]
    seen = (
        items,
        (room.meeting.title, room.meeting.state, room.there, room.places),
        [(each.outcome.pk, each.outcome.state, each.outcome.reason, each.last) for each in measures],
        [each.pk for each in approved],
        [each.pk for each in to_approve],
    )
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:24]
