"""What of this context stands on the page of a body."""

import datetime
from typing import Any

from klappt.agreements.models import CentralFormat, Placement, Structure
from klappt.agreements.policies import SEE_AGREEMENTS
from klappt.alliances.policies import Member
from klappt.bodies.models import Body


def of_body(member: Member, body: Body, day: datetime.date) -> dict[str, Any] | None:
    """Formats behind which it stands, what it was before, the note it came from; None where nothing is."""
    if not member.may(SEE_AGREEMENTS):
        return None
    found = {
        "formats": list(CentralFormat.objects.active_on(day).filter(body=body).order_by("position", "pk")),
        "structures": list(Structure.objects.filter(body=body).order_by("position", "pk")),
        "placements": list(Placement.objects.filter(body=body).select_related("note").order_by("pk")),
    }
    return found if any(found.values()) else None
