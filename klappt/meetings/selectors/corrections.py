"""Corrections of minutes that were sent round: put into the record, and put into words."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from klappt.meetings.enums import Presence
from klappt.meetings.models import Correction, Minutes
from klappt.meetings.selectors.record import Entry, Record, Result, from_json, record_of

ITEM = {"title": _("Topic"), "notes": _("What was said")}
RESULT = {"text": _("What"), "person": _("Who"), "due_on": _("By when")}
HEAD = {"place": _("Place"), "chair": _("Chaired by"), "begins": _("Begun at"), "ends": _("Ended at")}
PRESENCE = {"presence": _("Who was there"), "deputy": _("Deputy")}
LABELS: dict[str, Promise] = {**ITEM, **RESULT, **PRESENCE, **HEAD}


@dataclass(frozen=True)
class Told:
    """A correction in words, as it stands in the minutes."""

    on: datetime.datetime
    who: str
    label: str
    was: str
    becomes: str
    reason: str


@dataclass(frozen=True)
class Standing:
    """The minutes as they hold now, with what was corrected at each place."""

    record: Record
    items: dict[int, list[Told]]
    results: dict[int, list[Told]]
    places: dict[int, list[Told]]
    head: list[Told]

    @property
    def is_corrected(self) -> bool:
        return bool(self.items or self.results or self.places or self.head)

    def by_item(self) -> dict[int, list[Told]]:
        """Corrections of an agenda item and of its results together."""
        found = {
            entry.key: [
                *self.items.get(entry.key, []),
                *(told for row in entry.results for told in self.results.get(row.key, [])),
            ]
            for entry in self.record.entries
        }
        return {key: told for key, told in found.items() if told}


def standing_minutes(minutes: Minutes) -> Standing:
    """The draft from the rows; what was sent from what was kept, with its corrections put in."""
    if minutes.is_draft:
        return Standing(record_of(minutes.meeting), {}, {}, {}, [])
    rows = list(minutes.corrections.select_related("by").order_by("at", "pk"))
    sent = from_json(minutes.sent_record)
    record = from_json(minutes.approved_record) if minutes.approved_record else corrected(sent, rows)
    places = {place.key: place.name for place in sent.places}
    return Standing(
        record,
        _by((row.item_id, row) for row in rows),
        _by((row.outcome_id, row) for row in rows),
        _by(((row.attendance_id, row) for row in rows), places),
        [_told(row) for row in rows if row.column in HEAD],
    )


def corrected(record: Record, corrections: Iterable[Correction]) -> Record:
    """The record with every correction in its place, the earliest first."""
    for each in corrections:
        record = _put_in(record, each)
    return record


def value_in(record: Record, *, item: int = 0, outcome: int = 0, attendance: int = 0, column: str) -> str:
    """What stands in the record at a place, as the text a form sends. KeyError: there is no such place.

    Without a key it is the head of the minutes; its times are those of the clock, like 14:05.
    """
    parts: dict[int, Any]
    if item:
        parts, key = {entry.key: entry for entry in record.entries}, item
    elif outcome:
        parts, key = {row.key: row for entry in record.entries for row in entry.results}, outcome
    elif attendance:
        parts, key = {place.key: place for place in record.places}, attendance
    else:
        parts, key = {0: record}, 0
    value = getattr(parts[key], column)
    if isinstance(value, datetime.datetime):
        return f"{timezone.localtime(value):%H:%M}"
    return value.isoformat() if isinstance(value, datetime.date) else str(value or "")


def words_of(column: str, value: str) -> str:
    """A value of a correction as one reads it."""
    if column == "due_on" and value:
        return formats.date_format(datetime.date.fromisoformat(value), "SHORT_DATE_FORMAT")
    if column == "presence" and value in Presence:
        return str(Presence(value).label)
    return value or "–"


def _put_in(record: Record, each: Correction) -> Record:
    if each.attendance_id:
        said: dict[str, Any] = {each.column: each.becomes}
        places = tuple(
            replace(place, **said) if place.key == each.attendance_id else place for place in record.places
        )
        return replace(record, places=places)
    if each.column in HEAD:
        return _mend_head(record, each)
    return replace(record, entries=tuple(_mend_entry(entry, each) for entry in record.entries))


def _mend_head(record: Record, each: Correction) -> Record:
    """The day stays; an end that lies before the beginning is meant for the day after."""
    value: str | datetime.datetime = each.becomes
    if each.column in ("begins", "ends"):
        first = record.begins or record.ends or each.at
        clock = datetime.time.fromisoformat(each.becomes)
        value = timezone.make_aware(datetime.datetime.combine(timezone.localdate(first), clock))
        if each.column == "ends" and value < first:
            value += datetime.timedelta(days=1)
    said: dict[str, Any] = {each.column: value}
    return replace(record, **said)


def _mend_entry(entry: Entry, each: Correction) -> Entry:
    if each.item_id == entry.key:
        words: dict[str, Any] = {each.column: each.becomes}
        return replace(entry, **words)
    results = tuple(_mend_result(row, each) if row.key == each.outcome_id else row for row in entry.results)
    return replace(entry, results=results)


def _mend_result(row: Result, each: Correction) -> Result:
    if each.column == "due_on":
        return replace(row, due_on=datetime.date.fromisoformat(each.becomes))
    words: dict[str, Any] = {each.column: each.becomes}
    return replace(row, **words)


def _label(column: str, name: str) -> str:
    """Of which place it is; for who was there, the name says it."""
    if not name:
        return str(LABELS[column])
    return f"{name}, {LABELS[column]}" if column == "deputy" else name


def _by(
    rows: Iterable[tuple[int | None, Correction]], names: dict[int, str] | None = None
) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = defaultdict(list)
    for key, row in rows:
        if key:
            label = _label(row.column, (names or {}).get(key, ""))
            found[key].append(_told(row, label))
    return dict(found)


def _told(row: Correction, label: str = "") -> Told:
    was, becomes = words_of(row.column, row.was), words_of(row.column, row.becomes)
    return Told(row.at, str(row.by or "?"), label or str(LABELS[row.column]), was, becomes, row.reason)
