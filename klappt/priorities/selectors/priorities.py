import datetime

from django.db.models import QuerySet
from django.utils import formats, timezone

from klappt.actors.enums import NoteKind
from klappt.actors.models import ImportedNote
from klappt.meetings.enums import MeetingState
from klappt.meetings.models import AgendaItem, Outcome
from klappt.priorities.models import Priority

REACHES_BACK = datetime.timedelta(days=365)


def waiting_notes() -> QuerySet[ImportedNote]:
    """Priorities and ideas from uploaded worksheets that are no priority here yet."""
    rows: QuerySet[ImportedNote] = ImportedNote.objects.filter(
        kind__in=[NoteKind.PRIORITY, NoteKind.IDEA], priority=None
    ).order_by("-kind", "sheet", "row", "pk")
    return rows


def priorities() -> QuerySet[Priority]:
    rows: QuerySet[Priority] = Priority.objects.with_links().order_by("proposed_on", "pk")
    return rows


def held_items(today: datetime.date) -> QuerySet[AgendaItem]:
    """Items of meetings of the last year until today: where something can have been decided."""
    end = _midnight(today + datetime.timedelta(days=1))
    return _items().filter(
        meeting__starts_at__gte=_midnight(today - REACHES_BACK), meeting__starts_at__lt=end
    )


def items_to_agree_in(today: datetime.date) -> QuerySet[AgendaItem]:
    """Those, and items of meetings to come: a first step can be agreed there."""
    return _items().filter(meeting__starts_at__gte=_midnight(today - REACHES_BACK))


def item_words(item: AgendaItem) -> str:
    """The item with its meeting and day."""
    day = timezone.localdate(item.meeting.starts_at)
    return f"{item.meeting} ({formats.date_format(day, 'SHORT_DATE_FORMAT')}): {item.title}"


def open_measures() -> QuerySet[Outcome]:
    rows: QuerySet[Outcome] = Outcome.objects.measures().open().order_by("due_on", "pk")
    return rows


def _items() -> QuerySet[AgendaItem]:
    rows: QuerySet[AgendaItem] = (
        AgendaItem.objects.exclude(meeting__state=MeetingState.CANCELLED)
        .select_related("meeting", "alliance")
        .order_by("-meeting__starts_at", "position", "pk")
    )
    return rows


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
