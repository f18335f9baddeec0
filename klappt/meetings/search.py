"""Meetings in the search over everything."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from klappt.alliances.extensions import Hit, add_search
from klappt.alliances.policies import Member
from klappt.core.names import search_words
from klappt.meetings.models import Meeting
from klappt.meetings.policies import SEE_MEETINGS

_MOST = 50


def register() -> None:
    add_search(find_meetings)


def find_meetings(member: Member, text: str) -> Iterator[Hit]:
    """By title, body, place or an item of the agenda; every word must be found."""
    words = search_words(text)
    if not member.may(SEE_MEETINGS) or not words:
        return
    rows = Meeting.objects.all()
    for word in words:
        somewhere = Q(title__icontains=word) | Q(body__name__icontains=word) | Q(place__icontains=word)
        rows = rows.filter(somewhere | Q(items__title__icontains=word))
    for meeting in rows.distinct().select_related("body").order_by("-starts_at", "-pk")[:_MOST]:
        begins = timezone.localtime(meeting.starts_at) if meeting.starts_at else None
        day = date_format(begins, "SHORT_DATE_FORMAT") if begins else str(meeting.get_state_display())
        line = f"{day} · {meeting.body}"
        url = reverse("meetings:meeting", args=[member.alliance.key, meeting.pk])
        yield Hit(_("Meetings"), str(meeting), line, url)
