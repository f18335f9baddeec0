"""What stands in somebody's calendar."""

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from klappt.accounts.models import User
from klappt.alliances.policies import Member
from klappt.alliances.scope import scope
from klappt.alliances.selectors import alliances_of
from klappt.alliances.services.links import hash_of
from klappt.bodies.models import SeatHolder
from klappt.calendars.values import Event
from klappt.calendars.write import feed
from klappt.meetings.enums import MeetingState
from klappt.meetings.extensions import feed_providers
from klappt.meetings.models import FeedAddress, Meeting
from klappt.meetings.policies import SEE_MEETINGS

BACK = datetime.timedelta(days=365)


def feed_address(user: User) -> FeedAddress | None:
    return FeedAddress.objects.filter(user=user).first()


def address_behind(secret: str) -> FeedAddress | None:
    """Whose calendar it is; None for an unknown or switched-off address, and for a closed account."""
    rows = FeedAddress.objects.select_related("user").filter(user__is_active=True)
    return rows.filter(secret_hash=hash_of(secret)).first()


def calendar_of(address: FeedAddress) -> bytes:
    """The whole calendar, the same bytes as long as nothing has changed."""
    today = timezone.localdate()
    entries: list[Event] = []
    for member in alliances_of(address.user, today):
        with scope(member.alliance):
            if member.may(SEE_MEETINGS):
                entries += _meetings(member, today, only_own=address.only_own)
            entries += [entry for provider in feed_providers() for entry in provider(member)]
    return feed(_("klappt: %(name)s") % {"name": address.user.name}, entries)


def _meetings(member: Member, today: datetime.date, *, only_own: bool) -> Iterator[Event]:
    rows = Meeting.objects.exclude(state__in=[MeetingState.FINDING_DATE, MeetingState.CANCELLED])
    rows = rows.filter(starts_at__gte=timezone.now() - BACK)
    if only_own:
        rows = rows.filter(body__in=_own_bodies(member.user, today))
    for meeting in rows.order_by("starts_at", "pk"):
        page = reverse("meetings:meeting", args=[member.alliance.key, meeting.pk])
        yield Event(
            # Not the number of the invitation: a calendar that knows both would fold them into one.
            uid=f"feed-{meeting.calendar_uid}",
            sequence=meeting.sequence,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            summary=f"{meeting.title} ({member.alliance.name})",
            place=meeting.place,
            url=settings.PUBLIC_URL + page,
            stamp=meeting.created_at,
        )


def _own_bodies(user: User, today: datetime.date) -> list[int]:
    mine = Q(user=user) | Q(email__iexact=user.email)
    rows = SeatHolder.objects.active_on(today).filter(mine)
    return list(rows.order_by("pk").values_list("seat__body_id", flat=True))
