"""Sets the stage for meetings and what comes of them."""

import datetime
from typing import Any

from conftest import Cast
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.bodies.models import Body
from klappt.bodies.tests.factories import make_body
from klappt.meetings.enums import OutcomeKind
from klappt.meetings.models import AgendaItem, Meeting, Outcome
from klappt.meetings.services.outcomes import Responsible, agree

BEGINS = datetime.datetime(2026, 12, 3, 14, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
DUE = datetime.date(2027, 1, 31)


def make_meeting(cast: Cast, body: Body | None = None, **fields: Any) -> Meeting:
    body = body or make_body(cast)
    wanted = {"title": "4. Treffen der Kerngruppe", "starts_at": BEGINS, **fields}
    if wanted["starts_at"] is not None:
        wanted.setdefault("ends_at", wanted["starts_at"] + datetime.timedelta(hours=2))
    with set_up(cast.alliance):
        made: Meeting = Meeting.objects.create(alliance=cast.alliance, body=body, **wanted)
    return made


def make_item(cast: Cast, meeting: Meeting | None = None, **fields: Any) -> AgendaItem:
    meeting = meeting or make_meeting(cast)
    with set_up(cast.alliance):
        made: AgendaItem = AgendaItem.objects.create(
            alliance=cast.alliance, meeting=meeting, **{"title": "Sprachkurse", **fields}
        )
    return made


def make_outcome(
    cast: Cast,
    item: AgendaItem | None = None,
    *,
    kind: OutcomeKind = OutcomeKind.MEASURE,
    text: str = "Plätze im Abendkurs erfragen",
    person: str = "Ceren Çelik",
    email: str = "ceren@example.org",
    due_on: datetime.date | None = DUE,
    **fields: Any,
) -> Outcome:
    item = item or make_item(cast)
    with scope(cast.alliance):
        return agree(
            item=item,
            kind=kind,
            text=text,
            by=cast.alma,
            responsible=Responsible(person, email),
            due_on=due_on,
            **fields,
        )
