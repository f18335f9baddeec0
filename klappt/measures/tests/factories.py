"""Sets the stage for measures; results themselves come from meetings.tests.factories."""

import datetime

from django.utils import timezone

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.meetings.enums import Channel, OutcomeState
from klappt.meetings.models import AgendaItem, Outcome
from klappt.meetings.services.outcomes import move
from klappt.meetings.tests.factories import make_item, make_outcome


def in_days(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def make_measure(
    cast: Cast,
    text: str = "Plätze erfragen",
    *,
    days: int = 30,
    item: AgendaItem | None = None,
    **fields: object,
) -> Outcome:
    """A measure due so many days from today."""
    return make_outcome(cast, item, text=text, due_on=in_days(days), **fields)  # type: ignore[arg-type] # its own options, handed on


def moved_to(cast: Cast, outcome: Outcome, *states: OutcomeState) -> Outcome:
    with scope(cast.alliance):
        for state in states:
            outcome = move(outcome=outcome, to=state, by=cast.alma, channel=Channel.PAGE, reason="Raum fehlt")
    return outcome


def several(cast: Cast) -> dict[str, Outcome]:
    """One of each: open, overdue, stuck, done, dropped."""
    item = make_item(cast)
    stuck, done, dropped = (
        make_measure(cast, text, item=item, person="Paula", email="paula@example.org")
        for text in ("Raum suchen", "Flyer drucken", "Bus bestellen")
    )
    return {
        "open": make_measure(cast, "Plätze erfragen", item=item),
        "overdue": make_measure(cast, "Kurs öffnen", item=item, days=-3),
        "stuck": moved_to(cast, stuck, OutcomeState.STUCK),
        "done": moved_to(cast, done, OutcomeState.DONE),
        "dropped": moved_to(cast, dropped, OutcomeState.DROPPED),
    }
