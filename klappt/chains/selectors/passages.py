"""What happened to one row, step by step, for everybody who sees it."""

import datetime
from dataclasses import dataclass

from klappt.alliances.models import Scoped
from klappt.audit.models import Change


@dataclass(frozen=True)
class Passage:
    """When, by whom, what was done, to which state, with which words."""

    at: datetime.datetime
    who: str
    what: str
    state: str
    words: str


def passages(row: Scoped) -> list[Passage]:
    """Everything that was done with this row, newest first."""
    changes = (
        Change.objects.filter(
            model=row._meta.label_lower,
            object_id=str(row.pk),
            event__alliance_id=row.alliance_id,
        )
        .select_related("event", "event__by")
        .order_by("-event__at", "-pk")
    )
    return [_passage(change) for change in changes]


def _passage(change: Change) -> Passage:
    new = {name: values[1] for name, values in change.fields.items()}
    return Passage(
        at=change.event.at,
        who=change.event.who,
        what=change.event.verb_label,
        state=new.get("state") or "",
        words=new.get("reason") or "",
    )
