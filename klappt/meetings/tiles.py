"""What meetings bring to the start page, to one's week and to the page of a body."""

import datetime
from typing import Any

from django.utils import timezone

from klappt.accounts.enums import Role
from klappt.alliances.extensions import Tile, add_tile, add_week_part
from klappt.alliances.policies import EVERYONE, Member
from klappt.bodies.extensions import Section, add_section
from klappt.bodies.models import Body
from klappt.meetings.policies import RUN_MEETINGS, SEE_MEETINGS
from klappt.meetings.selectors.meetings import meetings, open_meetings
from klappt.meetings.selectors.preparation import preparations
from klappt.meetings.selectors.series import rule_of
from klappt.meetings.services.series import running

_SHOWN = 5
COORDINATION = frozenset({Role.COORDINATOR})


def register() -> None:
    add_section(MEETINGS)
    add_tile(Tile("meetings.next", 14, EVERYONE, "meetings/tiles/next.html", next_meeting))
    add_week_part(Tile("meetings.needs", 10, COORDINATION, "meetings/tiles/needs.html", what_it_needs))


def next_meeting(member: Member) -> dict[str, Any]:
    now = timezone.now()
    ahead = open_meetings()
    return {
        "member": member,
        "meeting": next((each for each in ahead if each.ends_at and each.ends_at >= now), None),
        "finding": [each for each in ahead if each.starts_at is None],
        "may_run": bool(member.may(RUN_MEETINGS)),
    }


def what_it_needs(member: Member) -> dict[str, Any]:
    return {"member": member, "preparations": preparations(timezone.now())}


def of_body(member: Member, body: Body, day: datetime.date) -> dict[str, Any] | None:
    """The next and the last meetings, and by which rule it meets; of a day in the past, those until then."""
    if not member.may(SEE_MEETINGS):
        return None
    now, is_past = timezone.now(), day < timezone.localdate()
    found = meetings(now, body)
    past = found.past.filter(starts_at__date__lte=day) if is_past else found.past
    return {
        "coming": [] if is_past else found.coming[:_SHOWN],
        "past": list(past[:_SHOWN]),
        "rules": [rule_of(series) for series in running(day) if series.body_id == body.pk],
        "runs": bool(member.may(RUN_MEETINGS)) and body.holds_on(day) and not is_past,
        "now": now,
        "body": body,
    }


MEETINGS = Section("meetings.of_body", 20, "meetings/parts/of_body.html", of_body)
