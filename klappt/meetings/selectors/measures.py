"""What a body has agreed and not finished: it comes up at every meeting (A7)."""

import datetime
from dataclasses import dataclass

from klappt.meetings.enums import OutcomeKind
from klappt.meetings.models import Meeting, Outcome, OutcomeChange


@dataclass(frozen=True)
class OpenMeasure:
    """A measure as a meeting looks at it; `said` is what was said of it in this meeting, if anything."""

    outcome: Outcome
    is_overdue: bool
    said: OutcomeChange | None
    last: int | None


def open_measures(meeting: Meeting, day: datetime.date) -> list[OpenMeasure]:
    """Measures and goals of the body that earlier meetings agreed: overdue first, then by day.

    Open ones, and those that were finished in this very meeting, so that a slip can be mended. Two queries.
    """
    said = {
        change.outcome_id: change
        for change in OutcomeChange.objects.filter(meeting=meeting).order_by("at", "pk")
    }
    body = Outcome.objects.filter(item__meeting__body=meeting.body_id, kind=OutcomeKind.MEASURE)
    rows = body.open() | body.filter(pk__in=said)
    rows = rows.exclude(item__meeting=meeting).prefetch_related("changes")
    rows = rows.select_related("item__meeting", "institution").order_by("due_on", "pk")
    found = [
        OpenMeasure(
            row,
            row.is_overdue(day),
            said.get(row.pk),
            max(row.changes.all(), key=lambda each: (each.at, each.pk)).pk if row.changes.all() else None,
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: not each.is_overdue)
