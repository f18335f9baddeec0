"""Meetings that come again: made ahead for a year, each of them free to move or fall out (A5)."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.audit.enums import Channel
from klappt.audit.services import event
from klappt.bodies.models import Body
from klappt.core.rhythm import Rhythm, days, first_day, holiday, rhythm_of
from klappt.meetings import events
from klappt.meetings.enums import MeetingState
from klappt.meetings.models import Meeting, Series
from klappt.meetings.selectors.meetings import title_of

AHEAD = datetime.timedelta(days=365)
ONE_DAY = datetime.timedelta(days=1)


class Frame(TypedDict):
    """What all meetings of a series have in common."""

    starts_at: datetime.time
    minutes: int
    place: str
    video: str


@dataclass(frozen=True)
class Ended:
    """What became of the meetings after the end: what somebody knows of or has worked on stays."""

    removed: int
    kept: list[Meeting]


def plan_series(
    *,
    body: Body,
    rhythm: Rhythm,
    since: datetime.date,
    skipped: Collection[datetime.date],
    by: User,
    instead_of: Series | None = None,
    **frame: Unpack[Frame],
) -> Series:
    """Make the meetings of a year from `since` on, without the days in `skipped`.

    `instead_of` ends on the day before. ValidationError when no day is left.
    """
    first_on = first_day(rhythm, since)
    until = since + AHEAD
    wanted = [day for day in days(rhythm, first_on, until=until) if day not in skipped]
    if not wanted:
        raise ValidationError(_("Please leave at least one date in."))
    with event(events.SERIES_PLANNED, by=by, alliance=body.alliance):
        if instead_of is not None:
            end_series(series=instead_of, last_day=since - ONE_DAY, by=by)
        series: Series = Series.objects.create(
            alliance_id=body.alliance_id,
            body=body,
            title=(str(_("Meetings: %(body)s")) % {"body": body.name})[:160],
            rule=rhythm.rule,
            first_on=first_on,
            made_until=until,
            **frame,
        )
        _make(series, wanted)
    return series


def end_series(*, series: Series, last_day: datetime.date, by: User) -> Ended:
    """No more meetings after this day. Planned ones nobody knows of go; the others stay to be called off."""
    with event(events.SERIES_ENDED, by=by, alliance=series.alliance):
        if series.ended_on and series.ended_on <= last_day:
            raise ValidationError(_("The series has ended already."))
        series.ended_on = last_day
        series.save(update_fields=["ended_on"])
        later = [
            meeting
            for meeting in series.meetings.filter(starts_at__isnull=False).order_by("starts_at")
            if timezone.localdate(meeting.starts_at) > last_day
        ]
        untouched = [meeting for meeting in later if _is_untouched(meeting)]
        for meeting in untouched:
            meeting.delete()
    removed = {meeting.series_day for meeting in untouched}
    kept = [each for each in later if each.series_day not in removed and not each.is_settled]
    return Ended(len(untouched), kept)


def extend_series(*, series: Series, today: datetime.date) -> int:
    """Make what has come within a year's sight since, without public holidays; returns how many meetings."""
    until, made_until = today + AHEAD, series.made_until or series.first_on - ONE_DAY
    if series.ended_on is not None or made_until >= until:
        return 0
    rhythm = rhythm_of(series.rule)
    found = days(rhythm, series.first_on, after=made_until, until=until)
    wanted = [day for day in found if not (series.skips_holidays and holiday(day))]
    if not wanted:
        return 0
    signature = str(_("The series goes on by itself"))
    with event(
        events.SERIES_PLANNED, by=None, alliance=series.alliance, channel=Channel.JOB, signature=signature
    ):
        series.made_until = until
        series.save(update_fields=["made_until"])
        _make(series, wanted)
    return len(wanted)


def running(today: datetime.date) -> list[Series]:
    """Series that go on, whose body still exists."""
    exists = Q(body__valid_until=None) | Q(body__valid_until__gte=today)
    rows = Series.objects.filter(exists, ended_on=None).select_related("body", "alliance")
    return list(rows.order_by("pk"))


def _make(series: Series, wanted: list[datetime.date]) -> None:
    body = series.body
    number = body.meetings.exclude(state=MeetingState.CANCELLED).count()
    for day in wanted:
        number += 1
        begins = timezone.make_aware(datetime.datetime.combine(day, series.starts_at))
        Meeting.objects.create(
            alliance_id=series.alliance_id,
            body=body,
            series=series,
            series_day=day,
            title=title_of(body, number),
            starts_at=begins,
            ends_at=begins + datetime.timedelta(minutes=series.minutes),
            place=series.place,
            video=series.video,
        )


def _is_untouched(meeting: Meeting) -> bool:
    """Nobody was told, nobody wrote anything, and it still stands where the rule put it."""
    stands = timezone.localdate(meeting.starts_at) == meeting.series_day
    is_quiet = meeting.state == MeetingState.PLANNED and not meeting.note
    return stands and is_quiet and not meeting.items.exists() and not meeting.attendances.exists()
