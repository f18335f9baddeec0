"""Meetings as lists and as one, and what a new one is called."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from klappt.alliances.scope import read_once
from klappt.bodies.enums import BodyKind
from klappt.bodies.models import Body
from klappt.meetings.enums import ItemKind, MeetingState, Reply
from klappt.meetings.models import AgendaItem, Meeting

SETTLED = (MeetingState.HELD, MeetingState.CANCELLED)
_BY_TIME = (F("starts_at").asc(nulls_first=True), "pk")


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
    ahead = rows.exclude(state__in=SETTLED).filter(Q(starts_at=None) | Q(ends_at__gte=now))
    past = rows.filter(Q(state__in=SETTLED) | Q(ends_at__lt=now)).order_by("-starts_at", "-pk")
    return Lists(list(ahead.order_by(*_BY_TIME)), past)


@read_once
def open_meetings() -> list[Meeting]:
    """Neither held nor cancelled: those without a date first, then by time. One query.

    With what `_with_answers` counts and `has_topic`: whether there is something to talk about.
    """
    topics = AgendaItem.objects.filter(meeting=OuterRef("pk"), kind=ItemKind.TOPIC).order_by()
    rows = _with_answers(Meeting.objects.select_related("body", "series", "poll")).exclude(state__in=SETTLED)
    return list(rows.annotate(has_topic=Exists(topics)).order_by(*_BY_TIME))


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
