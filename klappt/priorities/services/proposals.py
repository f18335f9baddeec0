"""Priorities as they are proposed, changed, withdrawn, or taken over from what came with a worksheet."""

import datetime
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.actors.models import ImportedNote
from klappt.actors.selectors.notes import note_cells
from klappt.alliances.models import Alliance
from klappt.audit.services import event
from klappt.chains.models import Lever
from klappt.meetings.models import Outcome
from klappt.needs.models import Need
from klappt.priorities import events
from klappt.priorities.enums import Origin
from klappt.priorities.models import Priority
from klappt.profiles.models import Subgroup

LONGEST_TITLE = 160
_LINKS = ["alliance", "need", "subgroup", "lever", "goal", "note", "proposed_by"]


class Values(TypedDict, total=False):
    title: str
    why: str
    need: Need | None
    subgroup: Subgroup | None
    lever: Lever | None
    goal: Outcome | None


def propose(
    *,
    alliance: Alliance,
    by: User,
    day: datetime.date,
    origin: Origin = Origin.PROPOSED,
    source: str = "",
    note: ImportedNote | None = None,
    **values: Unpack[Values],
) -> Priority:
    """One more thing that could come first. ValidationError by field."""
    priority = Priority(
        alliance=alliance,
        origin=origin,
        source=str(source).strip(),
        note=note,
        proposed_by=by,
        proposed_on=day,
    )
    _write(priority, values)
    verb = events.PROPOSED if origin == Origin.PROPOSED else events.RECORDED
    with event(verb, by=by, alliance=alliance):
        priority.save()
    return priority


def change_proposal(*, priority: Priority, by: User, **values: Unpack[Values]) -> Priority:
    with event(events.CHANGED, by=by, alliance=priority.alliance):
        row: Priority = Priority.objects.select_for_update(of=("self",)).get(pk=priority.pk)
        _write(row, values)
        row.save()
    return row


def withdraw(*, priority: Priority, because: str, by: User, day: datetime.date) -> Priority:
    """It leaves the list and the next round; earlier orders keep it. ValidationError without a reason."""
    if not because.strip():
        raise ValidationError({"because": _("Please say why.")})
    with event(events.WITHDRAWN, by=by, alliance=priority.alliance):
        priority.withdrawn_on, priority.withdrawn_because = day, because.strip()
        priority.save(update_fields=["withdrawn_on", "withdrawn_because"])
    return priority


def take_up(*, priority: Priority, by: User) -> Priority:
    with event(events.TAKEN_UP, by=by, alliance=priority.alliance):
        priority.withdrawn_on, priority.withdrawn_because = None, ""
        priority.save(update_fields=["withdrawn_on", "withdrawn_because"])
    return priority


def take_over(*, note: ImportedNote, by: User, day: datetime.date) -> Priority:
    """What stood in an uploaded worksheet becomes a priority. The note stays where it came in."""
    if Priority.objects.filter(note=note).exists():
        raise ValidationError(_("This note is a priority already."))
    with event(events.NOTE_TAKEN_OVER, by=by, alliance=note.alliance):
        return propose(
            alliance=note.alliance,
            by=by,
            day=day,
            origin=Origin.IMPORTED,
            source=_("%(file)s, sheet “%(sheet)s”, row %(row)s")
            % {"file": note.source, "sheet": note.sheet, "row": note.row},
            note=note,
            **words_of(note),
        )


def words_of(note: ImportedNote) -> Values:
    """Title and reason from the columns of the note; nothing of it is lost."""
    cells = {heading: text.strip() for heading, text in note_cells(note).items() if text.strip()}
    named = next((name for name in ("Thema", "Priorität") if not cells.get(name, "0").isdecimal()), None)
    title = cells.pop(named) if named else note.text.strip().splitlines()[0]
    rest = [f"{heading}: {text}" for heading, text in cells.items()]
    if len(title) > LONGEST_TITLE:
        rest.insert(0, title)
        title = title[: LONGEST_TITLE - 1].rstrip() + "…"
    if not cells and note.text.strip() not in (title, *rest):
        rest.append(note.text.strip())
    return {"title": title, "why": "\n".join(rest)}


def _write(priority: Priority, values: Values) -> None:
    for name, value in values.items():
        setattr(priority, name, value.strip() if isinstance(value, str) else value)
    if priority.subgroup and not priority.need:
        raise ValidationError({"need": _("A gap is a need of a subgroup: please choose the need.")})
    priority.clean_fields(exclude=_LINKS)
