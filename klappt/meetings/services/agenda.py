"""The agenda of a meeting: it opens by itself, and items come, go and change places (A5)."""

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from klappt.accounts.models import User
from klappt.audit.services import event
from klappt.meetings import events
from klappt.meetings.enums import ItemKind
from klappt.meetings.models import AgendaItem, Meeting
from klappt.meetings.selectors.agenda import last_held
from klappt.meetings.selectors.minutes import refuse_when_sent

LONGEST = 600
OPENING = {ItemKind.LAST_MINUTES: 5, ItemKind.OPEN_MEASURES: 15}


def open_agenda(*, meeting: Meeting, by: User | None, signature: str = "") -> list[AgendaItem]:
    """Give a meeting that follows another the items every meeting opens with, once.

    A body's first meeting has no last minutes and nothing agreed, a case conference has no agenda at all.
    """
    if meeting.items.exists() or last_held(meeting) is None:
        return []
    with event(events.AGENDA_CHANGED, by=by, alliance=meeting.alliance, signature=signature):
        _hold(meeting)
        if meeting.items.exists():
            return []
        return [_opening(meeting, kind, place) for place, kind in enumerate(OPENING)]


def add_item(
    *, meeting: Meeting, title: str, by: User, text: str = "", presenter: str = "", minutes: int | None = None
) -> AgendaItem:
    """Put a topic at the end of the agenda. ValidationError names the field that is missing."""
    with event(events.AGENDA_CHANGED, by=by, alliance=meeting.alliance):
        _hold(meeting)
        item = AgendaItem(
            alliance_id=meeting.alliance_id,
            meeting=meeting,
            title=title.strip(),
            text=text.strip(),
            presenter=presenter.strip(),
            minutes=minutes,
            position=_last(meeting) + 1,
        )
        _store(item)
    return item


def add_opening(*, meeting: Meeting, kind: ItemKind, by: User) -> AgendaItem:
    """Bring back an opening item that was taken off. Saying it twice changes nothing."""
    with event(events.AGENDA_CHANGED, by=by, alliance=meeting.alliance):
        _hold(meeting)
        known: AgendaItem | None = meeting.items.filter(kind=kind).order_by("pk").first()
        if known:
            return known
        rows = _in_order(meeting)
        item = _opening(meeting, kind, _last(meeting) + 1)
        after_minutes = bool(rows) and rows[0].kind == ItemKind.LAST_MINUTES
        rows.insert(1 if after_minutes else 0, item)
        _number(rows)
    return item


def change_item(
    *, item: AgendaItem, by: User, title: str, text: str, presenter: str, minutes: int | None
) -> AgendaItem:
    with event(events.AGENDA_CHANGED, by=by, alliance=item.alliance):
        refuse_when_sent(item.meeting_id)
        row: AgendaItem = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
        row.title, row.text, row.presenter, row.minutes = (
            title.strip(),
            text.strip(),
            presenter.strip(),
            minutes,
        )
        _store(row)
    return row


def move_item(*, item: AgendaItem, steps: int, by: User) -> None:
    """Move an item up (negative) or down by so many places; beyond the ends it stays at the end."""
    with event(events.AGENDA_CHANGED, by=by, alliance=item.alliance):
        _hold(item.meeting)
        rows = _in_order(item.meeting)
        here = next(place for place, row in enumerate(rows) if row.pk == item.pk)
        moved = rows.pop(here)
        rows.insert(max(0, min(len(rows), here + steps)), moved)
        _number(rows)


def remove_item(*, item: AgendaItem, by: User) -> None:
    """Take an item off the agenda. ValidationError when something came of it: results keep their origin."""
    with event(events.AGENDA_CHANGED, by=by, alliance=item.alliance):
        _hold(item.meeting)
        if item.outcomes.exists() or item.notes:
            raise ValidationError(
                gettext_lazy("Something was written down here already, so the item stays in the minutes.")
            )
        item.delete()


def take_over(*, meeting: Meeting, item: AgendaItem, by: User) -> AgendaItem:
    """Take an item of another meeting that was not reached; saying it twice changes nothing."""
    known: AgendaItem | None = meeting.items.filter(title=item.title).order_by("pk").first()
    if known:
        return known
    return add_item(
        meeting=meeting,
        title=item.title,
        text=item.text,
        presenter=item.presenter,
        minutes=item.minutes,
        by=by,
    )


def _opening(meeting: Meeting, kind: ItemKind, place: int) -> AgendaItem:
    titles = {
        ItemKind.LAST_MINUTES: _("Minutes of the last meeting"),
        ItemKind.OPEN_MEASURES: _("Open measures"),
    }
    made: AgendaItem = AgendaItem.objects.create(
        alliance_id=meeting.alliance_id,
        meeting=meeting,
        kind=kind,
        title=titles[kind],
        minutes=OPENING[kind],
        position=place,
    )
    return made


def _hold(meeting: Meeting) -> None:
    """One at a time: whoever changes the order sees what the one before has made of it."""
    refuse_when_sent(meeting.pk)


def _last(meeting: Meeting) -> int:
    found: int | None = meeting.items.order_by().aggregate(last=Max("position"))["last"]
    return -1 if found is None else found


def _in_order(meeting: Meeting) -> list[AgendaItem]:
    return list(meeting.items.order_by("position", "pk"))


def _number(rows: list[AgendaItem]) -> None:
    for place, row in enumerate(rows):
        if row.position != place:
            row.position = place
            row.save(update_fields=["position"])


def _store(item: AgendaItem) -> None:
    if not item.title:
        raise ValidationError({"title": gettext_lazy("Please say what it is about.")})
    if item.minutes is not None and not 1 <= item.minutes <= LONGEST:
        raise ValidationError({"minutes": gettext_lazy("Please give between 1 and 600 minutes.")})
    item.clean_fields(exclude=["alliance", "meeting"])
    item.save()
