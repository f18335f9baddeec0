"""Sets the stage for meetings and what comes of them."""

import datetime
from typing import Any

from django.utils import timezone

from conftest import Cast
from klappt.actors.tests.factories import make_institution
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.bodies.enums import Part
from klappt.bodies.models import Body, SeatHolder
from klappt.bodies.tests.factories import make_body, make_seat
from klappt.core.rhythm import Rhythm, Unit
from klappt.meetings.enums import OutcomeKind
from klappt.meetings.models import AgendaItem, DatePoll, Meeting, Outcome, Series
from klappt.meetings.services.inviting import send_invitations
from klappt.meetings.services.outcomes import Responsible, agree
from klappt.meetings.services.polling import open_poll
from klappt.meetings.services.series import plan_series

# When tests run as of their Monday, this is ten days ahead, and DUE what results are due on.
BEGINS = datetime.datetime(2026, 12, 3, 14, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
DUE = datetime.date(2027, 1, 31)


def ten_days_ahead() -> datetime.datetime:
    """BEGINS; where a browser or other programs go by the machine's clock, a day that is still to come."""
    day = timezone.localdate() + datetime.timedelta(days=10)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(14)))


def soon_due() -> datetime.date:
    """DUE, by the machine's clock: still to come, whenever a test runs."""
    return timezone.localdate() + datetime.timedelta(days=69)


def make_meeting(cast: Cast, body: Body | None = None, **fields: Any) -> Meeting:
    body = body or make_body(cast)
    wanted = {"title": "4. Treffen der Kerngruppe", "starts_at": ten_days_ahead(), **fields}
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
            **{"due_on": soon_due(), **fields},
        )


def make_table(cast: Cast) -> Body:
    """A core group with two seats: Ceren (with a deputy) and Mona."""
    body = make_body(cast)
    jmd = make_seat(
        cast, body, make_institution(cast.alliance, "JMD"), holder="Ceren", email="ceren@example.org"
    )
    make_seat(cast, body, make_institution(cast.alliance, "VHS"), holder="Mona", email="mona@example.org")
    with set_up(cast.alliance):
        SeatHolder.objects.create(
            alliance=cast.alliance,
            seat=jmd,
            part=Part.DEPUTY,
            name="Dilan",
            email="dilan@example.org",
            valid_from=jmd.valid_from,
        )
    return body


def make_round(cast: Cast, **fields: Any) -> Meeting:
    """A meeting of that core group."""
    return make_meeting(cast, make_table(cast), **fields)


def make_series(cast: Cast, body: Body | None = None, since: datetime.date | None = None) -> Series:
    """The first Thursday of each month, from now on."""
    body, since = body or make_body(cast), since or timezone.localdate()
    with scope(cast.alliance):
        return plan_series(
            body=body,
            rhythm=Rhythm(Unit.MONTHS, 1, 3, 1),
            since=since,
            skipped=(),
            by=cast.alma,
            starts_at=datetime.time(14),
            minutes=120,
            place="Kreishaus",
            video="",
        )


def make_poll(cast: Cast, body: Body | None = None, *, ahead: int = 20) -> DatePoll:
    """Three days to choose from, three weeks ahead; answers for ten days."""
    body, now = body or make_table(cast), timezone.now()
    with scope(cast.alliance):
        return open_poll(
            body=body,
            title="5. Treffen der Kerngruppe",
            dates=[now + datetime.timedelta(days=ahead + number) for number in range(3)],
            minutes=90,
            closes_on=timezone.localdate() + datetime.timedelta(days=10),
            by=cast.alma,
        )


def invited(cast: Cast, **fields: Any) -> Meeting:
    """The same, invited."""
    meeting = make_round(cast, **fields)
    with scope(cast.alliance):
        send_invitations(meeting=meeting, by=cast.alma)
        found: Meeting = Meeting.objects.select_related("body", "alliance").get(pk=meeting.pk)
    return found
