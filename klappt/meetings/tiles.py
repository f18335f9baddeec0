"""The meetings of a body on its page."""

import datetime
from typing import Any

from django.utils import timezone

from klappt.alliances.policies import Member
from klappt.bodies.extensions import Section, add_section
from klappt.bodies.models import Body
from klappt.meetings.policies import RUN_MEETINGS, SEE_MEETINGS
from klappt.meetings.selectors.meetings import meetings
from klappt.meetings.selectors.series import rule_of
from klappt.meetings.services.series import running

_SHOWN = 5


def register() -> None:
    add_section(MEETINGS)


def of_body(member: Member, body: Body, day: datetime.date) -> dict[str, Any] | None:
    """The next and the last meetings, and by which rule it meets."""
    if not member.may(SEE_MEETINGS):
        return None
    now = timezone.now()
    found = meetings(now, body)
    return {
        "coming": found.coming[:_SHOWN],
        "past": list(found.past[:_SHOWN]),
        "rules": [rule_of(series) for series in running(day) if series.body_id == body.pk],
        "runs": bool(member.may(RUN_MEETINGS)) and body.holds_on(day),
        "now": now,
        "body": body,
    }


MEETINGS = Section("meetings.of_body", 20, "meetings/parts/of_body.html", of_body)
