"""Meetings as lists and as one, and what a new one is called."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from klappt.bodies.enums import BodyKind
from klappt.bodies.models import Body
from klappt.meetings.enums import MeetingState, Reply
from klappt.meetings.models import Meeting

SETTLED = (MeetingState.HELD, MeetingState.CANCELLED)


@dataclass(frozen=True)
class Lists:
    """What is still to come, and what has been."""

    coming: Sequence[Meeting]
    past: QuerySet[Meeting]


def meetings(now: datetime.datetime, body: Body | None = None) -> Lists:
    """Coming ones soonest first, those whose date is being found before them; past ones latest first."""
    rows = _with_answers(Meeting.objects.select_related("body", "series", "poll"))
    if body is not None:
        rows = rows.filter(body=body)
    open_ones = rows.exclude(state__in=SETTLED)
    finding = open_ones.filter(starts_at=None).order_by("pk")
    coming = open_ones.filter(ends_at__gte=now).order_by("starts_at", "pk")
    past = rows.filter(Q(state__in=SETTLED) | Q(ends_at__lt=now)).order_by("-starts_at", "-pk")
    return Lists([*finding, *coming], past)


def _with_answers(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    coming = Q(attendances__reply__in=[Reply.YES, Reply.DEPUTY])
    return rows.annotate(
        places=Count("attendances", distinct=True),
        coming=Count("attendances", filter=coming, distinct=True),
        answered=Count("attendances", filter=~Q(attendances__reply=""), distinct=True),
    )


def next_title(body: Body) -> str:
    """ "5. Treffen der Kerngruppe": the number counts every meeting of the body that was not cancelled."""
    number = body.meetings.exclude(state=MeetingState.CANCELLED).count() + 1
    return title_of(body, number)


def title_of(body: Body, number: int) -> str:
    values: dict[str, Any] = {"number": number, "body": body.name}
    if body.kind == BodyKind.CORE_GROUP:
        return _("Meeting %(number)d of the core group") % values
    return (_("Meeting %(number)d: %(body)s") % values)[:160]


def bodies_on(day: datetime.date) -> QuerySet[Body]:
    """Bodies that exist on this day, in their order."""
    found: QuerySet[Body] = Body.objects.active_on(day).order_by("position", "pk")
    return found


def previous(meeting: Meeting) -> Meeting | None:
    """The meeting of the same body before this one that was not cancelled."""
    rows = Meeting.objects.filter(body_id=meeting.body_id).exclude(pk=meeting.pk)
    rows = rows.exclude(state=MeetingState.CANCELLED).exclude(starts_at=None)
    if meeting.starts_at is not None:
        rows = rows.filter(starts_at__lt=meeting.starts_at)
    found: Meeting | None = rows.order_by("-starts_at", "-pk").first()
    return found
