"""What a coming meeting needs: read from what is there, never ticked by hand (A5)."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from klappt.meetings.enums import ItemKind, MeetingState, MinutesState
from klappt.meetings.models import Meeting, Minutes, Outcome
from klappt.meetings.selectors.meetings import SETTLED, previous

AHEAD = datetime.timedelta(days=28)
MOST = 2


@dataclass(frozen=True)
class Point:
    """One thing a meeting needs, whether it is there, and the way to it: a route and the key of a meeting."""

    is_done: bool
    says: str
    route: str
    meeting: int


@dataclass(frozen=True)
class Preparation:
    meeting: Meeting
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Counts:
    """What was counted beside a meeting in the same query."""

    topics: int
    places: int
    silent: int

    @classmethod
    def of(cls, row: Meeting) -> "Counts":
        # Annotations are no attributes of the model.
        return cls(*(getattr(row, name) for name in ("topics", "places", "silent")))


def preparations(now: datetime.datetime) -> list[Preparation]:
    """The next meetings within four weeks, two at most, and what they need."""
    rows = (
        Meeting.objects.filter(starts_at__gte=now, starts_at__lte=now + AHEAD)
        .exclude(state__in=SETTLED)
        .select_related("body")
        .annotate(
            topics=Count("items", filter=Q(items__kind=ItemKind.TOPIC), distinct=True),
            places=Count("attendances", distinct=True),
            silent=Count("attendances", filter=Q(attendances__reply=""), distinct=True),
        )
        .order_by("starts_at", "pk")
    )
    return [Preparation(row, tuple(_points(row, Counts.of(row), now.date()))) for row in rows[:MOST]]


def _points(row: Meeting, counts: Counts, today: datetime.date) -> Iterator[Point]:
    yield _invitation(row)
    yield _agenda(row, counts)
    if row.state == MeetingState.INVITED and counts.places:
        yield _answers(row, counts)
    before = previous(row)
    if before is not None and before.state == MeetingState.HELD:
        yield _minutes(before)
    overdue = Outcome.objects.measures().overdue_on(today).filter(item__meeting__body=row.body_id).count()
    if overdue:
        says = ngettext(
            "%(count)d measure of this body is overdue.",
            "%(count)d measures of this body are overdue.",
            overdue,
        )
        yield _missing(says % {"count": overdue}, "meetings:agenda", row.pk)


def _invitation(row: Meeting) -> Point:
    if row.state == MeetingState.PLANNED:
        return _missing(_("Nobody has been invited yet."), "meetings:invite", row.pk)
    return _there(_("The invitation is out."), "meetings:meeting", row.pk)


def _agenda(row: Meeting, counts: Counts) -> Point:
    if not counts.topics:
        return _missing(_("The agenda has no topic yet."), "meetings:agenda", row.pk)
    says = ngettext("The agenda has %(count)d topic.", "The agenda has %(count)d topics.", counts.topics)
    return _there(says % {"count": counts.topics}, "meetings:agenda", row.pk)


def _answers(row: Meeting, counts: Counts) -> Point:
    if not counts.silent:
        return _there(_("Everybody has answered."), "meetings:meeting", row.pk)
    says = ngettext(
        "%(count)d of %(all)d has not answered yet.",
        "%(count)d of %(all)d have not answered yet.",
        counts.silent,
    )
    return _missing(says % {"count": counts.silent, "all": counts.places}, "meetings:remind", row.pk)


def _minutes(before: Meeting) -> Point:
    sent = Minutes.objects.filter(meeting=before).exclude(state=MinutesState.DRAFT).exists()
    words = _("The minutes of the last meeting have not been sent round yet.")
    if sent:
        words = _("The minutes of the last meeting have been sent round.")
    return Point(is_done=sent, says=words, route="meetings:minutes", meeting=before.pk)


def _there(says: str, route: str, meeting: int) -> Point:
    return Point(is_done=True, says=says, route=route, meeting=meeting)


def _missing(says: str, route: str, meeting: int) -> Point:
    return Point(is_done=False, says=says, route=route, meeting=meeting)
