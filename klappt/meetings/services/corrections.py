"""Minutes that were sent round change by corrections only: what stood there, what stands now, why (A6)."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from klappt.accounts.models import User
from klappt.alliances.services.second_text import clean
from klappt.audit.services import event
from klappt.meetings import events
from klappt.meetings.enums import MinutesState, OutcomeKind, Presence
from klappt.meetings.models import AgendaItem, Attendance, Correction, Minutes, Outcome
from klappt.meetings.selectors.corrections import HEAD, ITEM, PRESENCE, RESULT, corrected, value_in
from klappt.meetings.selectors.people import Responsible
from klappt.meetings.selectors.record import from_json
from klappt.meetings.services.locking import locked
from klappt.meetings.services.outcomes import change

MAY_BE_EMPTY = ("notes", "deputy", "place", "chair")
# Ends are clock times: what would last longer than this has its end before its beginning.
LONGEST = datetime.timedelta(hours=16)
MEETING = {"place": "place", "chair": "chair", "begins": "begun_at", "ends": "ended_at"}


@dataclass(frozen=True)
class Where:
    """The place in the minutes that is corrected: one of the three, or none for what stands at their head."""

    item: AgendaItem | None = None
    outcome: Outcome | None = None
    attendance: Attendance | None = None

    @property
    def is_head(self) -> bool:
        return self.item is None and self.outcome is None and self.attendance is None

    @property
    def columns(self) -> tuple[str, ...]:
        if self.outcome is not None:
            told_only = self.outcome.kind == OutcomeKind.INFORMATION
            return ("text",) if told_only else tuple(RESULT)
        if self.item is not None:
            return tuple(ITEM)
        return tuple(HEAD) if self.is_head else tuple(PRESENCE)


def standing_values(minutes: Minutes, where: Where) -> dict[str, str]:
    """What stands at this place now, by column."""
    rows = minutes.corrections.order_by("at", "pk")
    record = corrected(from_json(minutes.sent_record), rows)
    keys = {
        "item": where.item.pk if where.item else 0,
        "outcome": where.outcome.pk if where.outcome else 0,
        "attendance": where.attendance.pk if where.attendance else 0,
    }
    return {column: value_in(record, **keys, column=column) for column in where.columns}


def correct(
    *, minutes: Minutes, where: Where, values: dict[str, str], reason: str, by: User
) -> list[Correction]:
    """Correct what differs, with a reason; a wrong result is mended where it is followed up, too.

    ValidationError: no reason, nothing differs, a day that is none, or the minutes are a draft (write in
    them) or approved (they stay).
    """
    reason = " ".join(reason.split())
    if not reason:
        raise ValidationError({"reason": _("Please say why.")})
    with event(events.MINUTES_CORRECTED, by=by, alliance=minutes.alliance):
        row: Minutes = Minutes.objects.select_for_update(of=("self",)).get(pk=minutes.pk)
        if row.state != MinutesState.SENT:
            raise ValidationError(
                _("Only minutes that were sent round and are not approved yet are corrected.")
            )
        standing = standing_values(row, where)
        wanted = {column: clean(text) for column, text in values.items() if column in where.columns}
        if where.attendance is not None:
            wanted = _with_deputy({**standing, **wanted}, where.attendance.deputy_name)
        changed = {
            column: _checked(column, text) for column, text in wanted.items() if text != standing[column]
        }
        if not changed:
            raise ValidationError(_("Nothing differs from what stands there."))
        made = [
            _keep(row, where, column, standing[column], text, reason, by) for column, text in changed.items()
        ]
        if where.outcome is not None:
            _follow_up(where.outcome, changed, reason, by)
        if where.attendance is not None:
            _count_again(where.attendance, changed)
        if where.is_head:
            _note_again(row, changed)
    return made


def _with_deputy(values: dict[str, str], known: str) -> dict[str, str]:
    """A deputy has a name where one came, the known one if no other is said; and none where none came."""
    if values["presence"] != Presence.DEPUTY:
        return {**values, "deputy": ""}
    deputy = values["deputy"] or known
    if not deputy:
        raise ValidationError({"deputy": _("Please say who the deputy was.")})
    return {**values, "deputy": deputy}


def _checked(column: str, text: str) -> str:
    if column == "presence" and text not in Presence:
        raise ValidationError({column: _("Please choose.")})
    if column == "due_on":
        try:
            day = parse_date(text)
        except ValueError:
            day = None
        if day is None:
            raise ValidationError({column: _("Please give a date, for example 22.11.2026.")})
        return day.isoformat()
    if column in ("begins", "ends"):
        return _clock(column, text)
    if not text and column not in MAY_BE_EMPTY:
        raise ValidationError({column: _("This must not be empty.")})
    return text


def _clock(column: str, text: str) -> str:
    try:
        return f"{datetime.time.fromisoformat(text):%H:%M}"
    except ValueError:
        raise ValidationError({column: _("Please write the time like 14:00.")}) from None


def _keep(
    minutes: Minutes, where: Where, column: str, was: str, becomes: str, reason: str, by: User
) -> Correction:
    made: Correction = Correction.objects.create(
        alliance_id=minutes.alliance_id,
        minutes=minutes,
        item=where.item,
        outcome=where.outcome,
        attendance=where.attendance,
        column=column,
        was=was,
        becomes=becomes,
        reason=reason[:300],
        by=by,
        at=timezone.now(),
    )
    return made


def _follow_up(outcome: Outcome, changed: dict[str, str], reason: str, by: User) -> None:
    """What is followed up is what was meant; another person has no address and no account until chosen."""
    day = parse_date(changed["due_on"]) if "due_on" in changed else outcome.due_on
    who = Responsible(outcome.person, outcome.email, outcome.institution, outcome.user)
    change(
        outcome=outcome,
        by=by,
        note=reason,
        text=changed.get("text", outcome.text),
        responsible=Responsible(changed["person"]) if "person" in changed else who,
        due_on=day,
    )


def _count_again(place: Attendance, changed: dict[str, str]) -> None:
    """The figures of a year count what was, not what was noted first."""
    row: Attendance = Attendance.objects.select_for_update(of=("self",)).get(pk=place.pk)
    row.presence = changed.get("presence", row.presence)
    row.deputy_name = changed.get("deputy") or row.deputy_name
    row.save(update_fields=["presence", "deputy_name"])


def _note_again(minutes: Minutes, changed: dict[str, str]) -> None:
    """The meeting itself was where, when and chaired by whom its corrected minutes say."""
    record = corrected(from_json(minutes.sent_record), minutes.corrections.order_by("at", "pk"))
    if record.begins and record.ends and not datetime.timedelta() < record.ends - record.begins <= LONGEST:
        wrong = "ends" if "ends" in changed else "begins"
        raise ValidationError({wrong: _("The end lies before the beginning.")})
    row = locked(minutes.meeting)
    stands = {"place": record.place, "chair": record.chair, "begins": record.begins, "ends": record.ends}
    for column in changed:
        setattr(row, MEETING[column], stands[column])
    row.save(update_fields=[MEETING[column] for column in changed])
