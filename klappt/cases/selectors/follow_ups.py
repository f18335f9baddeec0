import datetime

from django.db.models import QuerySet
from django.utils import formats, timezone

from klappt.meetings.enums import MeetingState
from klappt.meetings.models import AgendaItem, Outcome

REACHES_BACK = datetime.timedelta(days=180)


def open_measures() -> QuerySet[Outcome]:
    rows: QuerySet[Outcome] = (
        Outcome.objects.measures().open().select_related("item__meeting").order_by("due_on", "pk")
    )
    return rows


def items_to_agree_in(today: datetime.date) -> QuerySet[AgendaItem]:
    """Items of meetings of the last half year and of those that come: where a measure can be agreed."""
    begin = timezone.make_aware(datetime.datetime.combine(today - REACHES_BACK, datetime.time.min))
    rows: QuerySet[AgendaItem] = (
        AgendaItem.objects.filter(meeting__starts_at__gte=begin)
        .exclude(meeting__state=MeetingState.CANCELLED)
        .select_related("meeting")
        .order_by("-meeting__starts_at", "position", "pk")
    )
    return rows


def item_words(item: AgendaItem) -> str:
    """The item with its meeting and day: where a measure comes from."""
    day = timezone.localdate(item.meeting.starts_at)
    return f"{item.meeting} ({formats.date_format(day, 'SHORT_DATE_FORMAT')}): {item.title}"
