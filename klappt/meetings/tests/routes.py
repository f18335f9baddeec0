from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import COORDINATOR, EVERYBODY, INSIDE, Route
from klappt.alliances.scope import scope
from klappt.alliances.tests.factories import set_up
from klappt.bodies.tests.factories import make_body
from klappt.meetings.enums import Doubt
from klappt.meetings.models import Attendance, DoubtfulReply
from klappt.meetings.services.feeds import renew_feed
from klappt.meetings.services.guests import add_guest
from klappt.meetings.tests.factories import invited, make_meeting, make_poll, make_round, make_series
from klappt.meetings.tests.mails import secret_for
from klappt.meetings.tests.room_routes import ROOM


def a_body(cast: Cast) -> dict[str, Any]:
    make_body(cast)
    return {}


def a_meeting(cast: Cast) -> dict[str, Any]:
    return {"pk": make_meeting(cast).pk}


def a_round(cast: Cast) -> dict[str, Any]:
    return {"pk": make_round(cast).pk}


def an_invited_round(cast: Cast) -> dict[str, Any]:
    return {"pk": invited(cast).pk}


def a_place(cast: Cast) -> dict[str, Any]:
    meeting = invited(cast)
    with scope(cast.alliance):
        return {"pk": Attendance.objects.filter(meeting=meeting).order_by("pk")[0].pk}


def a_guest(cast: Cast) -> dict[str, Any]:
    meeting = make_round(cast)
    with scope(cast.alliance):
        return {"pk": add_guest(meeting=meeting, name="Gast", email="gast@example.org", by=cast.alma).pk}


def a_doubt(cast: Cast) -> dict[str, Any]:
    meeting = invited(cast)
    with set_up(cast.alliance):
        found = DoubtfulReply.objects.create(
            alliance=cast.alliance,
            meeting=meeting,
            email="x@example.org",
            reply="yes",
            sequence=0,
            why=Doubt.UNKNOWN_ADDRESS,
        )
    return {"pk": found.pk}


def a_link(cast: Cast) -> dict[str, Any]:
    invited(cast)
    return {"secret": secret_for("ceren@example.org")}


def a_series(cast: Cast) -> dict[str, Any]:
    return {"pk": make_series(cast).pk}


def a_poll(cast: Cast) -> dict[str, Any]:
    return {"pk": make_poll(cast).meeting_id}


def a_link_to_dates(cast: Cast) -> dict[str, Any]:
    make_poll(cast)
    return {"secret": secret_for("ceren@example.org")}


def an_address(cast: Cast) -> dict[str, Any]:
    return {"secret": renew_feed(user=cast.ceren, only_own=False)}


ROUTES: dict[str, Route] = {
    "meetings:list": Route(INSIDE),
    "meetings:plan": Route(COORDINATOR, COORDINATOR, kwargs=a_body),
    "meetings:plan_series": Route(COORDINATOR, COORDINATOR, kwargs=a_body),
    "meetings:one_series": Route(INSIDE, kwargs=a_series),
    "meetings:change_series": Route(COORDINATOR, COORDINATOR, kwargs=a_series),
    "meetings:end_series": Route(COORDINATOR, COORDINATOR, kwargs=a_series),
    "meetings:plan_poll": Route(COORDINATOR, COORDINATOR, kwargs=a_body),
    "meetings:poll": Route(INSIDE, kwargs=a_poll),
    "meetings:remind_poll": Route(post=COORDINATOR, kwargs=a_poll),
    "meetings:more_dates": Route(COORDINATOR, COORDINATOR, kwargs=a_poll),
    "meetings:choose_date": Route(COORDINATOR, COORDINATOR, kwargs=a_poll),
    "answering:poll": Route(EVERYBODY, EVERYBODY, kwargs=a_link_to_dates),
    "meetings:meeting": Route(INSIDE, kwargs=an_invited_round),
    "meetings:edit": Route(COORDINATOR, COORDINATOR, kwargs=a_meeting),
    "meetings:cancel": Route(COORDINATOR, COORDINATOR, kwargs=a_meeting),
    "meetings:invite": Route(COORDINATOR, COORDINATOR, kwargs=a_round),
    "meetings:guest": Route(post=COORDINATOR, kwargs=a_round),
    "meetings:remind": Route(COORDINATOR, COORDINATOR, kwargs=an_invited_round),
    "meetings:own_reply": Route(post=INSIDE, kwargs=an_invited_round, data={"reply": "yes"}),
    "meetings:uninvite": Route(post=COORDINATOR, kwargs=a_guest),
    "meetings:noted_reply": Route(COORDINATOR, COORDINATOR, kwargs=a_place, data={"reply": "no"}),
    "meetings:doubt": Route(COORDINATOR, COORDINATOR, kwargs=a_doubt),
    "meetings:attendance": Route(COORDINATOR, kwargs=an_invited_round),
    "meetings:take_places": Route(post=COORDINATOR, kwargs=a_round),
    "meetings:as_announced": Route(post=COORDINATOR, kwargs=an_invited_round),
    "meetings:presence": Route(post=COORDINATOR, kwargs=a_place, data={"presence": "present"}),
    "meetings:held": Route(post=COORDINATOR, kwargs=a_meeting),
    "meetings:year": Route(INSIDE),
    "answering:reply": Route(EVERYBODY, EVERYBODY, kwargs=a_link, data={"reply": "yes"}),
    "meetings:feed": Route(INSIDE, INSIDE),
    "answering:feed": Route(EVERYBODY, kwargs=an_address),
    **ROOM,
}
