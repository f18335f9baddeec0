"""Who gets to the agenda, into the running meeting and to its minutes."""

from typing import Any

from conftest import Cast
from klappt.accounts.tests.route import COORDINATOR, INSIDE, STEERING, Route
from klappt.meetings.tests.factories import make_item, make_meeting, make_outcome
from klappt.meetings.tests.stage import hold, make_second_text, sent_minutes, under_way

TABLE = INSIDE - {"paula"}
A_RESULT = {"kind": "information", "text": "Neue Ansprechperson"}


def a_meeting(cast: Cast) -> dict[str, Any]:
    return {"pk": make_meeting(cast).pk}


def an_item(cast: Cast) -> dict[str, Any]:
    return {"pk": make_item(cast).pk}


def an_item_to_move(cast: Cast) -> dict[str, Any]:
    return {**an_item(cast), "way": "hoch"}


def an_item_under_way(cast: Cast) -> dict[str, Any]:
    return {"pk": make_item(cast, under_way(cast)).pk}


def a_meeting_under_way(cast: Cast) -> dict[str, Any]:
    return {"pk": under_way(cast).pk}


def a_held_meeting(cast: Cast) -> dict[str, Any]:
    return {"pk": hold(cast).pk}


def a_result(cast: Cast) -> dict[str, Any]:
    return {"pk": make_outcome(cast, make_item(cast, under_way(cast))).pk}


def a_measure_looked_at(cast: Cast) -> dict[str, Any]:
    meeting = under_way(cast)
    earlier = make_meeting(cast, body=meeting.body, title="3. Treffen")
    return {"pk": meeting.pk, "outcome": make_outcome(cast, make_item(cast, earlier)).pk}


def a_second_text(cast: Cast) -> dict[str, Any]:
    return {"pk": make_second_text(cast).pk}


def minutes_sent(cast: Cast) -> dict[str, Any]:
    return {"pk": sent_minutes(cast).meeting_id}


def a_file(cast: Cast) -> dict[str, Any]:
    return {"pk": hold(cast).pk, "kind": "odt"}


def a_correction(cast: Cast) -> dict[str, Any]:
    item = make_item(cast)
    sent_minutes(cast, hold(cast, item.meeting))
    return {"pk": item.meeting_id, "part": "punkt", "key": item.pk}


ROOM: dict[str, Route] = {
    "meetings:agenda": Route(INSIDE, kwargs=a_meeting),
    "meetings:item_add": Route(post=COORDINATOR, kwargs=a_meeting, data={"title": "Wohnen"}),
    "meetings:items_take": Route(post=COORDINATOR, kwargs=a_meeting, data={"what": "item:0"}),
    "meetings:item_edit": Route(COORDINATOR, COORDINATOR, kwargs=an_item),
    "meetings:item_move": Route(post=COORDINATOR, kwargs=an_item_to_move),
    "meetings:item_remove": Route(post=COORDINATOR, kwargs=an_item),
    "meetings:measure": Route(post=TABLE, kwargs=a_measure_looked_at, data={"state": "begun"}),
    "meetings:live": Route(INSIDE, kwargs=a_meeting_under_way),
    "meetings:begin": Route(post=TABLE, kwargs=a_meeting),
    "meetings:resume": Route(post=TABLE, kwargs=a_held_meeting),
    "meetings:pulse": Route(INSIDE, kwargs=a_meeting_under_way),
    "meetings:write": Route(post=TABLE, kwargs=an_item_under_way, data={"text": "Besprochen."}),
    "meetings:result_add": Route(TABLE, TABLE, kwargs=an_item_under_way, data=A_RESULT),
    "meetings:result_edit": Route(TABLE, TABLE, kwargs=a_result),
    "meetings:result_remove": Route(post=TABLE, kwargs=a_result),
    "meetings:second_text": Route(TABLE, TABLE, kwargs=a_second_text, data={"text": "Beides."}),
    "meetings:minutes": Route(INSIDE, kwargs=a_held_meeting),
    "meetings:minutes_edit": Route(TABLE, TABLE, kwargs=a_held_meeting),
    "meetings:minutes_send": Route(COORDINATOR, COORDINATOR, kwargs=a_held_meeting),
    "meetings:minutes_file": Route(INSIDE, kwargs=a_file),
    "meetings:minutes_correct": Route(STEERING, STEERING, kwargs=a_correction, data={"title": "Kurse"}),
    "meetings:minutes_correct_head": Route(
        STEERING, STEERING, kwargs=minutes_sent, data={"place": "Rathaus"}
    ),
    "meetings:minutes_approve": Route(post=STEERING, kwargs=minutes_sent, data={"in": "0"}),
}
