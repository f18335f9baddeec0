"""Sets the stage for measures; results themselves come from meetings.tests.factories."""

import datetime
import itertools
import re
from zoneinfo import ZoneInfo

from django.core import mail
from django.utils import timezone

from conftest import Cast
from klappt.actors.models import Institution
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.measures.enums import Occasion, Why
from klappt.measures.models import Carried, Letter
from klappt.measures.selectors.due import Draft, Reason
from klappt.measures.services.carried import carry_on
from klappt.measures.services.letters import write_due, write_letter
from klappt.meetings.enums import Channel, MeetingState, OutcomeState
from klappt.meetings.models import AgendaItem, Outcome
from klappt.meetings.services.outcomes import move
from klappt.meetings.tests.factories import make_item, make_meeting, make_outcome

_numbers = itertools.count(1)


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


MONDAY = datetime.datetime(2027, 2, 1, 8, 20, tzinfo=ZoneInfo("Europe/Berlin"))


def make_held(cast: Cast, **fields: object) -> AgendaItem:
    """An item of a meeting that was held."""
    return make_item(cast, make_meeting(cast, state=MeetingState.HELD, **fields))


def write(cast: Cast, now: datetime.datetime = MONDAY) -> list[Letter]:
    with scope(cast.alliance):
        return write_due(cast.alliance, now)


def a_letter_link(cast: Cast) -> str:
    """The secret of a link to Ceren's measure, as it stood in the mail."""
    now = datetime.datetime.now(tz=ZoneInfo("Europe/Berlin"))
    make_measure(cast, days=3)
    draft = Draft("ceren@example.org", "Ceren Çelik", Occasion.WEEK, f"week:{next(_numbers)}")
    with scope(cast.alliance):
        row = Outcome.objects.measures().order_by("-pk")[0]
        draft.reasons.append(Reason(row, Why.DUE, row.due_on))
        write_letter(cast.alliance, draft, now)
    return secret_in_mail()


def secret_in_mail() -> str:
    found = re.search(r"/massnahmen/([\w-]+)/", str(mail.outbox[-1].body))
    assert found
    return found[1]


def make_carried(cast: Cast, institution: Institution | None = None, **fields: object) -> Carried:
    institution = institution or make_institution(cast.alliance)
    words = {"what": "Im Team vorgestellt", "where": "Dienstberatung", "on": timezone.localdate(), **fields}
    with scope(cast.alliance):
        return carry_on(
            alliance=cast.alliance,
            by=cast.ceren,
            **{"institution": institution, "outcome": None, "meeting": None, **words},  # type: ignore[typeddict-item] # options of the tests
        )
